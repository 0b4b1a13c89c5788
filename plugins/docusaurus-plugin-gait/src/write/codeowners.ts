import type { CodeOwnersDialect } from '../model/code-owners-file.ts';
import type { CodeOwnerGroup } from '../model/code-owners.ts';

const BEGIN =
  '# gait owners: begin. Made by `gait owners --write`; what stands outside of the two marks is yours and stays.';
const END = '# gait owners: end';
const SECTIONS: Record<CodeOwnerGroup['about'], string> = {
  pages: '[Gait: pages and evidence]',
  policy: '[Gait: policy and people]',
};

/**
 * The part of CODEOWNERS that is made, from mark to mark, as lines. Every row names its owners, and no comment names anybody: GitLab
 * would take those who are named behind a row (https://docs.gitlab.com/user/project/codeowners/reference/).
 */
export function toCodeOwnersLines(groups: readonly CodeOwnerGroup[], dialect: CodeOwnersDialect): string[] {
  const filled = groups.filter(({ rows }) => rows.length > 0);
  const lines = filled.flatMap(({ about, title, rows }, index) => [
    '',
    // GitHub would take a section for a pattern.
    ...(dialect === 'gitlab' && filled[index - 1]?.about !== about ? [SECTIONS[about]] : []),
    `# ${toComment(title)}`,
    ...rows.map(({ pattern, teams }) => `${pattern} ${teams.join(' ')}`),
  ]);
  return [BEGIN, ...lines, '', END];
}

/** The made part could not be told from the rest of a file. `line` is 1-based. */
export interface MarkProblem {
  line: number;
  message: string;
}

/** A CODEOWNERS file with the made part put in, or why that cannot be done without losing something. */
export type Placed = { text: string; before: string[]; hasRowsAfter: boolean } | { problem: MarkProblem };

/**
 * Puts the made part into a file: in the place of the one that is there (`before` has its lines), else at the end, where its rows win.
 * Every other byte stays; the line ends of the file are taken.
 */
export function placeCodeOwners(text: string, lines: readonly string[]): Placed {
  const rows = [...text.matchAll(/(.*?)(\r\n|\n|$)/gu)].map((match) => ({ text: match[1] ?? '', at: match.index }));
  const begins = rows.flatMap((row, index) => (/^\uFEFF?# gait owners: begin\b/u.test(row.text) ? [index] : []));
  const ends = rows.flatMap((row, index) => (/^\uFEFF?# gait owners: end\b/u.test(row.text) ? [index] : []));
  const [begin] = begins;
  const [end] = ends;
  // Those of the made part where there is one: people's editors may mix them.
  const [, lineEnd = '\n'] = /(\r?\n)/u.exec(text.slice(rows[begin ?? 0]?.at)) ?? [];
  const made = lines.join(lineEnd);
  if (begin === undefined && end === undefined) {
    const tail = /^\uFEFF?$|(?:^|\n)\r?\n$/u.test(text) ? '' : text.endsWith('\n') ? lineEnd : lineEnd + lineEnd;
    return { text: text + tail + made + lineEnd, before: [], hasRowsAfter: false };
  }
  if (begin === undefined || end === undefined || begin > end || begins.length > 1 || ends.length > 1) {
    const [line = 0] = [begins[1], ends[1], begin, end].filter((one) => one !== undefined);
    const message = begins.length > 1 || ends.length > 1 ? 'second mark' : 'mark without its other half';
    return { problem: { line: line + 1, message } };
  }
  const [first, last] = [rows[begin], rows[end]];
  if (!first || !last) return { problem: { line: begin + 1, message: 'mark' } };
  const start = first.at + (first.text.startsWith('\uFEFF') ? 1 : 0);
  return {
    text: text.slice(0, start) + made + text.slice(last.at + last.text.length),
    before: rows.slice(begin, end + 1).map((row) => row.text.replace(/^\uFEFF/u, '')),
    hasRowsAfter: rows.slice(end + 1).some((row) => /^\s*[^\s#]/u.test(row.text)),
  };
}

/** Text that stays within its comment, and names nobody. */
function toComment(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').replaceAll('@', '');
}
