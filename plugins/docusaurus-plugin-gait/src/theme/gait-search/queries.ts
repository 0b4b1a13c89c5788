/** As many words of a long text as are looked for one by one. */
const MOST_WORDS = 5;

/** From this many words on, a text that no page has as a whole was pasted rather than typed. */
const LONG = 3;

/** Looks like a name: of a check, an error, a command, a resource. */
const NAME = /[_:./-]\w|\d|[a-z][A-Z]/u;

/** What is looked for: quotation marks would ask for the exact phrase, and come along with what is pasted from a log. */
export function toQuery(text: string): string {
  return text.replace(/["“”]/gu, ' ').replace(/\s+/gu, ' ').trim();
}

/**
 * The telling words of a pasted message, for when no page has all of its words: names first, then long words, each once. Empty for
 * a text of a few words, which is meant as it is.
 */
export function getTellingWords(text: string): string[] {
  const words = toQuery(text)
    .split(' ')
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word.length > 2);
  if (words.length < LONG) return [];
  const rank = (word: string): number => (NAME.test(word) ? 100 : 0) + word.length;
  return [...new Set(words)].sort((a, b) => rank(b) - rank(a)).slice(0, MOST_WORDS);
}
