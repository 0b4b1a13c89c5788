import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { RunError } from '../automation/errors.ts';
import { toVisibleLine } from '../write/visible.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { loadForCommand } from './knowledge-base.ts';
import { addCommonOptions, type CommonFlags, toHelp } from './options.ts';
import { writeExport } from './write-export.ts';

interface StackFlags extends CommonFlags {
  out: string;
  apply: string[];
  also: string[];
}

/** `gait export event-stack`: automations as functions of AWS Lambda, started by events and schedules. */
export function addEventStackCommand(parent: Command, io: Io): void {
  const collect = (name: string, before: string[]): string[] => [...before, name];
  const command = parent
    .command('event-stack')
    .description('CloudFormation: automations as functions that their events and schedules start')
    .requiredOption('--out <folder>', 'write the template and the code into this folder')
    .option(
      '--apply <name>',
      'let this automation apply, within its safeguards; may be given several times',
      collect,
      [],
    )
    .option(
      '--also <name>',
      'a function for this one too, which a runbook starts; may be given several times',
      collect,
      [],
    )
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait export event-stack --out gait-stack', 'every function only plans, and tells people'],
          ['gait export event-stack --out gait-stack --apply block-public-buckets', 'this one applies'],
        ],
        exitCodes: [
          [0, 'written; what is left out is said on stderr'],
          [2, 'wrong use, a broken configuration, or text that is not committed'],
        ],
      }),
    );
  addCommonOptions(command).action(async (flags: StackFlags) => {
    const { root, source, result } = await loadForCommand(io, flags);
    const { exportStack } = await import('../automation/lambda/export.ts');
    const names = [...result.base.automations.keys()];
    const { files, notes } = await exportStack({ root, source, names, apply: flags.apply, also: flags.also }).catch(
      toUsageError,
    );
    for (const note of notes) io.stderr.write(`${toVisibleLine(note)}\n`);
    for (const [file, text] of files) {
      const target = path.resolve(io.cwd, flags.out, file);
      await mkdir(path.dirname(target), { recursive: true }).catch(() => undefined);
      await writeExport(target, text);
    }
    io.stdout.write(`${files.size} files in ${flags.out}\n`);
  });
}

/** @throws {UsageError} in the place of what the runtime says when it cannot begin. */
function toUsageError(error: unknown): never {
  throw error instanceof RunError ? new UsageError(error.message, error.hint) : error;
}
