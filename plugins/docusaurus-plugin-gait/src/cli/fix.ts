import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Command } from 'commander';
import type { GaitFile } from '../model/document.ts';
import { toPlural } from '../write/context.ts';
import { mendFile, type Mended } from '../write/mend.ts';
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
    .description('mend what is safe: quotes around text, order of keys, notation of dates')
    .argument('[paths...]', 'mend these files and folders alone')
    .option('--dry-run', 'say what would change, and change nothing');
  addCommonOptions(command)
    .addHelpText(
      'after',
      `
Quotes go around text that YAML would read as a number (1.10). Keys of front matter take the order of the reference page. Dates
become YYYY-MM-DD where they can be read in one way only: 2026/10/1 and 1 Oct 2026, not 03/04/2026.
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
      for (const [file, { text }] of mended) {
        if (!flags.dryRun) await writeAtomically(path.join(loaded.root, file), text);
      }
      io.stdout.write(toText(io, mended, flags.dryRun === true));
      io.exitCode = flags.dryRun && mended.size > 0 ? EXIT.wouldChange : EXIT.ok;
    });
}

async function mendFiles({ source }: Loaded, files: GaitFile[]): Promise<Map<string, Mended>> {
  const result = new Map<string, Mended>();
  for (const file of files) {
    if (file.hash === '') continue;
    const bytes = await source.read(file.path);
    // Places are those of the text that was read; a file that changed since is left for the next time.
    if (createHash('sha256').update(bytes).digest('hex') !== file.hash) continue;
    const text = decode(bytes);
    const mended = text === undefined ? undefined : mendFile(text, file);
    if (mended && mended.mends.length > 0) result.set(file.path, mended);
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
  const { bold, cyan, green } = createColours(io);
  if (mended.size === 0) return `${green('Nothing to mend')}\n`;
  const lines = [...mended].flatMap(([file, { mends }]) =>
    mends.map(({ line, what }) => `${cyan(`${toVisibleLine(file)}:${line}`)}  ${toVisibleLine(what)}\n`),
  );
  const count = [...mended.values()].reduce((sum, one) => sum + one.mends.length, 0);
  const summary = `${isDryRun ? 'Would mend' : 'Mended'} ${toPlural(count, 'place')} in ${toPlural(mended.size, 'file')}`;
  return `${lines.join('')}${bold(summary)}\n`;
}
