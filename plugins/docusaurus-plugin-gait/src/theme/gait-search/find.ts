import type { Filters, Fragment, Result } from '@gait/pagefind';
import type { Search } from './one-by-one.ts';
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

/** Results as far as they are known, best first, and how many there are in all. */
interface List {
  results: Result[];
  total: number;
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
  const search: Search = (words, conditions) => pagefind.search(words, conditions, signal);
  const whole = await findWhole(search, query, question);
  const isPartial = whole.total === 0;
  const { results, total } = isPartial ? toList(await findSome(search, query, filters)) : whole;
  signal?.throwIfAborted();
  const loaded = await Promise.allSettled(results.slice(0, count).map((result) => result.data()));
  const shown = loaded.flatMap((one) => (one.status === 'fulfilled' ? [toFound(one.value)] : []));
  // Without the network the index knows more pages than the device has texts of.
  const lost = loaded.length - shown.length;
  if (lost > 0 && shown.length === 0) throw new Error('None of the results could be fetched');
  return { total: total - lost, shown, isPartial: isPartial && total > 0 };
}

/**
 * Pages that have all the words: SOPs first, because who searches under pressure wants to act; then what only tells about the words.
 * The others are looked for only where they are shown or must be counted: at thousands of pages a search takes most of the time.
 */
async function findWhole(search: Search, query: string, { filters, count }: Question): Promise<List> {
  if (filters.kind !== undefined) return toList((await search(query, filters)).results);
  const { results, unfilteredResultCount } = await search(query, { ...filters, kind: FIRST });
  const isCounted = Object.keys(filters).length === 0;
  if (isCounted && results.length >= Math.min(count, unfilteredResultCount))
    return { results, total: unfilteredResultCount };
  return toList([...results, ...(await search(query, { ...filters, kind: { not: FIRST } })).results]);
}

function toList(results: Result[]): List {
  return { results, total: results.length };
}

/** Pages that have some of the telling words, those with most of them first. */
async function findSome(search: Search, query: string, filters: Filters): Promise<Result[]> {
  const found = new Map<string, { result: Result; words: number; score: number }>();
  for (const { results } of await Promise.all(getTellingWords(query).map((word) => search(word, filters)))) {
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
