import { useId } from 'react';
import type { ReactNode } from 'react';
import { LEVEL_NAMES } from '../gait-parts/Maturity.tsx';
import type { Filters } from '@gait/pagefind';
import styles from './SearchFilters.module.css';
import { useCounts } from './use-counts.ts';

const LABELS: Record<string, string> = {
  kind: 'Kind',
  area: 'Area',
  maturity: 'Maturity',
  owner: 'Owner',
  control: 'Control',
  alert: 'Alert',
  command: 'Command',
};

/** What the search can be narrowed down by, as far as this site has any values for it; they are fetched when it is opened. */
export function SearchFilters({
  filters,
  onChange,
}: {
  filters: Filters;
  onChange: (filters: Filters) => void;
}): ReactNode {
  const id = useId();
  const { state, load } = useCounts();
  const chosen = Object.keys(filters).length;
  return (
    <details className={styles.details} onToggle={({ currentTarget }) => currentTarget.open && load()}>
      <summary>Narrow down{chosen > 0 ? ` (${chosen})` : ''}</summary>
      {state.kind === 'loading' && <p className={styles.note}>Loading …</p>}
      {state.kind === 'failed' && (
        <p className={styles.note} role="alert">
          What to narrow down by could not be loaded. Close this part and open it again to try once more.
        </p>
      )}
      <div className={styles.fields}>
        {Object.entries(LABELS).map(([name, label]) => {
          const values = Object.keys(state.counts[name] ?? {}).sort();
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
