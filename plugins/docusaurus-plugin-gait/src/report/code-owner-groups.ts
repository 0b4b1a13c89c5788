import type { CodeOwnersDialect } from '../model/code-owners-file.ts';
import {
  type CodeOwnerGroup,
  type CodeOwnerRow,
  getCodeOwnersPaths,
  isCodeOwner,
  toCodeOwnersPattern,
} from '../model/code-owners.ts';
import { compareText } from '../model/diagnostic.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import type { Configuration } from '../model/schema/configuration.ts';

/** What CODEOWNERS should say, or why it cannot be said. */
export interface CodeOwnerGroups {
  groups: CodeOwnerGroup[];
  /** What is worth knowing, in words: owners without a team, nobody named for the policy. */
  notes: string[];
  /** Why nothing can be written; empty when something can. */
  problems: { message: string; hint: string }[];
}

/** Title of rows that might match more than the one name that they mean: they come before those that do not. */
const WILD = 'Names with characters that patterns cannot say';

/**
 * Who lets a change pass, by path: each SOP and standard (so its claim of maturity too), the SOP's records and its automation go to its
 * owner; the configuration with policy, people and owners, controls, exceptions, CODEOWNERS itself and whatever is not there yet to the
 * stewards.
 */
export function getCodeOwnerGroups(base: KnowledgeBase, dialect: CodeOwnersDialect): CodeOwnerGroups {
  const { configuration } = base;
  const { paths, owners } = configuration;
  const problems = getProblems(configuration, dialect);
  const stewards = getStewards(configuration, dialect);
  const byOwners = new Map<string, CodeOwnerRow[]>();
  const teamless = new Map<string, number>();
  for (const [path, keys] of getOwnersByPath(base)) {
    const named = keys.filter((key) => getTeam(configuration, key, dialect) !== undefined);
    for (const key of keys.filter((one) => !named.includes(one))) teamless.set(key, (teamless.get(key) ?? 0) + 1);
    const teams = getTeams(configuration, named, dialect);
    if (teams.length === 0) continue;
    const pattern = toCodeOwnersPattern(path);
    const title = pattern === path ? named.map((key) => owners[key]?.name ?? key).join(', ') : WILD;
    const rows = byOwners.get(title);
    if (rows) rows.push({ pattern, teams });
    else byOwners.set(title, [{ pattern, teams }]);
  }
  const toRows = (all: readonly string[]): CodeOwnerRow[] =>
    [...new Set(all)].sort(compareText).map((path) => ({ pattern: toCodeOwnersPattern(path), teams: stewards.teams }));
  const pages = [paths.sops, paths.standards, paths.records, paths.scripts].map((folder) => `/${folder}/`);
  const policy = [paths.controls, paths.exceptions].map((folder) => `/${folder}/`);
  const files = ['gait.config.yaml', ...getCodeOwnersPaths(dialect).locations].map((file) => `/${file}`);
  // GitHub has one list, so a folder comes before what lies in it, whatever it is about; GitLab holds sections against each other.
  const isOneList = dialect === 'github';
  return {
    groups: [
      {
        about: 'pages',
        title: 'Whatever has no row of its own below',
        rows: toRows([...pages, ...(isOneList ? policy : [])]),
      },
      ...[...byOwners]
        .sort(([a], [b]) => Number(b === WILD) - Number(a === WILD) || compareText(a, b))
        .map(([title, rows]): CodeOwnerGroup => ({ about: 'pages', title, rows })),
      {
        about: 'policy',
        title: 'Policy, people and owners',
        rows: toRows([...files, ...(isOneList ? [] : policy)]),
      },
    ],
    notes: [
      ...stewards.notes,
      ...[...teamless]
        .sort(([a], [b]) => compareText(a, b))
        .map(([key, count]) => `owner \`${key}\` has no \`${dialect}\` team: ${count} of its rows go to the stewards`),
    ],
    problems:
      problems.length > 0 || stewards.teams.length > 0
        ? problems
        : [
            {
              message: `Unexpected owners without a team on ${dialect === 'github' ? 'GitHub' : 'GitLab'}, expected one at the least`,
              hint: `Give owners of gait.config.yaml their team: \`${dialect}: '@${dialect === 'github' ? 'organisation/team' : 'group/subgroup'}'\`.`,
            },
          ],
  };
}

/** Owners of each page, each SOP's folder of records under every id that it has had, and each automation's folder; sorted by path. */
function getOwnersByPath({ files, automations, configuration: { paths } }: KnowledgeBase): [string, string[]][] {
  const found = new Map<string, Set<string>>();
  const ownersOf = new Map<string, string>();
  const add = (path: string, owner: string): void => void found.set(path, (found.get(path) ?? new Set()).add(owner));
  for (const file of files.values()) {
    if (file.kind !== 'sop' && file.kind !== 'standard') continue;
    const { owner, id } = file.frontMatter.data;
    if (owner === undefined) continue;
    add(`/${file.path}`, owner);
    if (file.kind !== 'sop' || id === undefined) continue;
    ownersOf.set(id, owner);
    for (const one of [id, ...(file.frontMatter.data.formerly ?? [])]) add(`/${paths.records}/${one}/`, owner);
  }
  for (const { file, sops } of automations.values()) {
    const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
    for (const owner of sops.flatMap((id) => ownersOf.get(id) ?? [])) add(`/${folder}`, owner);
  }
  return [...found]
    .sort(([a], [b]) => compareText(a, b))
    .map(([path, owners]) => [path, [...owners].sort(compareText)]);
}

function getStewards(configuration: Configuration, dialect: CodeOwnersDialect): { teams: string[]; notes: string[] } {
  const { stewards, owners } = configuration;
  if (stewards !== undefined) {
    const teams = getTeams(configuration, stewards, dialect);
    if (teams.length > 0) return { teams, notes: [] };
  }
  const teams = getTeams(configuration, Object.keys(owners).sort(compareText), dialect);
  const why = stewards === undefined ? '`stewards` is not set' : `no steward has a \`${dialect}\` team`;
  return {
    teams,
    notes:
      teams.length > 1
        ? [`${why} in gait.config.yaml: any one of ${teams.join(', ')} can let a change of the policy pass`]
        : [],
  };
}

function getTeams(configuration: Configuration, keys: readonly string[], dialect: CodeOwnersDialect): string[] {
  return [...new Set(keys.flatMap((key) => getTeam(configuration, key, dialect) ?? []))];
}

function getTeam({ owners }: Configuration, key: string, dialect: CodeOwnersDialect): string | undefined {
  return Object.hasOwn(owners, key) ? owners[key]?.[dialect] : undefined;
}

function getProblems({ owners }: Configuration, dialect: CodeOwnersDialect): CodeOwnerGroups['problems'] {
  return Object.entries(owners).flatMap(([key, owner]) => {
    const team = owner[dialect];
    if (team === undefined || isCodeOwner(team, dialect)) return [];
    const [what, example] =
      dialect === 'github' ? ['team of GitHub', '@organisation/team'] : ['group of GitLab', '@group/subgroup'];
    return [
      {
        message: `Unexpected \`${team}\` as \`${dialect}\` of the owner \`${key}\`, expected a ${what} such as \`${example}\``,
        hint: 'Mend it in gait.config.yaml; it is one word that begins with `@`.',
      },
    ];
  });
}
