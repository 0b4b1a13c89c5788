import clsx from 'clsx';
import { useId } from 'react';
import type { ReactNode } from 'react';
import styles from './DataTable.module.css';

/** A column: its heading, or the heading of numbers. */
export type Column = string | { title: string; isNumber?: boolean };

/** A table in a region of its own, which scrolls when the table is wider than the page. Children are its `<tr>`s. */
export function DataTable({
  caption,
  columns,
  isCaptionHidden = false,
  children,
}: {
  caption: string;
  columns: readonly Column[];
  isCaptionHidden?: boolean;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <div className={styles.region} role="region" aria-labelledby={id} tabIndex={0}>
      <table className={styles.table}>
        <caption id={id} className={clsx(isCaptionHidden && styles.hidden)}>
          {caption}
        </caption>
        <thead>
          <tr>
            {columns.map((column) => {
              const { title, isNumber = false } = typeof column === 'string' ? { title: column } : column;
              return (
                <th key={title} scope="col" className={clsx(isNumber && styles.number)}>
                  {title}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}

/** A cell that holds a number. */
export function NumberCell({ children }: { children: ReactNode }): ReactNode {
  return <td className={styles.number}>{children}</td>;
}
