import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import type { PHASES } from '../model/schema/manifest.ts';
import { GaitRecord } from '../model/schema/record.ts';
import type { ActionResult } from './apply.ts';
import type { Action, Finding, Plan } from './contract.ts';
import { RUNS_FOLDER } from './journal.ts';
import type { SubjectSop } from './subject.ts';

type Phase = (typeof PHASES)[number];
type StepOutcome = GaitRecord['steps'][number];

/** What became of a run that was applied. `problems` is undefined when it was not verified. */
export interface Execution {
  plan: Plan<unknown>;
  results: ActionResult<Action<unknown>>[];
  problems: Finding[] | undefined;
  isInterrupted: boolean;
  /** When each phase ended, RFC 3339. */
  endedAt: Partial<Record<'plan' | 'apply' | 'verify', string>>;
  /** Files that were kept beside the journal. */
  evidence: { name: string; sha256: string }[];
}

/** What only the runtime knows about a run. */
export interface RecordFacts {
  id: string;
  commit: string;
  automation: string;
  startedAt: string;
  finishedAt: string;
  environment: string;
  mode: string;
  approvals: GaitRecord['approvals'];
  account: string;
  region: string;
}

/** The outcome of a run. A problem that the plan had left to a person is a deviation; any other one is a failure. */
export function getOutcome({ plan, results, problems, isInterrupted }: Execution): GaitRecord['outcome'] {
  if (isInterrupted) return 'abandoned';
  if (problems === undefined || results.some(({ state }) => state !== 'done')) return 'failed';
  const known = new Set(plan.findings.map(({ id }) => id));
  if (problems.some(({ id }) => !known.has(id))) return 'failed';
  return problems.length === 0 ? 'completed' : 'deviated';
}

/** Makes the record of one SOP that a run carried out, with an outcome for each of its steps by parity. */
export function toRecord(sop: SubjectSop, execution: Execution, facts: RecordFacts): GaitRecord {
  const { plan, results } = execution;
  const done = results.filter(({ state }) => state === 'done').length;
  return GaitRecord.parse({
    schema: 1,
    id: facts.id,
    sop: sop.id,
    fingerprint: sop.fingerprint,
    commit: facts.commit,
    performer: { automation: facts.automation },
    started_at: facts.startedAt,
    finished_at: facts.finishedAt,
    environment: facts.environment,
    outcome: getOutcome(execution),
    steps: sop.steps.map(({ id }) => toStep(id, sop.parity[id] ?? 'manual', execution)),
    approvals: facts.approvals,
    mode: facts.mode,
    notes: [
      `Account ${facts.account}, region ${facts.region}.`,
      `Examined ${plan.examined}, did ${done} of ${results.length} actions, left ${plan.findings.length} findings to people.`,
      ...execution.evidence.map(({ name, sha256 }) => `Kept ${name} (SHA-256 ${sha256}) where it ran.`),
    ].join(' '),
  });
}

function toStep(id: string, phase: Phase, execution: Execution): StepOutcome {
  const { outcome, note } = getPhaseOutcome(phase, execution);
  const at = phase === 'plan' || phase === 'apply' || phase === 'verify' ? execution.endedAt[phase] : undefined;
  const words = execution.plan.notes?.[id] ?? note;
  return { id, outcome, ...(at && outcome !== 'skipped' && { at }), ...(words && { note: words }) };
}

function getPhaseOutcome(phase: Phase, execution: Execution): Pick<StepOutcome, 'outcome' | 'note'> {
  const { results, problems, isInterrupted } = execution;
  if (phase === 'plan') return { outcome: 'done' };
  if (phase === 'verify') {
    if (problems === undefined) return { outcome: 'skipped', note: 'Not reached.' };
    if (problems.length === 0) return { outcome: 'done' };
    return { outcome: 'failed', note: `${problems.length} still not as asked.` };
  }
  if (phase === 'apply') {
    const count = (state: string): number => results.filter((one) => one.state === state).length;
    if (isInterrupted || count('failed') > 0) {
      return {
        outcome: 'failed',
        note: `${count('done')} done, ${count('failed')} failed, ${count('open')} not begun.`,
      };
    }
    if (results.length > 0) return { outcome: 'done', note: `${results.length} done.` };
    return execution.evidence.length > 0 ? { outcome: 'done' } : { outcome: 'skipped', note: 'Nothing to do.' };
  }
  return { outcome: 'skipped', note: phase === 'undo' ? 'Only to take it back.' : 'Left to a person.' };
}

/** A record as it stands in its file: the schema's order, empty lists left out, single quotes where quotes are needed. */
export function toRecordText(record: GaitRecord): string {
  const entries = Object.entries(record).filter(
    ([, value]) => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0),
  );
  return stringify(Object.fromEntries(entries), { singleQuote: true, lineWidth: 0, aliasDuplicateObjects: false });
}

/** Writes a record and answers its path relative to the root. Never over another one: records are only added. */
export function writeRecord(root: string, folder: string, record: GaitRecord): string {
  const path = `${folder}/${record.sop}/${record.id}.yaml`;
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), toRecordText(record), { flag: 'wx' });
  return path;
}

/** Makes an id that no run and no record has: the day it began and six characters. */
export function createRunId(options: { root: string; date: string; folders: string[]; random: () => string }): string {
  for (;;) {
    const id = `${options.date}-${options.random()}`;
    const paths = [join(RUNS_FOLDER, id), ...options.folders.map((folder) => join(folder, `${id}.yaml`))];
    if (!paths.some((path) => existsSync(join(options.root, path)))) return id;
  }
}
