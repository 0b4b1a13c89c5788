import type { Conditions, Filters, Fragment, Result } from '@gait/pagefind';
import type { Pagefind } from './pagefind.ts';
import { getTellingWords, toQuery } from './queries.ts';

/** A piece of an excerpt. */
export interface Piece {
  text: string;
  isMarked: boolean;
}

/** A result, ready to be shown. */
export interface Found {
  href: string;
  title: string;
  kind: string;
  maturity?: string;
  status?: string;
  area?: string;
  excerpt: Piece[];
}

/** What was found; `isPartial` when no page has all the words, and these have some. */
export interface Answer {
  total: number;
  shown: Found[];
  isPartial: boolean;
}

/** What is asked: a text and filters, of which the first `count` results are shown. */
export interface Question {
  text: string;
  filters: Filters;
  count: number;
}

/** Kind of the pages that come first. */
const FIRST = 'SOP';

/**
 * Finds pages; the texts of those that are shown are fetched.
 * @throws when no text of a result can be fetched, or when `signal` says that nobody waits for the answer any more.
 */
export async function find(pagefind: Pagefind, question: Question, signal?: AbortSignal): Promise<Answer> {
  const { text, filters, count } = question;
  const query = toQuery(text);
  const search = async (words: string, conditions: Conditions = filters): Promise<Result[]> => {
    signal?.throwIfAborted();
    return (await pagefind.search(words, { filters: conditions })).results;
  };
  const whole = await search(query);
  const isPartial = whole.length === 0;
  const results = isPartial
    ? await findSome(search, query)
    : // As many as are shown are put into order by their texts, without a second search.
      filters.kind === undefined && whole.length > count
      ? putLast(whole, await search(query, { ...filters, kind: { not: FIRST } }))
      : whole;
  signal?.throwIfAborted();
  const loaded = await Promise.allSettled(results.slice(0, count).map((result) => result.data()));
  const found = loaded.flatMap((one) => (one.status === 'fulfilled' ? [toFound(one.value)] : []));
  // Without the network the index knows more pages than the device has texts of.
  const lost = loaded.length - found.length;
  if (lost > 0 && found.length === 0) throw new Error('None of the results could be fetched');
  return {
    total: results.length - lost,
    shown: isPartial ? found : [...found].sort((a, b) => Number(b.kind === FIRST) - Number(a.kind === FIRST)),
    isPartial: isPartial && results.length > 0,
  };
}

/** SOPs first, because who searches under pressure wants to act; then what only tells about the words. */
function putLast(all: readonly Result[], others: readonly Result[]): Result[] {
  const ids = new Set(others.map(({ id }) => id));
  return [...all.filter(({ id }) => !ids.has(id)), ...all.filter(({ id }) => ids.has(id))];
}

/** Pages that have some of the telling words, those with most of them first. */
async function findSome(search: (words: string) => Promise<Result[]>, query: string): Promise<Result[]> {
  const found = new Map<string, { result: Result; words: number; score: number }>();
  for (const results of await Promise.all(getTellingWords(query).map((word) => search(word)))) {
    for (const result of results) {
      const one = found.get(result.id) ?? { result, words: 0, score: 0 };
      found.set(result.id, { result: one.result, words: one.words + 1, score: one.score + result.score });
    }
  }
  return [...found.values()].sort((a, b) => b.words - a.words || b.score - a.score).map(({ result }) => result);
}

function toFound({ url, excerpt, meta }: Fragment): Found {
  return {
    href: url,
    title: meta.title ?? url,
    kind: meta.kind ?? 'Page',
    maturity: meta.maturity,
    status: meta.status,
    area: meta.area,
    excerpt: toPieces(excerpt),
  };
}

/** Takes an excerpt apart in a document that runs nothing, so that a page's text is never more than text here. */
function toPieces(excerpt: string): Piece[] {
  const { body } = new DOMParser().parseFromString(excerpt, 'text/html');
  return [...body.childNodes].map((node) => ({ text: node.textContent ?? '', isMarked: node.nodeName === 'MARK' }));
}
