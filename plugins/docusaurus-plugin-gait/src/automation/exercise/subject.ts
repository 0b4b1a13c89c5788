import { join } from 'node:path';
import { loadConfiguration } from '../../base/load.ts';
import type { Source } from '../../base/source.ts';
import type { SopBody } from '../../model/body.ts';
import type { Configuration } from '../../model/schema/configuration.ts';
import { Exercise } from '../../model/schema/exercise.ts';
import type { Variable } from '../../model/schema/variable.ts';
import { readGaitFile, readWholeYaml } from '../../read/file.ts';
import { RunError } from '../errors.ts';

/** An SOP and how it is exercised. Paths are relative to the root. */
export interface ExerciseSubject {
  id: string;
  path: string;
  fingerprint: string;
  body: SopBody;
  variables: Variable[];
  configuration: Configuration;
  exercise: Exercise;
  /** Folder of the set-up. */
  folder: string;
}

/** Whether an SOP, or its set-up, works with policies that AWS made. */
export function needsPolicies({ body, exercise }: Pick<ExerciseSubject, 'body' | 'exercise'>): boolean {
  return [exercise.setup, ...body.fences.map(({ code }) => code)].some((code) => code.includes(':iam::aws:policy/'));
}

/** Ids of the SOPs that have a set-up, sorted. */
export async function listExercises(source: Source): Promise<string[]> {
  const { configuration } = await loadConfiguration(source);
  const folder = configuration.paths.exercises;
  const paths = (await source.list([folder])).map(({ path }) => path.slice(folder.length + 1));
  return paths.flatMap((path) => /^([a-z0-9-]+)\/exercise\.yaml$/u.exec(path)?.[1] ?? []).sort();
}

/** Reads an SOP and its set-up. @throws {RunError} when one of them is missing or has an error. */
export async function readExercise(source: Source, id: string): Promise<ExerciseSubject> {
  const { configuration } = await loadConfiguration(source);
  const { sops, exercises } = configuration.paths;
  const paths = (await source.list([sops])).map(({ path }) => path);
  const path = paths.find((one) => one.endsWith(`/${id}.md`));
  if (path === undefined) {
    throw new RunError(`Unexpected SOP \`${id}\`, expected the id of one that exists`, `They lie under ${sops}/.`);
  }
  const file = readGaitFile({ kind: 'sop', path, bytes: await source.read(path), configuration });
  if (file.kind !== 'sop' || !file.frontMatter.isValid || !file.body || file.fingerprint === undefined) {
    throw new RunError(
      `Unexpected errors in \`${path}\`, expected none in an SOP that is exercised`,
      'Run `gait validate`.',
    );
  }
  const folder = join(exercises, id);
  const setup = `${folder}/exercise.yaml`;
  if (!(await source.list([folder])).some((one) => one.path === setup && one.kind === 'file')) {
    throw new RunError(
      `Unexpected absence of \`${setup}\`, expected the set-up of the exercise`,
      'Write it: see "Exercise an SOP" in the guide.',
    );
  }
  const { fingerprint, body, frontMatter } = file;
  const exercise = toExercise(await source.read(setup), setup);
  const ids = new Set([...body.steps.map((step) => step.id), 'verification', 'rollback']);
  const unknown = Object.keys(exercise.expect).find((one) => !ids.has(one));
  if (unknown !== undefined) {
    throw new RunError(
      `Unexpected \`${unknown}\` under \`expect\` in \`${setup}\`, expected the id of a step, \`verification\` or \`rollback\``,
    );
  }
  return { id, path, fingerprint, body, variables: frontMatter.data.variables ?? [], configuration, exercise, folder };
}

/** @throws {RunError} with the first thing that is wrong. */
function toExercise(bytes: Uint8Array, path: string): Exercise {
  const { data, isValid, syntax, issues } = readWholeYaml(bytes, Exercise);
  if (isValid) return data as Exercise;
  const [problem] = [...syntax, ...issues];
  const line = problem?.place === undefined ? '' : `:${problem.place.start.line}`;
  throw new RunError(`${path}${line}: ${problem?.message ?? 'Unexpected text, expected a set-up'}`, problem?.hint);
}
