import type * as Api from '@gait/pagefind';
import type { Conditions } from '@gait/pagefind';

/** Searches with conditions. @throws when `signal` says, before it begins, that nobody waits for it any more. */
export type Search = (words: string, conditions: Conditions, signal?: AbortSignal) => ReturnType<typeof Api.search>;

/**
 * Searches one by one, and of those that wait only what somebody still waits for. One worker searches, in the order in which it is asked
 * and each to its end: at thousands of pages the answer to the last key would otherwise come after those to all keys before it. What a
 * search has to fetch is fetched at once, so that none waits for the network of another.
 */
export function createSearch({ preload, search }: Pick<typeof Api, 'preload' | 'search'>): Search {
  let last: Promise<unknown> = Promise.resolve();
  return async (words, filters, signal) => {
    signal?.throwIfAborted();
    await preload(words, { filters });
    const run = last.then(() => {
      signal?.throwIfAborted();
      return search(words, { filters });
    });
    last = run.catch(() => undefined);
    return run;
  };
}
