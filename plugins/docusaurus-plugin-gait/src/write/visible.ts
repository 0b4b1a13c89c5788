/**
 * Characters that a terminal, a log or an editor obeys or hides instead of showing: control characters but tab and line
 * feed, line separators, format characters (bidi overrides, zero-width, tags), letters without ink, lone surrogates and
 * noncharacters.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u034F\u115F\u1160\u3164\uFFA0]/gu;

/** Starts of commands that a CI log obeys wherever they stand in a line: `##[…]`, `##vso[…]`. */
const LOG_COMMAND = /##(?=\[|vso\[)/gu;

/** Shows what would be obeyed or hidden as `\u{…}`; tabs and line feeds stay. For any place that prints text as it is. */
export function toVisible(text: string): string {
  return text
    .replace(UNSEEN, (character) => (character === '\t' || character === '\n' ? character : toEscape(character)))
    .replace(LOG_COMMAND, `${toEscape('#')}#`);
}

/** As {@link toVisible}, on one line: tabs become spaces, line feeds are shown as well. */
export function toVisibleLine(text: string): string {
  return toVisible(text.replaceAll('\t', ' ')).replaceAll('\n', toEscape('\n'));
}

/** A path at the start of a line, so that it cannot be taken for a workflow command (`::error::`). */
export function toVisiblePath(path: string): string {
  return toVisibleLine(/^\s*:/u.test(path) ? `./${path}` : path);
}

function toEscape(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}
