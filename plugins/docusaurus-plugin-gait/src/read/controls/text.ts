/** Longest title; a longer one is cut at a word. */
const MAX_TITLE = 200;

/** What nobody sees, or what a terminal or browser obeys: control and format characters, separators, lone surrogates, noncharacters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

/** Prose of a standard as it may stand in a catalogue: composed characters, line feeds, nothing unseen, no space at line ends. */
export function toProse(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replaceAll('\t', ' ')
    .replace(UNSEEN, (character) => (character === '\n' ? '\n' : ''))
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .replace(/^\n+|\n+$/gu, '');
}

/** Text on one line. */
export function toLine(text: string): string {
  return toProse(text).replace(/\s+/gu, ' ').trim();
}

/** Whether cleaning takes anything out but white space. */
export function hasUnseen(text: string): boolean {
  return text.replace(/[\r\n\t\u2028\u2029]/gu, '').search(UNSEEN) >= 0;
}

/** A title from prose: its first sentence, without the full stop. */
export function toTitle(prose: string): string {
  const line = toLine(prose);
  const sentence = /^.*?[^.\s]{2}\.(?=\s+\p{Lu}|$)/u.exec(line)?.[0] ?? line;
  return cutLine(sentence.replace(/\.$/u, ''));
}

/** A line that fits as a title. */
export function cutLine(line: string): string {
  if (line.length <= MAX_TITLE) return line;
  const head = line.slice(0, MAX_TITLE - 1);
  const end = head.lastIndexOf(' ');
  return `${toWhole(end > MAX_TITLE / 2 ? head.slice(0, end) : head)}…`;
}

/** Without half a character at the end. */
function toWhole(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/u, '');
}
