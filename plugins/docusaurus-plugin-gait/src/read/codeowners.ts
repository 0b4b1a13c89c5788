import type {
  CodeOwners,
  CodeOwnersDialect,
  CodeOwnersProblem,
  CodeOwnersRow,
  CodeOwnersSection,
} from '../model/code-owners-file.ts';
import { isCodeOwner } from '../model/code-owners.ts';
import { decodeText } from './decode.ts';
import { createLineIndex, type LineIndex } from './lines.ts';

/** A word of a line: what stands between white space that is not escaped. Offsets are those of the file. */
interface Word {
  text: string;
  start: number;
  end: number;
}

/** What a line is read into. */
interface Context {
  dialect: CodeOwnersDialect;
  lines: LineIndex;
  sections: CodeOwnersSection[];
  /** Owners of rows that name none, for the section that is being read. */
  defaults: string[];
  problems: CodeOwnersProblem[];
}

/** Most `*` within a part of a path, and most `**`: matching time grows with their power. */
const MOST_STARS = 2;

/** Reads a CODEOWNERS file of GitHub or GitLab. A line that the host would not take stands in `problems` and nowhere else. */
export function readCodeOwners(bytes: Uint8Array, dialect: CodeOwnersDialect): { codeOwners: CodeOwners } {
  const { text, problems: unread } = decodeText(bytes);
  const problems: CodeOwnersProblem[] =
    text === undefined
      ? unread.map(({ message, hint = '', place, kind }) => ({ message, hint, place, subject: kind }))
      : [];
  const context: Context = {
    dialect,
    lines: createLineIndex(text ?? ''),
    sections: [{ name: '', isOptional: false, rows: [], exclusions: [] }],
    defaults: [],
    problems,
  };
  let start = text?.startsWith('\uFEFF') ? 1 : 0;
  for (const line of (text ?? '').slice(start).split('\n')) {
    readLine(line.replace(/\r$/u, ''), start, context);
    start += line.length + 1;
  }
  return { codeOwners: { dialect, sections: context.sections, problems } };
}

function readLine(line: string, start: number, context: Context): void {
  if (context.dialect === 'gitlab' && /^\s*\^?\[/u.test(line)) {
    readSection(line, start, context);
    return;
  }
  const [pattern, ...owners] = splitWords(line, start, context.dialect);
  if (!pattern) return;
  const excluded = context.dialect === 'gitlab' && /^!(.+)$/u.exec(pattern.text)?.[1];
  if (excluded) {
    if (isPattern({ ...pattern, text: excluded }, context))
      context.sections.at(-1)?.exclusions.push(toPattern(excluded, context.dialect));
    return;
  }
  const names = owners.filter((owner) => isOwner(owner, context)).map(({ text }) => text);
  if (!isPattern(pattern, context) || names.length < owners.length) return;
  const row: CodeOwnersRow = {
    pattern: toPattern(pattern.text, context.dialect),
    owners: owners.length > 0 ? names : context.defaults,
    place: context.lines.toPlace(pattern.start, pattern.end),
  };
  context.sections.at(-1)?.rows.push(row);
}

/** A pattern as the matcher of its host takes it: that of GitHub takes the backslash before a space as well. */
function toPattern(text: string, dialect: CodeOwnersDialect): string {
  return dialect === 'github' ? text : text.replace(/\\(?=\s)/gu, '');
}

/** `[Name]`, `^[Optional]`, `[Two approvals][2] @default`; sections of one name, whatever its case, are one. */
function readSection(line: string, start: number, context: Context): void {
  const match = /^(\s*)(\^?)\[([^\]]*)\](?:\[([^\]]*)\])?(.*)$/u.exec(line);
  const [head = '', , optional, name = '', approvals, rest = ''] = match ?? [];
  const at = line.length - line.trimStart().length;
  const say = (message: string, hint: string): void => {
    const place = context.lines.toPlace(start + at, start + line.trimEnd().length);
    context.problems.push({ message, hint, place, subject: line.trim() });
  };
  if (!match || /^[^\s]/u.test(rest)) {
    say(
      `Unexpected section ${quote(line.trim())}, expected \`[Name]\``,
      'Write `[Name][2] @default`; the number and the owners may be left out.',
    );
  } else if (name.trim() === '') {
    say('Unexpected section without a name, expected `[Name]`', 'Give the section a name.');
  } else if (approvals !== undefined && !/^[1-9]\d{0,2}$/u.test(approvals)) {
    say(
      `Unexpected number of approvals ${quote(approvals)}, expected a whole number from 1`,
      'Write a number, or leave it out.',
    );
  } else {
    const owners = splitWords(rest, start + head.length - rest.length, context.dialect);
    context.defaults = owners.filter((owner) => isOwner(owner, context)).map(({ text }) => text);
    const known = context.sections.findIndex((one) => one.name.toLowerCase() === name.trim().toLowerCase());
    const [section] = known >= 0 ? context.sections.splice(known, 1) : [];
    context.sections.push(section ?? { name: name.trim(), isOptional: optional === '^', rows: [], exclusions: [] });
  }
}

