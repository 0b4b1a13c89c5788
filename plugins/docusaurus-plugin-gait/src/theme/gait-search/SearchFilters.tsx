import { useId } from 'react';
import type { ReactNode } from 'react';
import { LEVEL_NAMES } from '../gait-parts/Maturity.tsx';
import type { FilterCounts, Filters } from '@gait/pagefind';
import styles from './SearchFilters.module.css';

const LABELS: Record<string, string> = {
  kind: 'Kind',
  area: 'Area',
  maturity: 'Maturity',
  owner: 'Owner',
  control: 'Control',
  alert: 'Alert',
  command: 'Command',
};

/** What the search can be narrowed down by, as far as this site has any values for it. */
export function SearchFilters({
  counts,
  filters,
  onChange,
}: {
  counts: FilterCounts;
  filters: Filters;
  onChange: (filters: Filters) => void;
}): ReactNode {
  const id = useId();
  const chosen = Object.keys(filters).length;
  return (
    <details className={styles.details}>
      <summary>Narrow down{chosen > 0 ? ` (${chosen})` : ''}</summary>
      <div className={styles.fields}>
        {Object.entries(LABELS).map(([name, label]) => {
          const values = Object.keys(counts[name] ?? {}).sort();
          if (values.length < 2) return null;
          return (
            <div key={name} className={styles.field}>
              <label htmlFor={`${id}-${name}`}>{label}</label>
              <select
                id={`${id}-${name}`}
                value={filters[name] ?? ''}
                onChange={({ target }) => {
                  const { [name]: _, ...others } = filters;
                  onChange(target.value === '' ? others : { ...others, [name]: target.value });
                }}
              >
                <option value="">All</option>
                {values.map((value) => (
                  <option key={value} value={value}>
                    {name === 'maturity' ? (LEVEL_NAMES[value as keyof typeof LEVEL_NAMES] ?? value) : value}
                  </option>
                ))}
              </select>
            </div>
          );
        })}
        {chosen > 0 && (
          <button type="button" onClick={() => onChange({})}>
            Clear
          </button>
        )}
      </div>
    </details>
  );
}
