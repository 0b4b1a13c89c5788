import { GaitRecord } from '../../model/schema/record.ts';
import { EMULATOR } from '../../model/policy.ts';
import type { ExerciseSubject } from './subject.ts';
import type { UnitResult } from './unit.ts';

/** What an exercise that passed knows about itself. */
export interface ExerciseFacts {
  id: string;
  commit: string;
  startedAt: string;
  finishedAt: string;
  /** By step id: when it ended. */
  endedAt: ReadonlyMap<string, string>;
  /** Emulator, versions of the programs, and the network they ran in. */
  mode: string;
}

/** Makes the record of an exercise that passed. */
export function toExerciseRecord(
  { id, fingerprint }: Pick<ExerciseSubject, 'id' | 'fingerprint'>,
  results: readonly UnitResult[],
  facts: ExerciseFacts,
): GaitRecord {
  const others = results.filter(({ isStep, outcome }) => !isStep && outcome === 'done').map(({ title }) => title);
  const calls = results.reduce((sum, one) => sum + one.calls, 0);
  return GaitRecord.parse({
    schema: 1,
    id: facts.id,
    sop: id,
    fingerprint,
    commit: facts.commit,
    performer: { exercise: 'gait' },
    started_at: facts.startedAt,
    finished_at: facts.finishedAt,
    environment: EMULATOR,
    outcome: 'completed',
    steps: results
      .filter(({ isStep }) => isStep)
      .map(({ id: step, outcome, note }) => {
        const at = outcome === 'done' ? facts.endedAt.get(step) : undefined;
        return { id: step, outcome, ...(at && { at }), ...(note && { note: toSentence(note) }) };
      }),
    mode: facts.mode,
    notes: `Started ${calls} programs${others.length === 0 ? '' : `, those of ${others.join(' and ')} included`}. Stops, approvals and waits are for people, and were passed over.`,
  });
}

function toSentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/u.test(text) ? '' : '.'}`;
}
