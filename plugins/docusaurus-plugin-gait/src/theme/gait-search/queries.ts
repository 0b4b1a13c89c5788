/** As many words of a long text as are looked for one by one. */
const MOST_WORDS = 5;

/** From this many words on, a text that no page has as a whole was pasted rather than typed. */
const LONG = 3;

/** Looks like a name: of a check, an error, a command, a resource. */
const NAME = /[_:./-]\w|\d|[a-z][A-Z]/u;

/** On nearly every page, so they tell nothing; looking for `a` would also fetch and count every word that begins with it. */
const COMMON = new Set(
  'a an and are as at be by for from has have if in into is it its of on or that the their this to was when where which with'.split(
    ' ',
  ),
);

/**
 * How the AWS CLI begins to say that a call failed: the template of botocore's `ClientError`,
 * https://github.com/boto/botocore/blob/develop/botocore/exceptions.py. Only the code and the operation tell something.
 */
const AWS_ERROR =
  /An error occurred \(([^()]*)\) when calling the (\S+) operation(?: \(reached max retries: \d+\))?/giu;

/**
 * What is looked for. Of an error of the AWS CLI, code, operation and message; quotation marks would ask for the exact phrase, and come along with what is pasted from a log; the index has no
 * symbols such as `$`, so that a word with one would be found nowhere; common words are left out beside others.
 */
export function toQuery(text: string): string {
  const words = text
    .replace(AWS_ERROR, '$1 $2')
    .replace(/["“”]/gu, ' ')
    .replace(/\p{S}/gu, '')
    .split(/\s+/u)
    .filter((word) => word !== '');
  const telling = words.filter((word) => !COMMON.has(word.toLowerCase()));
  return (telling.length > 0 ? telling : words).join(' ');
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
