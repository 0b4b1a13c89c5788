import type { FilterCounts } from '@gait/pagefind';
import type { Search } from './one-by-one.ts';
import { createSearch } from './one-by-one.ts';

/** The search of this site, loaded. */
export interface Pagefind {
  search: Search;
  filters: () => Promise<FilterCounts>;
}

let loading: Promise<Pagefind> | undefined;

/**
 * Loads the search once; after a failure it can be tried again.
 * @throws when the site has no index, as in the development server, or cannot be reached.
 */
export function loadPagefind(): Promise<Pagefind> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Pagefind> {
  // No part of the bundles: the browser imports what lies beside the index.
  const pagefind = await import('@gait/pagefind');
  // The addresses of results are whole already.
  await pagefind.options({ baseUrl: '/', excerptLength: 24 });
  await pagefind.init();
  // Nothing is looked for: this only waits until the program and the names of the index are here.
  await pagefind.search('', { filters: {} }).catch(async (error: unknown) => {
    await pagefind.destroy();
    throw error;
  });
  return { search: createSearch(pagefind), filters: pagefind.filters };
}
