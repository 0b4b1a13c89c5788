import { toVisible } from './visible.ts';

/** Marks of CommonMark, GFM, and GitHub's and GitLab's own extensions (math, mentions apart) wherever they stand in a line. */
const MARKS = /[\\`*_{}[\]<>()#+!|~&$^=]/gu;

/**
 * Text as Markdown that shows it as written, on one line: no markup, no HTML, no autolink, no mention that would notify
 * somebody, and no reference that would leave a note at an issue or a pull request.
 */
export function toMarkdownText(text: string): string {
  return (
    toVisible(text)
      .replace(/\s+/gu, ' ')
      .replace(MARKS, '\\$&')
      .replace(/:(?=\/\/)/gu, '\\:')
      .replace(/\b(www)\./giu, '$1\\.')
      // Hosts look for these in the text that Markdown leaves, where a backslash is gone.
      .replace(/@(?=[\w\\.])/gu, '@<!-- -->')
      .replace(/(\\[#!]|\bGH-)(?=\d)/giu, '$1<!-- -->')
      .replace(/^(\d{1,9})([.)])(?=\s|$)/u, '$1\\$2')
      .replace(/^[-:]/u, '\\$&')
  );
}

/**
 * Text as a code span that shows it as written, on one line, also in a cell of a table. A backslash before a bar cannot be
 * written as code in a cell, so that becomes text. Of nothing, a span of one space: two marks side by side would open a span that ends
 * in the next one, and set free what stands in that.
 */
export function toMarkdownCode(text: string): string {
  const line = toVisible(text).replace(/\s+/gu, ' ') || ' ';
  if (line.includes('\\|')) return toMarkdownText(text);
  const longest = Math.max(0, ...(line.match(/`+/gu) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padded = /^`|`$|^ .* $/u.test(line) ? ` ${line} ` : line;
  return `${fence}${padded.replaceAll('|', '\\|')}${fence}`;
}

/** Text as a fenced block, with a fence that nothing in it can close. */
export function toMarkdownFence(text: string, language: string): string {
  const longest = Math.max(2, ...(text.match(/`{3,}/gu) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.trimEnd()}\n${fence}`;
}

/** A table. Cells are Markdown already; `right` names the columns that hold numbers, by index. */
export function toMarkdownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string {
  const rule = header.map((_, index) => (right.includes(index) ? '---:' : '---'));
  return [header, rule, ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}
