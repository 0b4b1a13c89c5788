import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { CoverageData } from '../../report/pages/reports.ts';
import { usePage } from '../gait-data/index.tsx';
import { FrameworkTable } from '../gait-parts/FrameworkTable.tsx';
import { GroupTable } from '../gait-parts/GroupTable.tsx';
import { ControlLink } from '../gait-parts/Links.tsx';
import { MaturityTable } from '../gait-parts/MaturityTable.tsx';
import { PageFrame, Section } from '../gait-parts/PageFrame.tsx';
import { ReportNav } from '../gait-parts/ReportNav.tsx';
import styles from './CoveragePage.module.css';

/** How much of each framework is served: the sum first, then each framework with its groups and its gaps. */
export function CoveragePage(): ReactNode {
  const { data, description } = usePage<CoverageData>();
  return (
    <PageFrame lead={description} aside={<ReportNav />}>
      <Section id="frameworks" title="Frameworks">
        {data.frameworks.length === 0 ? (
          <p>There is no catalogue of controls yet.</p>
        ) : (
          <FrameworkTable caption="Controls by maturity of the best SOP" frameworks={data.frameworks} />
        )}
      </Section>
      {data.frameworks.map((framework, index) => {
        const name = `${framework.title} ${framework.version}`;
        return (
          <Section key={framework.key} id={`framework-${index + 1}`} title={name}>
            {framework.gaps.length > 0 && (
              <details className={styles.gaps}>
                <summary>{framework.gaps.length + framework.more} controls without an SOP</summary>
                <ul>
                  {framework.gaps.map((control) => (
                    <li key={control.reference}>
                      <ControlLink control={control} />
                    </li>
                  ))}
                </ul>
                {framework.more > 0 && <Link to={framework.path}>And {framework.more} more</Link>}
              </details>
            )}
            {framework.maturities.length > 0 && (
              <MaturityTable groups={framework.maturities} caption={`${name} by maturity of the best SOP`} />
            )}
            {framework.groups.map((group) => (
              <GroupTable key={group.title} group={group} caption={`${name} by ${group.title.toLowerCase()}`} />
            ))}
            <p>
              <Link to={framework.path}>Every control of {name}</Link>
            </p>
          </Section>
        );
      })}
    </PageFrame>
  );
}
