import { describe, expect, it } from 'vitest';
import { createSearch } from '../../plugins/docusaurus-plugin-gait/src/theme/gait-search/one-by-one.ts';

const ANSWER = { results: [], unfilteredResultCount: 0 };

/** A search that notes what it is asked, and answers when it is told to. */
function createWorker() {
  const log: string[] = [];
  const answers: (() => void)[] = [];
  const api = {
    preload: (words: string) => {
      log.push(`fetch ${words}`);
      return Promise.resolve();
    },
    search: (words: string) => {
      log.push(`search ${words}`);
      if (words === 'broken') return Promise.reject(new Error('broken'));
      return new Promise<typeof ANSWER>((resolve) => answers.push(() => resolve(ANSWER)));
    },
  };
  return { log, search: createSearch(api), answer: () => answers.shift()?.() };
}

/** Lets everything happen that waits for nothing else. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a search at a time', () => {
  it('passes over what nobody waits for any more, and fetches without waiting', async () => {
    const { log, search, answer } = createWorker();
    const keys = ['i', 'in', 'ins', 'inst'].map((words) => ({ words, left: new AbortController() }));
    const runs = keys.map(({ words, left }) => search(words, {}, left.signal));
    const ended = Promise.allSettled(runs);
    await settle();
    for (const { left } of keys.slice(0, -1)) left.abort();
    expect(log).toEqual(['fetch i', 'fetch in', 'fetch ins', 'fetch inst', 'search i']);
    answer();
    await settle();
    expect(log.slice(5)).toEqual(['search inst']);
    answer();
    expect((await ended).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected', 'fulfilled']);
  });

  it('goes on after one that failed', async () => {
    const { search, answer } = createWorker();
    await expect(search('broken', {})).rejects.toThrow('broken');
    const next = search('whole', {});
    await settle();
    answer();
    await expect(next).resolves.toBe(ANSWER);
  });

  it('fetches nothing for a question that was left before it was asked', async () => {
    const { log, search } = createWorker();
    const left = new AbortController();
    left.abort();
    await expect(search('late', {}, left.signal)).rejects.toThrow(/abort/u);
    expect(log).toEqual([]);
  });
});
