import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Command } from 'commander';
import { getRenumbered } from '../base/index.ts';
import type { GaitFile } from '../model/document.ts';
import { toPlural } from '../write/context.ts';
import { mendFile } from '../write/mend.ts';
import type { Mended } from '../write/mended.ts';
import { toVisibleLine } from '../write/visible.ts';
import { writeAtomically } from './atomic.ts';
import { createColours } from './colours.ts';
import { EXIT } from './errors.ts';
import type { Io } from './io.ts';
import { type Loaded, loadForCommand } from './knowledge-base.ts';
import { addCommonOptions, type CommonFlags, toHelp } from './options.ts';
import { selectPaths } from './paths.ts';

interface FixFlags extends CommonFlags {
  dryRun?: boolean;
}

/** `gait fix`: mends what is safe and nothing else. */
export function addFixCommand(program: Command, io: Io): void {
  const command = program
    .command('fix')
    .description('mend what is safe: quotes around text, order of keys, notation of dates, numbers of controls')
    .argument('[paths...]', 'mend these files and folders alone')
    .option('--dry-run', 'say what would change, and change nothing');
  addCommonOptions(command)
    .addHelpText(
      'after',
      `
Quotes go around text that YAML would read as a number (1.10). Keys of front matter take the order of the reference page. Dates
become YYYY-MM-DD where they can be read in one way only: 2026/10/1 and 1 Oct 2026, not 03/04/2026.
Controls that a newer catalogue renumbered get their new number where the crosswalk says that they are the same; what was changed,
split, merged or dropped is listed and left to you. The rule control-renumbered says which version you work by.
The rest of a file keeps every byte: body, comments, line ends. Records are evidence and are never changed.`,
    )
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait fix', 'mend everything'],
          ['gait fix --dry-run', 'in CI: fail when something is left to mend'],
          ['gait fix docs/sops/operations', 'mend one folder'],
        ],
        exitCodes: [
          [0, 'mended, or nothing to mend'],
          [2, 'wrong use, or a broken configuration'],
          [3, 'a dry run that would change something'],
        ],
      }),
    )
    .action(async (paths: string[], flags: FixFlags) => {
      const loaded = await loadForCommand(io, flags);
      const { files } = loaded.result.base;
      const isWanted = selectPaths({ io, root: loaded.root, paths, known: [...files.keys()] });
      const mended = await mendFiles(
        loaded,
        [...files.values()].filter((file) => isWanted(file.path)),
      );
      const changed = [...mended].filter(([, { mends }]) => mends.length > 0);
      for (const [file, { text }] of changed) {
        if (!flags.dryRun) await writeAtomically(path.join(loaded.root, file), text);
      }
      io.stdout.write(toText(io, mended, flags.dryRun === true));
      io.exitCode = flags.dryRun && changed.length > 0 ? EXIT.wouldChange : EXIT.ok;
    });
}

async function mendFiles({ source, result: { base } }: Loaded, files: GaitFile[]): Promise<Map<string, Mended>> {
  const result = new Map<string, Mended>();
  const renumbered = getRenumbered(base);
  for (const file of files) {
    if (file.hash === '') continue;
    const bytes = await source.read(file.path);
    // Places are those of the text that was read; a file that changed since is left for the next time.
    if (createHash('sha256').update(bytes).digest('hex') !== file.hash) continue;
    const text = decode(bytes);
    const mended = text === undefined ? undefined : mendFile(text, file, renumbered.get(file.path));
    if (mended && mended.mends.length + mended.left.length > 0) result.set(file.path, mended);
  }
  return result;
}

/** Text whose encoding gives the same bytes again; undefined when there is none. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function toText(io: Io, mended: Map<string, Mended>, isDryRun: boolean): string {
  const { bold, cyan, green, yellow } = createColours(io);
  const toLines = (file: string, notes: readonly { line: number; what: string }[], mark = ''): string[] =>
    notes.map(({ line, what }) => `${cyan(`${toVisibleLine(file)}:${line}`)}  ${mark}${toVisibleLine(what)}\n`);
  const left = [...mended].flatMap(([file, one]) => toLines(file, one.left, yellow('left to you: ')));
  const files = [...mended].filter(([, { mends }]) => mends.length > 0);
  if (files.length === 0) return `${left.join('')}${green('Nothing to mend')}\n`;
  const lines = files.flatMap(([file, { mends }]) => toLines(file, mends));
  const summary = `${isDryRun ? 'Would mend' : 'Mended'} ${toPlural(lines.length, 'place')} in ${toPlural(files.length, 'file')}`;
  return `${lines.join('')}${left.join('')}${bold(summary)}\n`;
}
