import clsx from 'clsx';
import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/** A fact with its name; left out when there is nothing to say. */
export type FactRow = readonly [term: string, value: ReactNode];

/** Facts as a list of terms. `isStrip` puts them side by side. */
export function Facts({ rows, isStrip = false }: { rows: readonly FactRow[]; isStrip?: boolean }): ReactNode {
  const shown = rows.filter(([, value]) => value !== undefined && value !== '' && value !== null && value !== false);
  if (shown.length === 0) return null;
  return (
    <dl className={clsx(styles.facts, isStrip && styles.strip)}>
      {shown.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
