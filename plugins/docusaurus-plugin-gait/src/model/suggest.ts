import { closest, distance } from 'fastest-levenshtein';

/** Longer words than this are no typing mistakes, and would be slow to compare. */
const LONGEST = 80;

/** "Did you mean": the candidate that is closest to a word, when it is close enough to be a typing mistake. */
export function getSuggestion(word: string, candidates: readonly string[]): string | undefined {
  if (word === '' || word.length > LONGEST || candidates.length === 0) return undefined;
  const folded = word.toLowerCase().replaceAll('_', '-');
  const byFolded = new Map(candidates.map((candidate) => [candidate.toLowerCase().replaceAll('_', '-'), candidate]));
  const best = closest(folded, [...byFolded.keys()]);
  const most = folded.length <= 3 ? 1 : Math.max(2, Math.floor(folded.length / 3));
  return distance(folded, best) <= most ? byFolded.get(best) : undefined;
}

/** The candidates with the closest one first, for `expected` of a diagnostic. */
export function toSuggested(word: string, candidates: readonly string[]): string[] {
  const best = getSuggestion(word, candidates);
  return best === undefined ? [...candidates] : [best, ...candidates.filter((candidate) => candidate !== best)];
}
