import type { ReactNode } from 'react';
import type { Unmet } from '../../model/knowledge-base.ts';
import type { EarnedMaturity, Maturity } from '../../model/maturity.ts';
import type { SopLink as SopTarget } from '../../report/pages/references.ts';
import Link from '@docusaurus/Link';
import { DataTable } from './DataTable.tsx';
import { DateText } from './DateText.tsx';
import { StatusTag } from './Links.tsx';
import { LEVELS, LEVEL_NAMES, MaturityBadge } from './Maturity.tsx';
import styles from './SopTable.module.css';

/** A row of {@link SopTable}. */
export interface SopTableRow extends SopTarget {
  claimed: Maturity;
  earned: EarnedMaturity;
  unmet: Unmet[];
  nextReviewOn?: string;
}

/** SOPs with what they claim, what they have earned, and what they still lack. */
export function SopTable({
  caption,
  rows,
  hasReviews = true,
}: {
  caption: string;
  rows: readonly SopTableRow[];
  hasReviews?: boolean;
}): ReactNode {
  if (rows.length === 0) return <p>There is no SOP yet.</p>;
  const columns = ['SOP', 'Effective', 'Claimed', 'Earned', 'Still lacks'];
  return (
    <DataTable caption={caption} isCaptionHidden columns={hasReviews ? [...columns, 'Next review'] : columns}>
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row" className={styles.title}>
            <Link to={row.path}>{row.title}</Link> {row.status && <StatusTag status={row.status} />}
          </th>
          <td className={styles.effective}>
            <MaturityBadge level={row.maturity} rehearsed={row.rehearsed} />
          </td>
          <td className={styles.level}>{LEVEL_NAMES[row.claimed]}</td>
          <td className={styles.level}>{row.earned === 'ready' ? 'Ready for run' : LEVEL_NAMES[row.earned]}</td>
          <td className={styles.lacks}>
            {row.unmet.length === 0 ? (
              'nothing'
            ) : (
              <ul>
                {LEVELS.map((level) => [level, row.unmet.filter((one) => one.level === level)] as const)
                  .filter(([, unmet]) => unmet.length > 0)
                  .map(([level, unmet]) => (
                    <li key={level}>
                      {level}: {unmet.map((one) => one.what).join(', ')}
                    </li>
                  ))}
              </ul>
            )}
          </td>
          {hasReviews && <td>{row.nextReviewOn && <DateText date={row.nextReviewOn} isDue={!row.status} />}</td>}
        </tr>
      ))}
    </DataTable>
  );
}
