import { type Command, Option } from 'commander';
import { getMergeBase, GitError, isShallow, resolveCommit } from '../read/git.ts';
import { countLacking, readChangedPaths } from '../read/git-changes.ts';
import { getImpact } from '../report/impact.ts';
import { isInKnowledgeBase } from '../base/index.ts';
import type { Impact } from '../model/schema/impact.ts';
import { toPlural } from '../write/context.ts';
import { toImpactMarkdown } from '../write/impact-markdown.ts';
import { toImpactText } from '../write/impact-text.ts';
import { toVisibleLine, toVisiblePath } from '../write/visible.ts';
import { createColours } from './colours.ts';
import { loadSides, type Revision } from './diff-sides.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { addCommonOptions, type CommonFlags, toHelp } from './options.ts';
import { findRoot } from './root.ts';
import { readVersion } from './version.ts';

const FORMATS = ['text', 'md', 'json'] as const;

interface DiffFlags extends CommonFlags {
  format: (typeof FORMATS)[number];
  mergeBase: boolean;
  workTree: boolean;
}

/** Paths that a message names. */
const NAMED = 3;

/** `gait diff`: what a change does to the knowledge base. Reads both revisions from git objects, and the work tree only when asked to. */
export function addDiffCommand(program: Command, io: Io): void {
  const command = program
    .command('diff')
    .description('say what a change does to the knowledge base; reads git alone, runs no code of the repository')
    .argument('<base>', 'revision before: a branch, tag or commit')
    .argument('[head]', 'revision after (default: HEAD)')
    .option('--merge-base', 'compare with the common ancestor of both, as a pull request is compared', false)
    .option('--work-tree', 'compare the files on disk instead of a revision, committed or not', false)
    .addOption(new Option('--format <format>', 'form of the output').choices(FORMATS).default('text'));
  addCommonOptions(command)
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait diff origin/main', 'what HEAD changes'],
          ['gait diff origin/main --merge-base', 'the same while main goes on: what this branch alone changes'],
          ['gait diff HEAD --work-tree', 'what is not committed yet'],
          ['gait diff v1.2 v1.3 --format json', 'for another program: schema/impact.schema.json'],
        ],
        exitCodes: [
          [0, 'reported, whatever the report says'],
          [2, 'wrong use, or a broken configuration'],
        ],
      }),
    )
    .action(async (base: string, head: string | undefined, flags: DiffFlags) => {
      const impact = await compare(io, { base, head, flags });
      const write: Record<DiffFlags['format'], () => string> = {
        text: () => toImpactText(impact, createColours(io)),
        md: () => toImpactMarkdown(impact),
        json: () => `${JSON.stringify(impact, null, 2)}\n`,
      };
      io.stdout.write(write[flags.format]());
    });
}

async function compare(io: Io, input: { base: string; head?: string; flags: DiffFlags }): Promise<Impact> {
  const { base, head: named, flags } = input;
  if (named !== undefined && flags.workTree) {
    throw new UsageError(
      `Unexpected \`${named}\` with --work-tree, expected one of them`,
      'Leave out the second revision to compare the files on disk.',
    );
  }
  const root = findRoot(io, flags.root);
  const headCommit = await resolve(root, named ?? 'HEAD');
  const head: Revision = flags.workTree
    ? { name: 'work tree', commit: null }
    : { name: named ?? 'HEAD', commit: headCommit };
  const before = flags.mergeBase
    ? { name: `merge base of ${base}`, commit: await findMergeBase(root, base, headCommit) }
    : { name: base, commit: await resolve(root, base) };
  // Git is asked first: a process is slow to start once much is in memory.
  const [changed, lacking, uncompared, { limits, ...sides }] = await Promise.all([
    readChangedPaths({ root, before: before.commit, ...(head.commit !== null && { after: head.commit }) }),
    flags.mergeBase ? 0 : countUnseen(root, before.commit, headCommit),
    named === undefined && !flags.workTree ? readChangedPaths({ root, before: headCommit }) : [],
    loadSides(io, { root, base: before, head, flags }),
  ]);
  const { paths } = sides.after.base.configuration;
  tellLacking(io, before.name, lacking);
  tellUncompared(
    io,
    uncompared.filter((path) => isInKnowledgeBase(path, paths)),
  );
  return getImpact({ ...sides, changed, limits, version: readVersion() });
}

async function resolve(root: string, revision: string): Promise<string> {
  return resolveCommit(root, revision).catch((error: unknown) => {
    if (!(error instanceof GitError)) throw error;
    throw new UsageError(error.message, 'Is it fetched? A shallow clone holds no history (fetch-depth: 0).');
  });
}

async function findMergeBase(root: string, base: string, head: string): Promise<string> {
  await resolve(root, base);
  return getMergeBase(root, base, head).catch((error: unknown) => {
    if (!(error instanceof GitError)) throw error;
    throw new UsageError(
      `Unexpected \`${base}\` without a common ancestor, expected a revision that shares history with the head`,
      'A shallow clone holds no history: fetch it (fetch-depth: 0), or leave out --merge-base.',
    );
  });
}

/** How many commits of the base the head lacks. Where history ends, commits seem to be lacking that are only out of sight. */
async function countUnseen(root: string, base: string, head: string): Promise<number> {
  const count = await countLacking(root, { of: base, in: head });
  return count > 0 && (await isShallow(root)) ? 0 : count;
}

/** What the other branch brought meanwhile looks as if this change took it back: easily taken for a fault. */
function tellLacking(io: Io, base: string, count: number): void {
  if (count === 0) return;
  io.stderr.write(
    `The head lacks ${toPlural(count, 'commit')} of \`${toVisibleLine(base)}\`: what they brought looks as if it were taken back.\n` +
      'Compare with the common ancestor instead: --merge-base.\n',
  );
}

function tellUncompared(io: Io, paths: readonly string[]): void {
  if (paths.length === 0) return;
  const names = paths.slice(0, NAMED).map(toVisiblePath).join(', ');
  const others = paths.length > NAMED ? ` and ${paths.length - NAMED} more` : '';
  io.stderr.write(
    `Not compared, since not committed: ${names}${others}.\nCompare the files on disk instead: --work-tree.\n`,
  );
}
