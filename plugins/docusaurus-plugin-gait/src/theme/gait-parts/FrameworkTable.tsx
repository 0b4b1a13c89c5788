import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { FrameworkRow } from '../../report/pages/controls.ts';
import { Bar, Legend } from './Bar.tsx';
import { DataTable, NumberCell } from './DataTable.tsx';
import styles from './FrameworkTable.module.css';

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

/** Frameworks with a bar and the numbers behind it. */
export function FrameworkTable({
  caption,
  frameworks,
}: {
  caption: string;
  frameworks: readonly FrameworkRow[];
}): ReactNode {
  return (
    <>
      <ul className={styles.bars}>
        {frameworks.map(({ key, title, version, path, segments }) => (
          <li key={key}>
            <Link to={path}>
              {title} {version}
            </Link>
            <Bar segments={segments} label={`${title} ${version}`} />
          </li>
        ))}
      </ul>
      <Legend keys={['run', 'walk', 'crawl', 'gap']} />
      <DataTable caption={caption} columns={['Framework', ...COUNT_COLUMNS]}>
        {frameworks.map(({ key, title, version, path, counts }) => (
          <tr key={key}>
            <th scope="row">
              <Link to={path}>
                {title} {version}
              </Link>
            </th>
            <CountCells counts={counts} />
          </tr>
        ))}
      </DataTable>
    </>
  );
}
