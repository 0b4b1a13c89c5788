import type { SopFile } from '../model/document.ts';

/** Values to set, by key, as YAML text of one line. */
export type FrontMatterChanges = Readonly<Record<string, string>>;

/**
 * Sets keys of the front matter of an SOP; every other byte stays. A key that is there gets its new value in its place; one that is not
 * is added on a line of its own after `after`, with that line's end. Undefined where a key stands so that it cannot be told where its
 * value begins and ends.
 * @param file what was read from exactly this text.
 */
export function setFrontMatter(
  text: string,
  file: SopFile,
  changes: FrontMatterChanges,
  after = 'maturity',
): string | undefined {
  const { places } = file.frontMatter;
  const edits: { start: number; end: number; text: string }[] = [];
  for (const [key, value] of Object.entries(changes)) {
    const place = places[`/${key}`]?.value;
    if (place) {
      edits.push({ start: place.start.offset, end: place.end.offset, text: value });
      continue;
    }
    const anchor = places[`/${after}`]?.value;
    const end = anchor ? text.indexOf('\n', anchor.end.offset) : -1;
    if (end < 0) return undefined;
    const lineEnd = text[end - 1] === '\r' ? '\r\n' : '\n';
    edits.push({ start: end + 1, end: end + 1, text: `${key}: ${value}${lineEnd}` });
  }
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}
