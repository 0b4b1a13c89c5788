import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { ScoreboardData } from '../../report/pages/reports.ts';
import { usePage } from '../gait-data/index.tsx';
import { AreaMark } from '../gait-parts/AreaMark.tsx';
import { ConditionTable } from '../gait-parts/ConditionTable.tsx';
import { PageFrame, Section } from '../gait-parts/PageFrame.tsx';
import { ReportNav } from '../gait-parts/ReportNav.tsx';
import styles from './ScoreboardPage.module.css';

/** Each area's mark, with everything that it is derived from. */
export function ScoreboardPage(): ReactNode {
  const { data, description } = usePage<ScoreboardData>();
  return (
    <PageFrame lead={description} aside={<ReportNav />}>
      {data.areas.map(({ score, path, links }) => (
        <Section
          key={score.key}
          id={score.key}
          title={score.title}
          note={
            <span className={styles.head}>
              <AreaMark mark={score.mark} isLarge />
              <span>
                {score.held} of {score.conditions.length} hold; the target is {score.target}.{' '}
                <Link to={path}>All about this area</Link>
              </span>
            </span>
          }
        >
          <ConditionTable score={score} links={links} />
        </Section>
      ))}
      {data.elsewhere && (
        <p>
          Failing checks of no area: {data.elsewhere.failing}. Of these, {data.elsewhere.unanswered} have neither an SOP
          nor an exception. <Link to="/findings/">All findings</Link>
        </p>
      )}
    </PageFrame>
  );
}
