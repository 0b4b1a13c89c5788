import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { AutomationsData } from '../../report/pages/automations.ts';
import { usePage } from '../gait-data/index.tsx';
import { DataTable } from '../gait-parts/DataTable.tsx';
import { DateText } from '../gait-parts/DateText.tsx';
import { SopList } from '../gait-parts/Links.tsx';
import { PageFrame, Section } from '../gait-parts/PageFrame.tsx';

/** All automations, and what to automate next. */
export function AutomationsPage(): ReactNode {
  const { data, description } = usePage<AutomationsData>();
  return (
    <PageFrame lead={description}>
      {data.automations.length === 0 ? (
        <p>There is no automation yet.</p>
      ) : (
        <DataTable
          caption="Automations"
          isCaptionHidden
          columns={['Automation', 'What it does', 'Carries out', 'Maturity', 'Last run', 'Starts', 'Touches at most']}
        >
          {data.automations.map((one) => (
            <tr key={one.path}>
              <th scope="row">
                <Link to={one.path}>{one.title}</Link>
              </th>
              <td>{one.summary}</td>
              <td>
                <SopList sops={one.sops} />
              </td>
              <td>{one.maturity.join(', ')}</td>
              <td>
                {one.lastRun ? (
                  <>
                    <DateText date={one.lastRun.on} />, {one.lastRun.environment}, {one.lastRun.outcome}
                  </>
                ) : (
                  'none on record'
                )}
              </td>
              <td>{one.triggers.join(', ')}</td>
              <td>{one.maxAffected}</td>
            </tr>
          ))}
        </DataTable>
      )}
      <Section id="next" title="What to automate next" note="SOPs that have earned run but for the automation.">
        <SopList sops={data.ready} none="None has been walked often enough yet." />
        {data.more > 0 && <p>And {data.more} more.</p>}
      </Section>
    </PageFrame>
  );
}
