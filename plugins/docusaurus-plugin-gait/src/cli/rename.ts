import { type Command } from 'commander';
import { CONFIGURATION_FILE } from '../base/index.ts';
import { getStem } from '../rules/support/ids.ts';
import { Key } from '../model/schema/common.ts';
import { parseConfiguration } from '../read/configuration.ts';
import { applyEdits, getConfigurationEdits, getRenameEdits, type Renaming } from '../write/rename.ts';
import { finishChange } from './change-finish.ts';
import { UsageError } from './errors.ts';
import { findSop } from './find-sop.ts';
import type { Io } from './io.ts';
import { type Loaded, loadForCommand } from './knowledge-base.ts';
import { addCommonOptions, type CommonFlags, toHelp } from './options.ts';

interface RenameFlags extends CommonFlags {
  dryRun: boolean;
}

/** `gait rename`: gives an SOP another id and keeps every link and all evidence. */
export function addRenameCommand(program: Command, io: Io): void {
  const command = program
    .command('rename')
    .description('give an SOP another id, in every place that names it; the old id stays and redirects')
    .argument('<old>', 'id of the SOP')
    .argument('<new>', 'its new id and file name')
    .option('--dry-run', 'say what would change, and change nothing', false);
  addCommonOptions(command)
    .addHelpText(
      'after',
      `
Changed are the file's name, id and formerly, links in every page, related and replaced_by of other SOPs, manifests of automations, and
requires in the configuration; every other byte stays. Records stay in the folder of the old id and still count. All of it or nothing.`,
    )
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait rename isolate-instance isolate-host --dry-run', 'what would change'],
          ['gait rename isolate-instance isolate-host', 'change it'],
        ],
        exitCodes: [
          [0, 'renamed'],
          [2, 'wrong use, or the result would not validate; nothing was changed'],
          [3, 'a dry run that would change something'],
        ],
      }),
    )
    .action(async (from: string, to: string, flags: RenameFlags) => {
      const loaded = await loadForCommand(io, flags);
      const renaming = getRenaming(loaded, from, to);
      const changes = await getChanges(loaded, renaming);
      io.exitCode = await finishChange({
        io,
        loaded,
        changes,
        moved: { [renaming.from.path]: renaming.to.path },
        isDryRun: flags.dryRun,
        commit: `rename: ${renaming.from.id} to ${to}`,
      });
    });
}

/** @throws {UsageError} when the new id cannot be had. */
function getRenaming({ result }: Loaded, old: string, id: string): Renaming {
  const { base } = result;
  const node = findSop(base, old);
  if (node.id !== old)
    throw new UsageError(`Unexpected former id \`${old}\`, expected \`${node.id}\``, 'Use today’s id.');
  if (!Key.safeParse(id).success)
    throw new UsageError(`Unexpected \`${id}\` as an id, expected lower-case words joined by hyphens`);
  for (const file of base.files.values()) {
    if (file.kind !== 'sop') continue;
    const { data } = file.frontMatter;
    if ((data.id ?? getStem(file.path)) !== id && !data.formerly?.includes(id)) continue;
    throw new UsageError(
      `Unexpected id \`${id}\`, expected one that \`${file.path}\` does not have or had`,
      'An id is never used again: old links and records would lead to another SOP.',
    );
  }
  const { path } = node.file;
  const to = `${path.slice(0, path.lastIndexOf('/') + 1)}${id}.md`;
  if ([...base.paths.keys()].some((one) => one.toLowerCase() === to.toLowerCase()))
    throw new UsageError(`Unexpected file \`${to}\`, expected none`, 'Choose another id.');
  return { from: { id: node.id, path }, to: { id, path: to } };
}

async function getChanges({ source, result }: Loaded, renaming: Renaming): Promise<Map<string, string | undefined>> {
  const changes = new Map<string, string | undefined>();
  for (const file of result.base.files.values()) {
    if (file.kind === 'other' || file.kind === 'record') continue;
    const isOwn = file.path === renaming.from.path;
    const text = decode(await source.read(file.path));
    const edits = text === undefined ? [] : getRenameEdits(text, file, renaming);
    if (text === undefined || edits.length === 0) continue;
    changes.set(isOwn ? renaming.to.path : file.path, applyEdits(text, edits));
    if (isOwn) changes.set(renaming.from.path, undefined);
  }
  if (!changes.has(renaming.to.path))
    throw new UsageError(
      `Unexpected front matter of \`${renaming.from.path}\`, expected an \`id\` that can be changed`,
    );
  const bytes = await source.read(CONFIGURATION_FILE);
  const { configuration, places } = parseConfiguration(bytes);
  const edits = getConfigurationEdits(configuration, places, renaming);
  const text = decode(bytes);
  if (edits.length > 0 && text !== undefined) changes.set(CONFIGURATION_FILE, applyEdits(text, edits));
  return changes;
}

/** Text whose encoding gives the same bytes again; undefined when there is none. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
