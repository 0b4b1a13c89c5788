import { LEVELS } from './Maturity.tsx';
import type { Facet, SopIndexData, SopIndexRow } from '../../report/pages/sop-index.ts';

/** Rows on one page of the index. */
export const PAGE_SIZE = 50;

/** Names of the statuses by the number that a row carries. */
export const STATUSES = ['draft', 'active', 'deprecated', 'retired'] as const;

/** Orders of the index. */
export const SORTS = ['title', 'maturity', 'review'] as const;

/** What the index shows. An empty text does not filter. `page` counts from 1. */
export interface SopQuery {
  text: string;
  area: string;
  maturity: string;
  owner: string;
  cadence: string;
  control: string;
  sort: (typeof SORTS)[number];
  page: number;
}

/** Keys that filter by a value, in the order in which they are shown. */
export const FILTERS = ['area', 'maturity', 'owner', 'cadence', 'control'] as const;

/** The index without a filter. */
export const NO_QUERY: SopQuery = {
  text: '',
  area: '',
  maturity: '',
  owner: '',
  cadence: '',
  control: '',
  sort: 'title',
  page: 1,
};

/** Reads the query part of an address; what it does not know is left out. */
export function parseQuery(search: string): SopQuery {
  const values = new URLSearchParams(search);
  const query: SopQuery = { ...NO_QUERY, text: values.get('text') ?? '' };
  for (const key of FILTERS) query[key] = values.get(key) ?? '';
  query.sort = SORTS.find((sort) => sort === values.get('sort')) ?? 'title';
  query.page = Math.max(1, Number.parseInt(values.get('page') ?? '1', 10) || 1);
  return query;
}

/** The query part of an address, with `?`, or '' when nothing differs from {@link NO_QUERY}. */
export function toSearch(query: SopQuery): string {
  const values = new URLSearchParams();
  for (const key of ['text', ...FILTERS, 'sort', 'page'] as const) {
    if (query[key] !== NO_QUERY[key]) values.set(key, String(query[key]));
  }
  const text = values.toString();
  return text === '' ? '' : `?${text}`;
}

/** A place that no row has: rows have -1 for no value. */
const NOWHERE = -2;

/** Rows that fit the query, in its order. All words of the text must stand in the title or the id. */
export function getShownRows(data: SopIndexData, query: SopQuery): SopIndexRow[] {
  const words = query.text.toLowerCase().split(/\s+/u).filter(Boolean);
  const find = (values: readonly string[], value: string): number | undefined => {
    const at = values.indexOf(value);
    return value === '' ? undefined : at < 0 ? NOWHERE : at;
  };
  const findFacet = (facets: readonly Facet[], value: string) =>
    find(
      facets.map(([key]) => key),
      value,
    );
  const area = findFacet(data.areas, query.area);
  const owner = findFacet(data.owners, query.owner);
  const cadence = findFacet(data.cadences, query.cadence);
  const control = findFacet(data.controls, query.control);
  const maturity = find(LEVELS, query.maturity);
  const rows = data.rows.filter(
    (row) =>
      (area === undefined || row[2] === area) &&
      (maturity === undefined || row[3] === maturity) &&
      (owner === undefined || row[4] === owner) &&
      (cadence === undefined || row[5] === cadence) &&
      (control === undefined || row[6].includes(control)) &&
      words.every((word) => row[0].includes(word) || row[1].toLowerCase().includes(word)),
  );
  if (query.sort === 'maturity') return rows.sort((a, b) => a[3] - b[3]);
  if (query.sort === 'review') return rows.sort((a, b) => compare(a[8] || '9999', b[8] || '9999'));
  return rows;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
