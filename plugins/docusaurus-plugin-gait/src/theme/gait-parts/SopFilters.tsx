import clsx from 'clsx';
import { useId } from 'react';
import type { ReactNode } from 'react';
import type { Facet, SopIndexData } from '../../report/pages/sop-index.ts';
import { LEVELS, LEVEL_NAMES } from './Maturity.tsx';
import styles from './SopFilters.module.css';
import type { SopQuery } from './sop-query.ts';
import { NO_QUERY, SORTS, toSearch } from './sop-query.ts';

const SORT_NAMES: Record<SopQuery['sort'], string> = {
  title: 'Title',
  maturity: 'Maturity, lowest first',
  review: 'Next review, soonest first',
};

/** The controls of the index. Invisible until the page runs, in the space that they will take. */
export function SopFilters({
  data,
  query,
  onChange,
  runs,
}: {
  data: SopIndexData;
  query: SopQuery;
  onChange: (query: SopQuery) => void;
  runs: boolean;
}): ReactNode {
  const id = useId();
  const set = (key: keyof SopQuery, value: string): void => onChange({ ...query, [key]: value, page: 1 });
  const levels = LEVELS.map((level): Facet => [level, LEVEL_NAMES[level]]);
  const controls = data.controls.map(([value, label]): Facet => [value, `${value} ${label}`]);
  return (
    <div className={styles.frame}>
      <noscript>
        <p className={styles.without}>
          Filters need JavaScript. The pages of the areas above list every SOP without it.
        </p>
      </noscript>
      <form
        role="search"
        aria-label="SOPs"
        className={clsx(styles.form, !runs && styles.waiting)}
        onSubmit={(event) => event.preventDefault()}
      >
        <div className={styles.field}>
          <label htmlFor={`${id}-text`}>Title</label>
          <input
            id={`${id}-text`}
            type="search"
            value={query.text}
            onChange={(event) => set('text', event.target.value)}
          />
        </div>
        <Choice label="Area" value={query.area} facets={data.areas} onChange={(value) => set('area', value)} />
        <Choice label="Maturity" value={query.maturity} facets={levels} onChange={(value) => set('maturity', value)} />
        <Choice label="Owner" value={query.owner} facets={data.owners} onChange={(value) => set('owner', value)} />
        <Choice
          label="Cadence"
          value={query.cadence}
          facets={data.cadences}
          onChange={(value) => set('cadence', value)}
        />
        <Choice label="Control" value={query.control} facets={controls} onChange={(value) => set('control', value)} />
        <Choice
          label="Order"
          value={query.sort}
          facets={SORTS.map((sort): Facet => [sort, SORT_NAMES[sort]])}
          onChange={(value) => set('sort', value)}
          isAlwaysSet
        />
        <button type="button" disabled={toSearch(query) === ''} onClick={() => onChange(NO_QUERY)}>
          Clear
        </button>
      </form>
    </div>
  );
}

function Choice({
  label,
  value,
  facets,
  onChange,
  isAlwaysSet = false,
}: {
  label: string;
  value: string;
  facets: readonly Facet[];
  onChange: (value: string) => void;
  isAlwaysSet?: boolean;
}): ReactNode {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {!isAlwaysSet && <option value="">All</option>}
        {facets.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
