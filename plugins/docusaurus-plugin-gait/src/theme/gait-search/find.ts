import type { Filters, Fragment, Result } from '@gait/pagefind';
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

/** Finds pages by text and filters; the texts of the first `count` are fetched. */
export async function find(
  pagefind: Pagefind,
  { text, filters, count }: { text: string; filters: Filters; count: number },
): Promise<Answer> {
  const query = toQuery(text);
  const whole = await findAll(pagefind, query, filters);
  const results = whole.length > 0 ? whole : await findSome(pagefind, query, filters);
  const loaded = await Promise.allSettled(results.slice(0, count).map((result) => result.data()));
  const fragments = loaded.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  // Without the network the index knows more pages than the device has texts of.
  const lost = loaded.length - fragments.length;
  if (lost > 0 && fragments.length === 0) throw new Error('None of the results could be fetched');
  return {
    total: results.length - lost,
    shown: fragments.map(toFound),
    isPartial: whole.length === 0 && results.length > 0,
  };
}

/** Pages that have every word: SOPs first, because who searches under pressure wants to act; then what only tells about the words. */
async function findAll(pagefind: Pagefind, query: string, filters: Filters): Promise<Result[]> {
  const all = (await pagefind.search(query, { filters })).results;
  if (filters.kind !== undefined || all.length === 0) return all;
  const sops = (await pagefind.search(query, { filters: { ...filters, kind: 'SOP' } })).results;
  const ids = new Set(sops.map(({ id }) => id));
  return [...sops, ...all.filter(({ id }) => !ids.has(id))];
}

/** Pages that have some of the telling words, those with most of them first. */
async function findSome(pagefind: Pagefind, query: string, filters: Filters): Promise<Result[]> {
  const found = new Map<string, { result: Result; words: number; score: number }>();
  for (const word of getTellingWords(query)) {
    for (const result of await findAll(pagefind, word, filters)) {
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
