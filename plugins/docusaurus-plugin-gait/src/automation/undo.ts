import { applyActions } from './apply.ts';
import type { Action, AppliedAction, Plan } from './contract.ts';
import { RunError } from './errors.ts';
import { createJournal, getUndoable, readJournal, writeChange } from './journal.ts';
import type { JournalEntry } from './journal.ts';
import { withOpenRun } from './open.ts';
import type { OpenRun } from './open.ts';
import { createResult } from './options.ts';
import type { PlanView, RunOptions, RunResult } from './options.ts';
import { prepareRun } from './prepare.ts';
import { withJournal } from './run.ts';
import { showPlan } from './show-plan.ts';
import { stopRun } from './stop.ts';

type Entry<Event extends JournalEntry['event']> = Extract<JournalEntry, { event: Event }>;

/** The `undo` of an automation that has one. */
type Undo = (run: OpenRun, action: AppliedAction<unknown>) => Promise<void>;

/**
 * Takes back what a run did, last action first, from its journal. Actions that were taken back already, or that failed before they changed
 * anything, are left out. Without `isApply` it only shows them. It writes a journal of its own and no record: a rollback is not the SOP's
 * procedure. It keeps to the safeguard, and asks for no approval: a way back must not wait.
 * @throws {RunError} when the run, its account or its region are not the ones at hand, or the automation has no way back.
 */
export async function undoRun(options: RunOptions, undone: string): Promise<RunResult> {
  const entries = readJournal(options.root, undone);
  const started = getStart(entries, options.name, undone);
  const inputs = Object.fromEntries(
    Object.entries(started.inputs).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const preparation = await prepareRun({ ...options, inputs, region: started.region }, { isOnRecord: false });
  const { automation } = preparation;
  if (automation.undo === undefined)
    throw new RunError(`Unexpected undo of \`${options.name}\`, expected an automation that has one`);
  const undo: Undo = async ({ session }, action) => automation.undo?.(session.createContext('undo', action.id), action);
  return withOpenRun(options, preparation, async (run) => {
    checkSamePlace(started, run);
    const view = showPlan(run, { plan: toPlan(entries), hash: undone, isUndo: true });
    if (view.plan.actions.length === 0) return createResult('nothing-to-do');
    if (run.journal === undefined) return createResult('would-change');
    return withJournal(run, started.inputs, undone, () => takeBack(run, view, { undone, entries, undo }));
  });
}

function getStart(entries: readonly JournalEntry[], name: string, undone: string): Entry<'started'> {
  const started = entries.find((entry): entry is Entry<'started'> => entry.event === 'started');
  if (started?.automation !== name) {
    throw new RunError(`Unexpected run \`${undone}\`, expected one of \`${name}\``);
  }
  if (started.undoes !== undefined) {
    throw new RunError(
      `Unexpected run \`${undone}\`, expected one that did something: it took \`${started.undoes}\` back`,
    );
  }
  return started;
}

async function takeBack(
  run: OpenRun,
  view: PlanView,
  { undone, entries, undo }: { undone: string; entries: JournalEntry[]; undo: Undo },
): Promise<RunResult> {
  const { options, preparation, journal, id, signal } = run;
  const { hide } = preparation.concealer;
  if (view.verdict.refusal !== undefined) return stopRun(run, view, { reason: view.verdict.refusal, wakes: true });
  if (!(await options.reporter.confirm(view))) return createResult('declined');
  const original = createJournal({ ...options, run: undone, hide });
  const applied = new Map(getUndoable(entries).map((action) => [action.id, action]));
  const results = await applyActions<Action<unknown>>({
    actions: view.plan.actions,
    carryOut: (action) => undo(run, applied.get(action.id) ?? { ...action, result: null }),
    // One after the other, in reverse: a later action may rest on an earlier one.
    limits: { concurrency: 1, max_errors: 0 },
    signal,
    onChange: (result) => {
      if (journal) writeChange(journal, result);
      if (result.state === 'done') original.write({ event: 'undone', id: result.action.id, by: id });
      options.reporter.onAction(hide(result));
    },
  });
  const isDone = results.every(({ state }) => state === 'done');
  return createResult(isDone ? 'done' : signal.aborted ? 'interrupted' : 'failed', { results });
}

function toPlan(entries: readonly JournalEntry[]): Plan<unknown> {
  const planned = entries.find((entry): entry is Entry<'planned'> => entry.event === 'planned');
  const actions = getUndoable(entries).map(({ result: _result, undo, ...action }) => ({
    ...action,
    what: `Take back: ${action.what}`,
    before: action.after,
    after: action.before,
    why: undo ?? 'It was done by the run that is taken back',
  }));
  return { examined: planned?.examined ?? actions.length, actions, findings: [] };
}

function checkSamePlace(started: Entry<'started'>, { session, preparation }: OpenRun): void {
  const now = { ...session, environment: preparation.target.environment };
  for (const key of ['account', 'region', 'environment'] as const) {
    if (now[key] !== undefined && started[key] !== now[key]) {
      throw new RunError(`Unexpected ${key} \`${now[key]}\`, expected \`${started[key]}\` where the run took place`);
    }
  }
}
