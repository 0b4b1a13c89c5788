import type { Fence } from '../../model/body.ts';
import { getExerciseMark, getFenceTimeout, isCommandFence } from '../../model/exercise-mark.ts';
import { findMissingLine } from './expect.ts';
import { checkScript } from './interpreter.ts';
import type { FenceResult, Interpreter } from './interpreter.ts';
import type { ProgramName } from './programs/index.ts';
import { Refusal } from './refusal.ts';

/** A part of an SOP whose commands are carried out together: a step, Verification, or Rollback. */
export interface Unit {
  id: string;
  title: string;
  fences: Fence[];
  isStep: boolean;
}

/** What became of a unit. */
export interface UnitResult {
  id: string;
  title: string;
  isStep: boolean;
  outcome: 'done' | 'skipped' | 'failed';
  /** How many programs were started. */
  calls: number;
  note?: string;
  failure?: FenceResult['failure'];
}

/** Units of an SOP in the order of its page. */
export function getUnits(body: { steps: Pick<Unit, 'id' | 'title' | 'fences'>[]; fences: Fence[] }): Unit[] {
  const ofSection = (section: 'verification' | 'rollback', title: string): Unit => ({
    id: section,
    title,
    fences: body.fences.filter((fence) => fence.section === section),
    isStep: false,
  });
  return [
    ...body.steps.map(({ id, title, fences }) => ({ id, title, fences, isStep: true })),
    ofSection('verification', 'Verification'),
    ofSection('rollback', 'Rollback'),
  ].map((unit) => ({ ...unit, fences: unit.fences.filter(isCommandFence) }));
}

/**
 * Holds every fence against the rules that need no values, so that nothing is started of an SOP that cannot be exercised wholly. Answers how
 * many fences there are to carry out.
 * @throws {Refusal} that names the place.
 */
export function checkUnits(units: readonly Unit[], allowed: readonly ProgramName[]): number {
  let count = 0;
  for (const { title, fences } of units) {
    for (const fence of fences) {
      const mark = getExerciseMark(fence);
      const refuse = (error: unknown): never => {
        if (!(error instanceof Refusal)) throw error;
        throw new Refusal(`${title}, line ${fence.place.start.line}: ${error.message}`, error.hint);
      };
      try {
        if (mark === undefined) {
          throw new Refusal(
            `Unexpected \`exercise="${fence.info.exercise}"\`, expected \`no: …\` with a reason or \`fails: …\` with a text`,
          );
        }
        if (mark.kind === 'no') continue;
        const statements = checkScript(fence.code, allowed);
        if (mark.kind === 'fails' && statements.length !== 1) {
          throw new Refusal('Unexpected number of commands in a fence that is to fail, expected one');
        }
        count += 1;
      } catch (error) {
        refuse(error);
      }
    }
  }
  return count;
}

/** Carries out the fences of a unit, and looks for what they must print. */
export async function runUnit(unit: Unit, interpreter: Interpreter, expected: readonly string[]): Promise<UnitResult> {
  const { id, title, isStep } = unit;
  const reasons: string[] = [];
  let [stdout, calls, ran] = ['', 0, 0];
  const toFailure = (failure: FenceResult['failure']): UnitResult => ({
    ...{ id, title, isStep, calls, failure },
    outcome: 'failed',
    note: failure?.reason,
  });
  for (const fence of unit.fences) {
    const mark = getExerciseMark(fence);
    if (mark?.kind === 'no') {
      reasons.push(mark.reason);
      continue;
    }
    const result = await interpreter.run(fence.code, { milliseconds: getFenceTimeout(fence) });
    calls += result.calls;
    ran += 1;
    stdout += result.stdout;
    if (mark?.kind === 'fails') {
      if (!result.failure?.output.includes(mark.text)) {
        const output = result.failure?.output ?? result.stdout;
        return toFailure({ command: fence.code, reason: `it did not fail with \`${mark.text}\``, output });
      }
    } else if (result.failure) return toFailure(result.failure);
  }
  const missing = findMissingLine(stdout, expected, interpreter.values);
  if (missing !== undefined) {
    return toFailure({ command: '', reason: `no line of its output is \`${missing}\``, output: stdout.trim() });
  }
  if (ran === 0) return { id, title, isStep, outcome: 'skipped', calls, note: reasons[0] ?? 'left to a person' };
  const note = reasons.length > 0 ? `not all: ${reasons.join('; ')}` : undefined;
  return { id, title, isStep, outcome: 'done', calls, note };
}
