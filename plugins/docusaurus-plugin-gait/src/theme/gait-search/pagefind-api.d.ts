// What the site uses of the module that Pagefind writes beside its index: https://pagefind.app/docs/api/

/** Filters by name: the value that a result must have, as a person chose it. */
export type Filters = Record<string, string>;

/** Filters as Pagefind takes them, which may also keep a value out. */
export type Conditions = Record<string, string | { not: string }>;

/** How many pages have each value of each filter. */
export type FilterCounts = Record<string, Record<string, number>>;

/** A page that was found, before its text has been fetched. */
export interface Result {
  id: string;
  score: number;
  data(): Promise<Fragment>;
}

/** The text of a page that was found. `excerpt` is escaped text in which `<mark>` stands around what was looked for. */
export interface Fragment {
  url: string;
  excerpt: string;
  meta: { title?: string; kind?: string; maturity?: string; status?: string; area?: string };
}

export function options(options: { baseUrl?: string; excerptLength?: number }): Promise<void>;
export function init(): Promise<void>;
export function destroy(): Promise<void>;
export function filters(): Promise<FilterCounts>;
/** Fetches what a search needs, without searching. */
export function preload(query: string, options: { filters: Conditions }): Promise<void>;
/** `unfilteredResultCount` is how many results there would be without filters. */
export function search(
  query: string,
  options: { filters: Conditions },
): Promise<{ results: Result[]; unfilteredResultCount: number }>;
