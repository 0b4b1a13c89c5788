import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import type { FrameworkRow } from '../../report/pages/controls.ts';
import { Legend } from './Bar.tsx';
import { CountCells, COUNT_COLUMNS, ShareCell } from './Counts.tsx';
import { DataTable } from './DataTable.tsx';
import styles from './FrameworkTable.module.css';

/** Frameworks, each with a bar and the numbers behind it. */
export function FrameworkTable({
  caption,
  frameworks,
}: {
  caption: string;
  frameworks: readonly FrameworkRow[];
}): ReactNode {
  return (
    <>
      <DataTable caption={caption} isCaptionHidden columns={['Framework', 'Share', ...COUNT_COLUMNS]}>
        {frameworks.map(({ key, title, version, path, counts, segments }) => (
          <tr key={key}>
            <th scope="row" className={styles.name}>
              <Link to={path}>
                {title} {version}
              </Link>
            </th>
            <ShareCell segments={segments} label={`${title} ${version}`} />
            <CountCells counts={counts} />
          </tr>
        ))}
      </DataTable>
      <Legend keys={['run', 'walk', 'crawl', 'gap']} />
    </>
  );
}
