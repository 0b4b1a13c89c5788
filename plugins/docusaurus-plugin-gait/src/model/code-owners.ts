import ignore, { type Ignore } from 'ignore';
import type { CodeOwners, CodeOwnersDialect, CodeOwnersRow, CodeOwnersSection } from './code-owners-file.ts';
import type { CodeOwnersFile } from './document.ts';
import type { KnowledgeBase } from './knowledge-base.ts';
import type { Configuration } from './schema/configuration.ts';
import { matchesGitlabPattern } from './gitlab-pattern.ts';

/** A pattern for one file, or for one folder when it ends with a slash, and the teams any one of which lets a change of it pass. */
export interface CodeOwnerRow {
  pattern: string;
  teams: string[];
}

/** Rows that stand together. In each group, and from one to the next, a later row never takes what an earlier one means to keep. */
export interface CodeOwnerGroup {
  /** What the rows are about: pages and their evidence, or the policy by which they are judged. */
  about: 'pages' | 'policy';
  title: string;
  rows: CodeOwnerRow[];
}

/**
 * Where each host looks, first found first
 * (https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners,
 * https://docs.gitlab.com/user/project/codeowners/).
 */
const LOCATIONS: Record<CodeOwnersDialect, readonly string[]> = {
  github: ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'],
  gitlab: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'],
};

/** Every path at which one of the hosts looks for CODEOWNERS. */
export const CODE_OWNERS_PATHS: readonly string[] = [...new Set(Object.values(LOCATIONS).flat())].sort();

/** Where the file belongs when there is none yet. */
const HOME: Record<CodeOwnersDialect, string> = { github: '.github/CODEOWNERS', gitlab: '.gitlab/CODEOWNERS' };

/** The paths at which a host looks for the file, first found first, and the one at which a new file belongs. */
export function getCodeOwnersPaths(dialect: CodeOwnersDialect): { home: string; locations: readonly string[] } {
  return { home: HOME[dialect], locations: LOCATIONS[dialect] };
}

const NAME = '[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?';
const TEAM: Record<CodeOwnersDialect, RegExp> = {
  github: new RegExp(`^@${NAME}(?:/${NAME})?$`, 'u'),
  gitlab: new RegExp(`^(?:@${NAME}(?:/${NAME})*|@@(?:developer|maintainer|owner)s?)$`, 'u'),
};

/**
 * Whether a host takes a word as an owner: a user, a team or group, an e-mail address; on GitLab a group in a group or a role as
 * well. Whether there is such a team, and whether it may write, only the host can tell.
 */
export function isCodeOwner(text: string, dialect: CodeOwnersDialect): boolean {
  return TEAM[dialect].test(text) || /^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(text);
}

/**
 * A path from the root, with a slash before it, as a pattern that both hosts take for it alone; where it has characters that mean
 * something in patterns, for it and little else: `?` is any one character of a name, and escapes are not alike on the two hosts.
 */
export function toCodeOwnersPattern(path: string): string {
  return path.replace(/[\s\p{Cc}!-,:-?[-^`{-}]/gu, '?');
}

/** Whose syntax a file has: by its folder, else by the host of the configuration, GitHub when that names none. */
export function getCodeOwnersDialect(
  path: string,
  { repository }: Pick<Configuration, 'repository'>,
): CodeOwnersDialect {
  if (path.startsWith('.gitlab/')) return 'gitlab';
  if (path.startsWith('.github/')) return 'github';
  return repository?.host ?? 'github';
}

/** The CODEOWNERS file that the host uses; one of the other host when there is no such. */
export function findCodeOwners({
  configuration,
  files,
}: Pick<KnowledgeBase, 'configuration' | 'files'>): CodeOwnersFile | undefined {
  const host = configuration.repository?.host;
  const locations = host ? LOCATIONS[host] : [...LOCATIONS.github, ...LOCATIONS.gitlab];
  for (const path of locations) {
    const file = files.get(path);
    if (file?.kind === 'code-owners') return file;
  }
  return undefined;
}

/** What one section says of a path: the last row that matches it. */
export interface CodeOwnership {
  section: CodeOwnersSection;
  row: CodeOwnersRow;
  owners: string[];
}

/** Who owns a path, by section; sections without a row for it are left out. In each section the last row that matches wins. */
export function getCodeOwners({ dialect, sections }: CodeOwners, path: string): CodeOwnership[] {
  return sections.flatMap((section) => {
    const row = getMatcher(section, dialect)(path);
    return row ? [{ section, row, owners: row.owners }] : [];
  });
}

/** Finds the row that decides a path. */
type Matcher = (path: string) => CodeOwnersRow | undefined;

const matcherOf = new WeakMap<CodeOwnersSection, Matcher>();

function getMatcher(section: CodeOwnersSection, dialect: CodeOwnersDialect): Matcher {
  let matcher = matcherOf.get(section);
  if (!matcher) matcherOf.set(section, (matcher = createMatcher(section, dialect)));
  return matcher;
}

/** Rows that name one file or folder are looked up, so that thousands of them cost nothing. */
function createMatcher({ rows, exclusions }: CodeOwnersSection, dialect: CodeOwnersDialect): Matcher {
  const literal = new Map<string, number>();
  const others: number[] = [];
  rows.forEach(({ pattern }, index) => {
    if (/^\/[^*?[\]\\!]+$/u.test(pattern)) literal.set(pattern, index);
    else others.push(index);
  });
  const test = dialect === 'gitlab' ? matchesGitlabPattern : matchesGithubPattern;
  return (path) => {
    if (exclusions.some((pattern) => test(pattern, path))) return undefined;
    let best = -1;
    for (const name of getNames(path, dialect)) best = Math.max(best, literal.get(name) ?? -1);
    for (const index of others.toReversed()) {
      if (index < best) break;
      if (!test(rows[index]?.pattern ?? '', path)) continue;
      best = index;
      break;
    }
    return rows[best];
  };
}

/** `a/b` → `/a/b`, `/a/`, and on GitHub `/a`: a folder there may go without its slash. */
function getNames(path: string, dialect: CodeOwnersDialect): string[] {
  const names = [`/${path}`];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    names.push(`/${path.slice(0, at + 1)}`);
    if (dialect === 'github') names.push(`/${path.slice(0, at)}`);
  }
  return names;
}

const ignoreOf = new Map<string, Ignore>();

/**
 * GitHub's patterns are those of gitignore, and so those of `ignore`, but for these: `docs/*` holds the files of the folder and not
 * what lies deeper, case counts, and there are no `!`, `[…]` and `\#`, which the reader reports.
 */
function matchesGithubPattern(pattern: string, path: string): boolean {
  let rules = ignoreOf.get(pattern);
  if (!rules) ignoreOf.set(pattern, (rules = ignore({ ignorecase: false }).add(pattern)));
  if (!rules.ignores(path)) return false;
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return !pattern.endsWith('/*') || folder === '' || !rules.ignores(folder);
}
