import type { ReactNode } from 'react';
import type { GroupRow } from '../../report/pages/framework.ts';
import { CountCells, COUNT_COLUMNS, ShareCell } from './Counts.tsx';
import { DataTable } from './DataTable.tsx';
import styles from './GroupTable.module.css';

/** Controls counted in groups: a bar for each group and the numbers beside it. */
export function GroupTable({
  group,
  caption,
}: {
  group: { title: string; rows: readonly GroupRow[] };
  caption: string;
}): ReactNode {
  return (
    <DataTable caption={caption} columns={[group.title, 'Share', ...COUNT_COLUMNS]}>
      {group.rows.map((row) => (
        <tr key={row.key}>
          <th scope="row" className={styles.name}>
            {row.title}
          </th>
          <ShareCell segments={row.segments} label={row.title} />
          <CountCells counts={row} />
        </tr>
      ))}
    </DataTable>
  );
}
