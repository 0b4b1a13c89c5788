import path from 'node:path';
import { type Command, Option } from 'commander';
import { RecordOutcome } from '../model/schema/record.ts';
import { toRecordText } from '../automation/record.ts';
import { toVisible } from '../write/visible.ts';
import { EXIT, UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { parseCivilDate, toHelp } from './options.ts';
import { checkRecord } from './record-check.ts';
import { collectRecord } from './record-collect.ts';
import {
  parseAddress,
  parseAddresses,
  parseApproval,
  parseAttest,
  parseHandle,
  parseKey,
  parseStep,
  type RecordFlags,
} from './record-flags.ts';
import { writeNew } from './write-new.ts';

/** `gait record`: writes evidence that an SOP was carried out, as one new file. */
export function addRecordCommand(program: Command, io: Io): void {
  program
    .command('record')
    .description('write evidence that an SOP was carried out once; asks on a terminal for what no flag says')
    .argument('<sop>', 'id of the SOP, or a former one')
    .option('--commit <rev>', 'revision whose text was followed: a commit, tag or branch')
    .option('--walk <file>', 'a walk that the browser exported: text, times, steps and approvals come from it')
    .option('--by <handle>', 'who carried it out (default: whose address git has, see people)', parseHandle)
    .option('--started <time>', 'when it began: 2026-11-02T14:03, in the time zone of the configuration')
    .option('--finished <time>', 'when it ended')
    .option('--environment <name>', 'where: production, staging …', parseKey)
    .addOption(
      new Option('--outcome <outcome>', 'how it ended (default: what the steps amount to)').choices(
        RecordOutcome.options,
      ),
    )
    .option('--done', 'every step that no --step names was done', false)
    .addOption(
      new Option('--step <id=outcome>', 'how a step ended, with a note: "drain=skipped: no load balancer"; repeat it')
        .argParser(parseStep)
        .default([], 'none'),
    )
    .addOption(
      new Option('--approval <role=who>', 'an approval that was given: approver=@bob; repeat it')
        .argParser(parseApproval)
        .default([], 'none'),
    )
    .addOption(
      new Option(
        '--attest <control=status>',
        'a manual control that it attests: pass, fail, not-applicable, waived; repeat it',
      )
        .argParser(parseAttest)
        .default([], 'none'),
    )
    .option('--occurrence <date>', 'the due date that it satisfies', parseCivilDate)
    .option('--reference <address>', 'address of the ticket', parseAddress)
    .addOption(
      new Option('--evidence <address>', 'address of what proves it; repeat it')
        .argParser(parseAddresses)
        .default([], 'none'),
    )
    .option('--notes <text>', 'anything else')
    .option('--supersedes <id>', 'correct this record: what no flag says is taken from it')
    .option('--dry-run', 'print the record, and write nothing', false)
    .option('--root <folder>', 'root of the knowledge base (default: the folder with gait.config.yaml, here or above)')
    .addHelpText(
      'after',
      `
The text that was followed is named by --commit, by the walk's file, or by the record that is corrected: never by the work tree, which
may hold what nobody followed. The text is read from git at that revision. A record is one new file of records/<sop>/; nothing is written
over. Values of secret variables and what looks like a credential are refused. Commit the file yourself: that vouches for it.`,
    )
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait record isolate-instance', 'answer questions'],
          ['gait record isolate-instance --walk isolate-instance.walk.json', 'from the browser'],
          [
            'gait record isolate-instance --commit HEAD --started 2026-11-02T14:03 --finished 2026-11-02T14:20 --environment staging --done',
            'from a script',
          ],
          ['gait record isolate-instance --supersedes 2026-11-02-k3f9qa --outcome failed', 'correct a record'],
        ],
        exitCodes: [
          [0, 'written'],
          [2, 'an answer is missing, wrong or secret; nothing was written'],
          [3, 'a dry run that would write a record'],
        ],
      }),
    )
    .action(async (sop: string, flags: RecordFlags) => {
      io.exitCode = await run(io, sop, flags);
    });
}

async function run(io: Io, sop: string, flags: RecordFlags): Promise<number> {
  const collected = await collectRecord(io, sop, flags);
  if (!collected) {
    io.stderr.write('Nothing was written.\n');
    return EXIT.usage;
  }
  const { root, record, file, notes } = collected;
  const text = toRecordText(record);
  await checkRecord({ ...collected, io, text });
  for (const note of notes) io.stderr.write(`${toVisible(note)}\n`);
  if (flags.dryRun) {
    io.stdout.write(`Would write ${file}:\n\n${toVisible(text)}`);
    return EXIT.wouldChange;
  }
  try {
    await writeNew(path.join(root, file), text);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    throw new UsageError(
      `Unexpected file \`${file}\`, expected none: nothing is written over`,
      'Run the command again.',
    );
  }
  io.stdout.write(
    `Wrote ${file}\nCommit it yourself, so that it counts: git add ${file} && git commit -m "record: ${record.sop} ${record.outcome} in ${record.environment}"\n`,
  );
  return EXIT.ok;
}
