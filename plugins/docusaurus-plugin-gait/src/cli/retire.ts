import { type Command } from 'commander';
import { setFrontMatter } from '../write/front-matter.ts';
import { finishChange } from './change-finish.ts';
import { EXIT, UsageError } from './errors.ts';
import { findSop } from './find-sop.ts';
import type { Io } from './io.ts';
import { loadForCommand } from './knowledge-base.ts';
import { addCommonOptions, type CommonFlags, toHelp } from './options.ts';

interface RetireFlags extends CommonFlags {
  replacedBy: string;
  dryRun: boolean;
}

/** `gait retire`: an SOP is no longer followed, and its page, links and evidence stay. */
export function addRetireCommand(program: Command, io: Io): void {
  const command = program
    .command('retire')
    .description('mark an SOP as retired; its page, its links and its records stay')
    .argument('<sop>', 'id of the SOP')
    .option('--replaced-by <id>', 'the SOP that takes its place, or none', 'none')
    .option('--dry-run', 'say what would change, and change nothing', false);
  addCommonOptions(command)
    .addHelpText(
      'after',
      '\nChanged are status and replaced_by in its front matter; every other byte stays. Active SOPs that still link to it are named.',
    )
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait retire restore-tape --replaced-by restore-snapshot', 'another one takes its place'],
          ['gait retire restore-tape', 'nothing does'],
        ],
        exitCodes: [
          [0, 'retired, or retired already'],
          [2, 'wrong use, or the result would not validate; nothing was changed'],
          [3, 'a dry run that would change something'],
        ],
      }),
    )
    .action(async (id: string, flags: RetireFlags) => {
      const loaded = await loadForCommand(io, flags);
      const { base } = loaded.result;
      const { id: own, file } = findSop(base, id);
      const successor = flags.replacedBy === 'none' ? 'none' : findSop(base, flags.replacedBy).id;
      if (successor === own) throw new UsageError('Unexpected SOP that replaces itself, expected another one or none');
      const { status, replaced_by: replacedBy } = file.frontMatter.data;
      if (status === 'retired' && replacedBy === successor) {
        io.stdout.write(`${own} is retired already\n`);
        io.exitCode = EXIT.ok;
        return;
      }
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        await loaded.source.read(file.path),
      );
      const changed = setFrontMatter(text, file, { replaced_by: successor, status: 'retired' });
      if (changed === undefined)
        throw new UsageError(`Unexpected front matter of \`${file.path}\`, expected a \`maturity\` to write after`);
      io.exitCode = await finishChange({
        io,
        loaded,
        changes: new Map([[file.path, changed]]),
        isDryRun: flags.dryRun,
        commit: `retire: ${own}\n\n${successor === 'none' ? 'Nothing replaces it.' : `Replaced by ${successor}.`}`,
      });
    });
}
