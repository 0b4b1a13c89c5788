import type { ReactNode } from 'react';
import type { FindingsData } from '../../report/pages/findings.ts';
import { usePage } from '../gait-data/index.tsx';
import { DataTable, NumberCell } from '../gait-parts/DataTable.tsx';
import { FindingsDrop } from '../gait-parts/FindingsDrop.tsx';
import { NeedTable } from '../gait-parts/NeedTable.tsx';
import { PageFrame, Section } from '../gait-parts/PageFrame.tsx';
import { TimeText } from '../gait-parts/StateText.tsx';

/** Procedures needed now: failing checks, those without an SOP on top. */
export function FindingsPage(): ReactNode {
  const { data } = usePage<FindingsData>();
  const { counts, stale = 0, scans, needs, at, policy } = data;
  return (
    <PageFrame lead="Failing checks and the SOPs that mend them. Those without an SOP come first.">
      <Section id="file" title="From a findings file">
        <FindingsDrop map={data.map} />
      </Section>
      <Section id="published" title="From the scans of this site">
        {counts === undefined ? (
          <p>
            {policy === 'none'
              ? 'This site does not publish findings.'
              : 'There were no findings when this site was built, so nothing is known.'}
          </p>
        ) : (
          <>
            {at && (
              <p>
                Newest finding: <TimeText time={at} />
              </p>
            )}
            {stale > 0 && (
              <p>
                {stale} {stale === 1 ? 'finding is' : 'findings are'} stale, too old or replaced by a newer scan, and
                stand{stale === 1 ? 's' : ''} in no list.
              </p>
            )}
            <SeverityTable counts={counts} />
          </>
        )}
        {needs && needs.length > 0 && (
          <NeedTable caption="Procedures needed now" needs={needs} isMasked={policy === 'masked'} />
        )}
        {data.more > 0 && <p>and {data.more} more</p>}
      </Section>
      {scans && scans.length > 0 && (
        <Section id="scans" title="Scans">
          <DataTable
            caption="Scans"
            isCaptionHidden
            columns={['Tool', 'Account', 'Newest finding', { title: 'Findings', isNumber: true }]}
          >
            {scans.map((scan, index) => (
              <tr key={index}>
                <th scope="row">{scan.tool}</th>
                <td>{scan.account === '' ? 'not said' : scan.account}</td>
                <td>
                  <TimeText time={scan.at} />
                </td>
                <NumberCell>{scan.findings}</NumberCell>
              </tr>
            ))}
          </DataTable>
        </Section>
      )}
    </PageFrame>
  );
}

function SeverityTable({ counts }: { counts: NonNullable<FindingsData['counts']> }): ReactNode {
  if (counts.length === 0) return <p>No finding in force says that a check fails.</p>;
  return (
    <DataTable
      caption="Failing checks by severity"
      columns={['Severity', { title: 'Failing checks', isNumber: true }, { title: 'Without an SOP', isNumber: true }]}
    >
      {counts.map(({ severity, failing, withoutSop }) => (
        <tr key={severity}>
          <th scope="row">{severity}</th>
          <NumberCell>{failing}</NumberCell>
          <NumberCell>{withoutSop}</NumberCell>
        </tr>
      ))}
    </DataTable>
  );
}
