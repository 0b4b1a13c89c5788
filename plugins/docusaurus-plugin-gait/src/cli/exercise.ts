import type { Command } from 'commander';
import { RunError } from '../automation/errors.ts';
import { getForkReason } from '../automation/exercise/fork.ts';
import { Refusal } from '../automation/exercise/refusal.ts';
import { createDiskSource } from '../read/disk.ts';
import { toVisible, toVisibleLine } from '../write/visible.ts';
import { createColours } from './colours.ts';
import { EXIT, UsageError } from './errors.ts';
import { toFailureText, toUnitText } from './exercise-text.ts';
import type { Io } from './io.ts';
import { toHelp } from './options.ts';
import { createRandom } from './random.ts';
import { findRoot } from './root.ts';

interface ExerciseFlags {
  all: boolean;
  record: boolean;
  root?: string;
}

/** `gait exercise`: carries out an SOP's own commands against an AWS emulator. */
export function addExerciseCommand(program: Command, io: Io): void {
  program
    .command('exercise')
    .summary("try an SOP's own commands against an AWS emulator")
    .description(
      "Carries out an SOP's own commands in order, without any shell, against an AWS emulator: the one that AWS_ENDPOINT_URL names on this machine, else a moto of its own.",
    )
    .argument('[sops...]', 'ids of SOPs')
    .option('--all', 'every SOP that has a set-up', false)
    .option('--record', 'write a record for each that passes', false)
    .option('--root <folder>', 'root of the knowledge base (default: the folder with gait.config.yaml, here or above)')
    .addHelpText(
      'after',
      toHelp({
        examples: [
          ['gait exercise isolate-instance', 'carry its commands out'],
          ['gait exercise isolate-instance --record', 'and write a record when all went well'],
          ['gait exercise --all', 'every SOP with a set-up under test/sops/'],
        ],
        exitCodes: [
          [0, 'everything went as the set-up expects'],
          [1, 'a command failed, or did not print what was expected'],
          [2, 'wrong use, no set-up, no emulator'],
          [4, 'a command that an exercise does not carry out, or a job that a fork started'],
        ],
      }),
    )
    .action(async (sops: string[], flags: ExerciseFlags) => {
      io.exitCode = await exercise(io, sops, flags);
    });
}

async function exercise(io: Io, sops: string[], flags: ExerciseFlags): Promise<number> {
  if (flags.all === sops.length > 0) {
    throw new UsageError(
      'Unexpected arguments, expected ids of SOPs or --all',
      'Name an SOP: `gait exercise isolate-instance`.',
    );
  }
  const root = findRoot(io, flags.root);
  const fork = getForkReason(io.env);
  if (fork !== undefined) {
    io.stderr.write(`Nothing was exercised: ${fork}, and commands of strangers are carried out nowhere.\n`);
    return EXIT.safeguard;
  }
  const { openEmulator } = await import('../automation/exercise/emulator.ts');
  const { listExercises, needsPolicies, readExercise } = await import('../automation/exercise/subject.ts');
  const source = createDiskSource(root);
  const interrupt = new AbortController();
  const onInterrupt = (): void => interrupt.abort();
  for (const signal of SIGNALS) process.once(signal, onInterrupt);
  try {
    const subjects = [];
    for (const id of flags.all ? await listExercises(source) : sops) subjects.push(await readExercise(source, id));
    let worst: number = EXIT.ok;
    for (const subject of subjects) {
      // A new one for each, unless one was named: an SOP finds what its own set-up made and nothing else.
      const emulator = await openEmulator(io.env, { hasPolicies: needsPolicies(subject) });
      try {
        const code = await exerciseOne(io, {
          root,
          source,
          subject,
          emulator,
          signal: interrupt.signal,
          isRecorded: flags.record,
        });
        worst = Math.max(worst, code);
      } finally {
        await emulator.stop();
      }
      if (interrupt.signal.aborted) break;
    }
    return worst;
  } catch (error) {
    throw error instanceof RunError ? new UsageError(error.message, error.hint) : error;
  } finally {
    for (const signal of SIGNALS) process.off(signal, onInterrupt);
  }
}

/** What ends an exercise: the command that runs is killed, and everything temporary is removed. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

type ExerciseInput = Parameters<typeof import('../automation/exercise/exercise.ts').exerciseSop>[0];

async function exerciseOne(
  io: Io,
  options: Pick<ExerciseInput, 'root' | 'source' | 'subject' | 'emulator' | 'signal' | 'isRecorded'>,
): Promise<number> {
  const { exerciseSop } = await import('../automation/exercise/exercise.ts');
  const colours = createColours(io);
  io.stdout.write(`${options.subject.id}\n`);
  try {
    const { status, units, record, networkReason } = await exerciseSop({
      ...options,
      env: io.env,
      now: () => io.now(),
      random: createRandom,
      onUnit: (result) => io.stdout.write(toUnitText(result, colours)),
    });
    if (networkReason !== undefined) io.stderr.write(`No network of its own: ${toVisibleLine(networkReason)}.\n`);
    if (status === 'failed') {
      io.stdout.write(toFailureText(units.at(-1), colours));
      return EXIT.findings;
    }
    io.stdout.write(record === undefined ? 'Passed.\n' : `Passed. Record: ${record}\n`);
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const hint = error.hint === undefined ? '' : `${toVisible(error.hint)}\n`;
    io.stderr.write(`Refused: ${toVisible(error.message)}\n${hint}`);
    return EXIT.safeguard;
  }
}
