/** Longest value that a message quotes. */
const LONGEST = 80;

/** A value in back-ticks, shortened, on one line: for messages. */
export function quote(value: string): string {
  const line = value.replace(/\s+/gu, ' ').replaceAll('`', "'");
  return `\`${line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line}\``;
}

/** `a`, `b` or `c`; in the order given. */
export function listChoices(values: readonly string[]): string {
  const quoted = values.map(quote);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}

/** "Did you mean `x`?", or the other hint. */
export function hintAt(similar: string | undefined, otherwise: string): string {
  return similar === undefined ? otherwise : `Did you mean ${quote(similar)}?`;
}
