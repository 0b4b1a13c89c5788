import type { ReactNode } from 'react';
import type { Segment } from '../../report/chart.ts';
import type { FrameworkRow } from '../../report/pages/controls.ts';
import { Bar } from './Bar.tsx';
import styles from './Counts.module.css';
import { NumberCell } from './DataTable.tsx';

/** Columns of counts, the same wherever controls are counted. */
export const COUNT_COLUMNS = [
  { title: 'Controls', isNumber: true },
  { title: 'Run', isNumber: true },
  { title: 'Walk', isNumber: true },
  { title: 'Crawl', isNumber: true },
  { title: 'Without an SOP', isNumber: true },
  { title: 'With a check', isNumber: true },
] as const;

/** Cells for {@link COUNT_COLUMNS}. */
export function CountCells({ counts }: { counts: FrameworkRow['counts'] }): ReactNode {
  const { total, run, walk, crawl, covered, checked } = counts;
  return [total, run, walk, crawl, total - covered, checked].map((count, index) => (
    <NumberCell key={index}>{count}</NumberCell>
  ));
}

/** The same counts as a bar. */
export function ShareCell({ segments, label }: { segments: Segment[]; label: string }): ReactNode {
  return (
    <td className={styles.share}>
      <div>
        <Bar segments={segments} label={label} />
      </div>
    </td>
  );
}
