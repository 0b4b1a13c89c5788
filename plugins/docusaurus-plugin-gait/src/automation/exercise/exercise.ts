import { join } from 'node:path';
import type { Source } from '../../base/source.ts';
import { createConcealer } from '../conceal.ts';
import { RunError } from '../errors.ts';
import { getCommitOf } from '../git.ts';
import { createRunId, writeRecord } from '../record.ts';
import { toDay, toTimestamp } from '../time.ts';
import type { Emulator } from './emulator.ts';
import { createInterpreter } from './interpreter.ts';
import type { Interpreter } from './interpreter.ts';
import { openNetwork } from './namespace.ts';
import type { Network } from './namespace.ts';
import { createPlace } from './place.ts';
import type { Place } from './place.ts';
import { runProcess } from './process.ts';
import { toExerciseRecord } from './record.ts';
import { Refusal } from './refusal.ts';
import type { ExerciseSubject } from './subject.ts';
import { checkUnits, getUnits, runUnit } from './unit.ts';
import type { UnitResult } from './unit.ts';

/** Longest time of a whole exercise, in milliseconds. */
const LIMIT = 1_800_000;

/** What an exercise needs of the world. */
export interface ExerciseOptions {
  root: string;
  source: Source;
  subject: ExerciseSubject;
  emulator: Pick<Emulator, 'endpoint' | 'name'>;
  env: Readonly<Record<string, string | undefined>>;
  now: () => number;
  random: () => string;
  /** Whether a pass writes a record. */
  isRecorded: boolean;
  signal: AbortSignal;
  onUnit?: (result: UnitResult) => void;
}

/** How an exercise ended. */
export interface ExerciseResult {
  status: 'passed' | 'failed';
  units: UnitResult[];
  /** Why programs ran in the network of this machine; undefined when they had one of their own. */
  networkReason?: string;
  /** Path of the record, relative to the root. */
  record?: string;
}

/**
 * Carries out an SOP's own commands in order, against the emulator. The first that fails ends it.
 * @throws {Refusal} for a command that an exercise does not carry out; of the offending fence's line nothing was started.
 * @throws {RunError} when it cannot begin.
 */
export async function exerciseSop(options: ExerciseOptions): Promise<ExerciseResult> {
  const { root, subject, env, emulator } = options;
  const { allow } = subject.configuration.exercise;
  const units = getUnits(subject.body);
  checkSetUp(subject, allow);
  if (checkUnits(units, allow) === 0) {
    throw new RunError(`Unexpected absence of commands to exercise in \`${subject.path}\`, expected some`);
  }
  const commit = options.isRecorded ? await getCommitOf(root, [subject.path, subject.folder]) : undefined;
  const values = getValues(subject);
  const place = createPlace({ files: join(root, subject.folder), env, allowed: allow, region: values.get('REGION') });
  let network: Network | undefined;
  try {
    network = await openNetwork({ endpoint: emulator.endpoint, folder: place.root, env });
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(LIMIT)]);
    const interpreter = createInterpreter({ place, network, allowed: allow, values, signal });
    const startedAt = toTimestamp(options.now());
    const endedAt = new Map<string, string>();
    const { hide } = createSecrets(subject, values);
    const results: UnitResult[] = [];
    const setUp = getSetUp(subject);
    for (const unit of setUp.fences.length === 0 ? units : [setUp, ...units]) {
      const result = hide(await runUnit(unit, interpreter, subject.exercise.expect[unit.id] ?? []));
      if (unit.id !== SET_UP || result.outcome === 'failed') results.push(result);
      options.onUnit?.(result);
      endedAt.set(unit.id, toTimestamp(options.now()));
      if (result.outcome === 'failed') return { status: 'failed', units: results, networkReason: network.reason };
    }
    const passed: ExerciseResult = { status: 'passed', units: results, networkReason: network.reason };
    if (commit === undefined) return passed;
    const folder = subject.configuration.paths.records;
    const date = toDay(options.now(), subject.configuration.timezone);
    const record = toExerciseRecord(subject, results, {
      id: createRunId({ root, date, folders: [`${folder}/${subject.id}`], random: options.random }),
      commit,
      startedAt,
      finishedAt: toTimestamp(options.now()),
      endedAt,
      mode: await getMode(emulator.name, place, network),
    });
    return { ...passed, record: writeRecord(root, folder, record) };
  } finally {
    await network?.close();
    await place.remove();
  }
}

/** Id of what is made before the SOP begins. No step has it, since ids are of lower-case words. */
const SET_UP = 'Set-up';

function getSetUp({ exercise }: ExerciseSubject): Parameters<typeof runUnit>[0] {
  const start = { line: 1, column: 1, offset: 0 };
  const fence = { language: 'bash', info: {}, code: exercise.setup, place: { start, end: start }, codeStart: start };
  return { id: SET_UP, title: 'Set-up', fences: exercise.setup.trim() === '' ? [] : [fence], isStep: false };
}

function checkSetUp(subject: ExerciseSubject, allow: Parameters<typeof checkUnits>[1]): void {
  try {
    checkUnits([getSetUp(subject)], allow);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(`${subject.folder}/exercise.yaml: ${error.message}`, error.hint);
  }
}

/** Examples of the SOP's variables, and what the set-up says in their place. */
function getValues({ variables, exercise }: ExerciseSubject): Map<string, string> {
  const examples = variables.flatMap(({ name, example }) => (example === undefined ? [] : [[name, example] as const]));
  return new Map([...examples, ...Object.entries(exercise.variables)]);
}

/** Blots out the values of secret variables, as they are when something is shown. */
function createSecrets(
  { variables }: ExerciseSubject,
  values: Interpreter['values'],
): { hide: (result: UnitResult) => UnitResult } {
  const concealer = createConcealer();
  return {
    hide: (result) => {
      for (const { name, secret } of variables) if (secret) concealer.conceal(values.get(name) ?? '');
      return concealer.hide(result);
    },
  };
}

/** What it was exercised with. @throws {RunError} when a program does not tell its version. */
async function getMode(emulator: string, place: Place, network: Network): Promise<string> {
  const versions = await Promise.all(
    Object.values(place.programs).map(async (program) => {
      const argv = [...network.prefix, program, '--version'];
      const { stdout, stderr } = await runProcess({ argv, cwd: place.folder, env: place.env, milliseconds: 60_000 });
      const version = /^[\w.+/-]+/u.exec(stdout.trim() || stderr.trim())?.[0];
      if (version === undefined)
        throw new RunError(`Unexpected answer of \`${program} --version\`, expected a version`);
      return version;
    }),
  );
  const where = network.reason === undefined ? 'a network that holds only the emulator' : "this machine's network";
  return [emulator, ...versions, where].join('; ');
}
