/** Filters by name: the values, any of which a result must have. */
export type Filters = Record<string, string>;

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

/** What the site uses of Pagefind: https://pagefind.app/docs/api/ */
export interface Pagefind {
  options(options: { baseUrl?: string; excerptLength?: number }): Promise<void>;
  init(): Promise<void>;
  filters(): Promise<FilterCounts>;
  search(query: string, options: { filters: Filters }): Promise<{ results: Result[] }>;
}

let loading: Promise<Pagefind> | undefined;

/**
 * Loads the search of this site once; after a failure it can be tried again.
 * @throws when the site has no index, as in the development server, or cannot be reached.
 */
export function loadPagefind(baseUrl: string): Promise<Pagefind> {
  loading ??= load(baseUrl).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(baseUrl: string): Promise<Pagefind> {
  const address = `${baseUrl}pagefind/pagefind.js`;
  const pagefind = (await import(/* webpackIgnore: true */ address)) as Pagefind;
  // The addresses of results are whole already.
  await pagefind.options({ baseUrl: '/', excerptLength: 24 });
  await pagefind.init();
  return pagefind;
}
