import type { Step } from './body.ts';
import type { GaitRecord } from './schema/record.ts';
import type { Variable } from './schema/variable.ts';
import type { Walk } from './schema/walk.ts';

/** A record that is being written: what is known of it so far. */
export type RecordDraft = Partial<Omit<GaitRecord, 'schema' | 'id' | 'sop'>>;

/** What a walk says of the record that it becomes. Values of variables are not copied: a record says what was done, not with what. */
export function toDraft(walk: Walk): RecordDraft {
  return {
    fingerprint: walk.fingerprint,
    ...(walk.commit !== null && { commit: walk.commit }),
    started_at: walk.started_at,
    finished_at: walk.finished_at,
    environment: walk.environment,
    outcome: walk.state === 'abandoned' ? 'abandoned' : getOutcome(walk.steps),
    steps: walk.steps,
    approvals: walk.approvals.map(({ role, by }) => ({ role, by })),
    notes: walk.notes,
  };
}

/** The outcome that the outcomes of steps amount to: a failed step is a failure, a skipped one a deviation. */
export function getOutcome(steps: readonly Pick<GaitRecord['steps'][number], 'outcome'>[]): GaitRecord['outcome'] {
  if (steps.some(({ outcome }) => outcome === 'failed')) return 'failed';
  return steps.some(({ outcome }) => outcome === 'skipped') ? 'deviated' : 'completed';
}

/** Why a record does not fit the text that was followed, in the house's grammar, each with what to do. */
export function getDraftProblems(draft: RecordDraft, steps: readonly Step[]): { message: string; hint: string }[] {
  const named = draft.steps ?? [];
  const known = new Set(steps.map(({ id }) => id));
  const problems = named
    .filter(({ id }, index) => !known.has(id) || named.findIndex((one) => one.id === id) !== index)
    .map(({ id }) => ({
      message: known.has(id)
        ? `Unexpected second outcome of the step \`${id}\`, expected one`
        : `Unexpected step \`${id}\`, expected one of the text that was followed: ${[...known].join(', ')}`,
      hint: 'Name each step once, by its id.',
    }));
  const performer = draft.performer && 'person' in draft.performer ? draft.performer.person : undefined;
  const approvals = draft.approvals ?? [];
  if (performer !== undefined && approvals.some(({ by }) => by === performer)) {
    problems.push({
      message: `Unexpected approval by ${performer} who carried it out, expected one by somebody else`,
      hint: 'Name who approved.',
    });
  }
  if (draft.outcome !== 'completed') return problems;
  const outcomes = new Map(named.map((step) => [step.id, step.outcome]));
  for (const { id, gates } of steps) {
    const outcome = outcomes.get(id);
    if (outcome === undefined || outcome === 'failed') {
      problems.push({
        message: `Unexpected outcome \`completed\` with the step \`${id}\` ${outcome ?? 'left out'}, expected it done or skipped`,
        hint: 'Say how each step ended, with --step or --done, or record another outcome.',
      });
    }
    const role = gates.find(
      (gate) => gate.kind === 'approval' && !approvals.some((one) => one.role === (gate.role ?? one.role)),
    );
    if (role && outcome === 'done') {
      const name = role.kind === 'approval' ? (role.role ?? 'approver') : '';
      problems.push({
        message: `Unexpected outcome \`completed\` without the approval by \`${name}\` that the step \`${id}\` asks for, expected it`,
        hint: `Say who approved, --approval ${name}=@handle, or record the outcome \`deviated\`.`,
      });
    }
  }
  return problems;
}

/**
 * Names of secret variables whose values a record would give away: those that a walk carries, and those whose value stands in the
 * record's text. Values of three characters or fewer say nothing by themselves.
 */
export function getLeakedVariables(input: {
  variables: readonly Pick<Variable, 'name' | 'secret'>[];
  /** Values by name, from wherever they are known. */
  values: Readonly<Record<string, string | undefined>>;
  /** Names that a walk's file gives values for. */
  carried: readonly string[];
  text: string;
}): string[] {
  return input.variables
    .filter(({ name, secret }) => {
      const value = Object.hasOwn(input.values, name) ? input.values[name] : undefined;
      const isShown = value !== undefined && value.length > 3 && input.text.includes(value);
      return secret && (input.carried.includes(name) || isShown);
    })
    .map(({ name }) => name);
}
