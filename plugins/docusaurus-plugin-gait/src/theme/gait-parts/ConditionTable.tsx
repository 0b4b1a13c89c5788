import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { AreaScore } from '../../report/scoreboard.ts';
import { Holds } from './AreaMark.tsx';
import styles from './ConditionTable.module.css';
import { DataTable } from './DataTable.tsx';
import { DateText } from './DateText.tsx';
import { MaturityBadge } from './Maturity.tsx';

/** Everything that an area's mark is derived from: what it asks, and whether it holds. */
export function ConditionTable({ score, links }: { score: AreaScore; links: Record<string, string> }): ReactNode {
  if (score.conditions.length === 0) return <p>This area requires nothing, so nothing can be said about it.</p>;
  return (
    <DataTable
      caption={`What ${score.title} is asked for`}
      isCaptionHidden
      columns={['Does it hold?', 'Required', 'Maturity', 'Next review', 'What is missing']}
    >
      {score.conditions.map(({ kind, id, title, holds, effective, nextReviewOn, detail }) => {
        const path = links[`${kind}:${id}`];
        return (
          <tr key={`${kind}:${id}`}>
            <td className={styles.holds}>
              <Holds holds={holds} />
            </td>
            <th scope="row" className={styles.name}>
              {path ? <Link to={path}>{title}</Link> : <code>{title}</code>}
              {kind === 'standard' && ' (standard)'}
            </th>
            <td className={styles.maturity}>{effective && <MaturityBadge level={effective} />}</td>
            <td className={styles.review}>{nextReviewOn && <DateText date={nextReviewOn} isDue />}</td>
            <td>{detail}</td>
          </tr>
        );
      })}
    </DataTable>
  );
}
