import { type Command, Option } from 'commander';
import { createDefaultProcessor, loadConfiguration, loadKnowledgeBase } from '../base/index.ts';
import { createGitSource, GitError, isShallow, readAddedBy, resolveCommit } from '../read/git.ts';
import { getImpact } from '../report/impact.ts';
import type { ImpactSide } from '../report/impact-side.ts';
import { toImpactMarkdown } from '../write/impact-markdown.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { getToday } from './knowledge-base.ts';
import { addCommonOptions, type CommonFlags, toHelp } from './options.ts';
import { findRoot } from './root.ts';
import { readVersion } from './version.ts';

interface DiffFlags extends CommonFlags {
  format: 'md' | 'json';
}

/** `gait diff`: what a change does to the knowledge base. Reads both revisions from git objects, and no work tree. */
export function addDiffCommand(program: Command, io: Io): void {
  const command = program
    .command('diff')
    .description('say what a change does to the knowledge base; reads git alone, runs no code of the repository')
    .argument('<base>', 'revision before: a branch, tag or commit')
    .argument('[head]', 'revision after', 'HEAD')
    .addOption(new Option('--format <format>', 'form of the output').choices(['md', 'json']).default('md'));
  addCommonOptions(command)
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait diff origin/main', 'what HEAD changes'],
          ['gait diff v1.2 v1.3 --format json', 'for another program: schema/impact.schema.json'],
        ],
        exitCodes: [
          [0, 'reported, whatever the report says'],
          [2, 'wrong use, or a broken configuration'],
        ],
      }),
    )
    .action(async (base: string, head: string, flags: DiffFlags) => {
      const root = findRoot(io, flags.root);
      const after = await loadSide(io, { root, name: head, asOf: flags.asOf });
      const before = await loadSide(io, { root, name: base, asOf: after.base.asOf });
      const limits = (await isShallow(root))
        ? [
            'The clone is shallow: who added older records is not known, so what counts may be told wrong. Fetch the history (fetch-depth: 0).',
          ]
        : [];
      const impact = getImpact({ before, after, limits, version: readVersion() });
      io.stdout.write(flags.format === 'json' ? `${JSON.stringify(impact, null, 2)}\n` : toImpactMarkdown(impact));
    });
}

async function loadSide(io: Io, input: { root: string; name: string; asOf?: string }): Promise<ImpactSide> {
  const { root, name } = input;
  const commit = await resolveCommit(root, name).catch((error: unknown) => {
    if (!(error instanceof GitError)) throw error;
    throw new UsageError(error.message, 'Is it fetched? A shallow clone holds no history (fetch-depth: 0).');
  });
  const source = await createGitSource(root, commit);
  const { configuration } = await loadConfiguration(source);
  const { base, diagnostics } = await loadKnowledgeBase({
    source,
    asOf: input.asOf ?? getToday(io, configuration),
    addedBy: await readAddedBy(root, configuration.paths.records, commit),
    processor: createDefaultProcessor(),
  });
  return { name, commit, base, diagnostics };
}
