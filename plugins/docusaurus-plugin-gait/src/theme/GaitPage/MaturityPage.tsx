import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { MaturityData, MaturityReportArea } from '../../report/pages/reports.ts';
import { usePage } from '../gait-data/index.tsx';
import { Bar, Legend } from '../gait-parts/Bar.tsx';
import { DataTable, NumberCell } from '../gait-parts/DataTable.tsx';
import { SopList } from '../gait-parts/Links.tsx';
import { LEVELS, LEVEL_NAMES } from '../gait-parts/Maturity.tsx';
import { PageFrame, Section } from '../gait-parts/PageFrame.tsx';
import { ReportNav } from '../gait-parts/ReportNav.tsx';
import { SopTable } from '../gait-parts/SopTable.tsx';
import styles from './MaturityPage.module.css';

/** Area by maturity, with the SOPs behind every number. */
export function MaturityPage(): ReactNode {
  const { data, description } = usePage<MaturityData>();
  return (
    <PageFrame lead={description} aside={<ReportNav />}>
      <Section id="areas" title="Areas by maturity">
        <ul className={styles.bars}>
          {data.areas.map((area) => (
            <li key={area.key}>
              <span>{area.title}</span>
              <Bar segments={area.segments} label={area.title} />
            </li>
          ))}
        </ul>
        <Legend keys={['run', 'walk', 'crawl']} />
        <DataTable
          caption="SOPs by area and effective maturity"
          columns={[
            'Area',
            ...[...LEVELS].reverse().map((level) => ({ title: LEVEL_NAMES[level], isNumber: true })),
            { title: 'All', isNumber: true },
            { title: 'At target', isNumber: true },
            'Target',
          ]}
        >
          {data.areas.map((area) => (
            <tr key={area.key}>
              <th scope="row">
                <a href={`#${getId(area)}`}>{area.title}</a>
              </th>
              {[...LEVELS].reverse().map((level) => (
                <NumberCell key={level}>
                  {area.counts[level] > 0 && area.path ? (
                    <Link
                      to={`/sops/?area=${area.key}&maturity=${level}`}
                      aria-label={`${area.counts[level]} SOPs of ${area.title} at ${level}`}
                    >
                      {area.counts[level]}
                    </Link>
                  ) : (
                    area.counts[level]
                  )}
                </NumberCell>
              ))}
              <NumberCell>{area.total}</NumberCell>
              <NumberCell>{area.atTarget}</NumberCell>
              <td>{LEVEL_NAMES[area.target]}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">All areas</th>
            {[...LEVELS].reverse().map((level) => (
              <NumberCell key={level}>{data.counts[level]}</NumberCell>
            ))}
            <NumberCell>{data.total}</NumberCell>
            <NumberCell>{data.areas.reduce((sum, area) => sum + area.atTarget, 0)}</NumberCell>
            <td />
          </tr>
        </DataTable>
        {data.overclaimed > 0 && (
          <p>
            {data.overclaimed === 1 ? '1 SOP claims' : `${data.overclaimed} SOPs claim`} more than the evidence
            supports. What counts is the lower of the two.
          </p>
        )}
      </Section>
      <Section id="ready" title="What to automate next" note="SOPs that have earned run but for the automation.">
        <SopList sops={data.ready} none="None has been walked often enough yet." />
        {data.moreReady > 0 && <p>And {data.moreReady} more.</p>}
      </Section>
      {data.areas.map((area) => (
        <Section key={area.key} id={getId(area)} title={area.title}>
          <SopTable caption={`SOPs of ${area.title}`} rows={area.rows} hasReviews={false} />
          {area.more > 0 && area.path && (
            <p>
              <Link to={area.path}>And {area.more} more</Link>
            </p>
          )}
        </Section>
      ))}
    </PageFrame>
  );
}

function getId(area: MaturityReportArea): string {
  return `area-${area.key || 'none'}`;
}