/**
 * Words of a line up to a comment. White space after a backslash belongs to the word. GitLab has comments as lines of their own
 * alone: at the end of a row it still takes whoever is named in them
 * (https://docs.gitlab.com/user/project/codeowners/reference/).
 */
function splitWords(line: string, start: number, dialect: CodeOwnersDialect): Word[] {
  const words: Word[] = [];
  let isComment = false;
  for (const match of line.matchAll(/(?:\\.|[^\s\\]|\\$)+/gu)) {
    isComment ||= match[0].startsWith('#');
    if (isComment && (dialect === 'github' || words.length === 0)) break;
    if (isComment && !isCodeOwner(match[0], dialect)) continue;
    words.push({ text: match[0], start: start + match.index, end: start + match.index + match[0].length });
  }
  return words;
}

function isOwner({ text, start, end }: Word, { dialect, lines, problems }: Context): boolean {
  if (isCodeOwner(text, dialect)) return true;
  problems.push({
    message: `Unexpected owner ${quote(text)}, expected ${dialect === 'github' ? '`@user`, `@org/team`' : '`@user`, `@group/subgroup`'} or an e-mail address`,
    hint: 'Begin users and teams with `@`; escape a space in a path with a backslash.',
    place: lines.toPlace(start, end),
    subject: text,
  });
  return false;
}

function isPattern({ text, start, end }: Word, { dialect, lines, problems }: Context): boolean {
  const [what, hint] = getPatternProblem(text, dialect);
  if (what === undefined || hint === undefined) return true;
  problems.push({
    message: `Unexpected ${what} in the pattern ${quote(text)}, expected a pattern without`,
    hint,
    place: lines.toPlace(start, end),
    subject: text,
  });
  return false;
}

function getPatternProblem(text: string, dialect: CodeOwnersDialect): [what?: string, hint?: string] {
  if (text.startsWith('!')) return ['`!`', 'Give the files a row of their own below; the last row that matches wins.'];
  if (dialect === 'github' && text.startsWith('\\#'))
    return ['`\\#`', 'GitHub takes no pattern that begins with `#`; name the folder, or use `?` for the character.'];
  if (dialect === 'gitlab' && text.replace(/\\.|\[[!^]?(?:\\.|[^\\\]/])+\]/gu, '').includes('['))
    return ['`[` without an end', 'Close the set within the name, as in `[a-c]`, or write a backslash before it.'];
  if (dialect === 'github' && /(?<!\\)[[\]]/u.test(text))
    return ['`[…]`', 'Write a row for each of them, or use `?` for one character.'];
  return getStarProblem(text);
}

function getStarProblem(text: string): [what?: string, hint?: string] {
  const parts = text.split('/');
  const isSlow =
    parts.some((part) => part !== '**' && (part.match(/\*+/gu) ?? []).length > MOST_STARS) ||
    parts.filter((part) => part === '**').length > MOST_STARS;
  return isSlow ? ['number of `*`', 'Name folders, and keep to two `*` in a name and two `**`.'] : [];
}

function quote(text: string): string {
  const line = text.replace(/\s+/gu, ' ').replaceAll('`', "'");
  return `\`${line.length > 80 ? `${line.slice(0, 79)}…` : line}\``;
}
