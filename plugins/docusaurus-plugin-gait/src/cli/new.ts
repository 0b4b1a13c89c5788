import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Command } from 'commander';
import { loadKnowledgeBase, type LoadResult } from '../base/index.ts';
import { getStem } from '../rules/support/ids.ts';
import type { Cadence } from '../model/schema/cadence.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { hideSecrets } from '../model/secret.ts';
import { createDiskSource } from '../read/disk.ts';
import { toPretty } from '../write/pretty.ts';
import { toSopText } from '../write/sop.ts';
import { createColours } from './colours.ts';
import { EXIT, UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { getToday, readConfiguration } from './knowledge-base.ts';
import { type Answers, askForSop, checkAnswers, type NewFlags } from './new-answers.ts';
import { parseCivilDate, toHelp } from './options.ts';
import { createOverlay } from './overlay.ts';
import { findRoot } from './root.ts';

/** `gait new`: writes an SOP that validates. */
export function addNewCommand(program: Command, io: Io): void {
  program
    .command('new')
    .description('write a new SOP at crawl that validates; asks on a terminal for what no flag says')
    .option('--title <text>', 'title, in the imperative: Rotate an access key')
    .option('--id <id>', 'id and file name (default: made from the title)')
    .option('--description <text>', 'one sentence that says when to reach for it')
    .option('--area <key>', 'key of an area in the configuration')
    .option('--owner <key>', 'key of an owner in the configuration')
    .option(
      '--cadence <when>',
      'on-demand, on-event, an interval such as "1 month", or five cron fields (default: on-demand)',
    )
    .option('--from <date>', 'first occurrence, for an interval (default: today)', parseCivilDate)
    .option('--trigger <text>', 'the event that starts it, for on-event')
    .option('--review-in <duration>', 'time until the next review', '6 months')
    .option('--root <folder>', 'root of the knowledge base (default: the folder with gait.config.yaml, here or above)')
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait new', 'answer questions'],
          [
            'gait new --title "Rotate a key" --description "When a key is 90 days old." --area operations --owner platform',
            'from a script',
          ],
        ],
        exitCodes: [
          [0, 'written'],
          [2, 'an answer is missing or wrong, or the file exists; nothing was written'],
        ],
      }),
    )
    .action(async (flags: NewFlags) => {
      const root = findRoot(io, flags.root);
      const configuration = await readConfiguration(root, createDiskSource(root));
      const today = getToday(io, configuration);
      const answers = io.isInteractive ? await askForSop(flags, configuration) : checkAnswers(flags, configuration);
      if (!answers) {
        io.stderr.write('Nothing was written.\n');
        io.exitCode = EXIT.usage;
        return;
      }
      const file = await createSop({ root, configuration, answers, today, io });
      io.stdout.write(`Wrote ${file}\nFill in its two sections, then check it: gait validate ${file}\n`);
    });
}

interface CreateInput {
  root: string;
  configuration: Configuration;
  answers: Answers;
  today: string;
  io: Io;
}

/** @throws {UsageError} when the id is taken, the file exists or the text would not validate; then nothing is written. */
async function createSop({ root, configuration, answers, today, io }: CreateInput): Promise<string> {
  const { id, area } = answers;
  const file = `${configuration.paths.sops}/${area}/${id}.md`;
  const text = toSopText({
    ...answers,
    cadence: toCadence(answers, today),
    lastReviewedOn: today,
    titles: {
      purpose: configuration.sections.purpose ?? 'Purpose',
      procedure: configuration.sections.procedure ?? 'Procedure',
    },
  });
  const source = createOverlay(createDiskSource(root), { path: file, text });
  const result = await loadKnowledgeBase({ source, asOf: today });
  const taken = findTaken(result, id, file);
  if (taken)
    throw new UsageError(
      `Unexpected id \`${id}\`, expected one that \`${taken}\` does not have`,
      'Choose another with --id.',
    );
  const own = result.diagnostics.filter((one) => one.file === file);
  if (own.length > 0) {
    const context = {
      version: '',
      asOf: today,
      checked: [{ path: file, isSop: true }],
      rules: new Map(),
      getRuleUrl: () => undefined,
      getText: (one: string) => hideSecrets(text, result.base.files.get(one)?.secrets),
      disabled: [],
    };
    io.stderr.write(toPretty(own, context, { colours: createColours(io, io.stderr), width: io.stderr.columns }));
    throw new UsageError(
      'Unexpected answers, expected an SOP that validates',
      'Nothing was written. Mend what is said above.',
    );
  }
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  try {
    await writeFile(path.join(root, file), text, { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    throw new UsageError(
      `Unexpected file \`${file}\`, expected none: nothing is overwritten`,
      'Choose another id with --id.',
    );
  }
  return file;
}

/** The file that has this id already, now or formerly. */
function findTaken({ base }: LoadResult, id: string, own: string): string | undefined {
  for (const file of base.files.values()) {
    if (file.kind !== 'sop' || file.path === own) continue;
    const { data } = file.frontMatter;
    if ((data.id ?? getStem(file.path)) === id || data.formerly?.includes(id)) return file.path;
  }
  return undefined;
}

function toCadence({ cadence, from }: Answers, today: string): Cadence {
  if (cadence === 'on-demand' || cadence === 'on-event') return cadence;
  if (/^\d+ [a-z]+$/u.test(cadence)) return { every: cadence, from: from ?? today };
  return { cron: cadence };
}
