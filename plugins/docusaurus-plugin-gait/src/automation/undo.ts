import { applyActions } from './apply.ts';
import type { Plan } from './contract.ts';
import { RunError } from './errors.ts';
import { createJournal, getUndoable, readJournal, writeChange } from './journal.ts';
import type { JournalEntry } from './journal.ts';
import { createResult, prepareRun } from './prepare.ts';
import type { RunOptions, RunResult } from './prepare.ts';
import { createRunId } from './record.ts';
import { checkSafeguards } from './safeguards.ts';
import { openSession } from './session.ts';
import type { Identity } from './session.ts';
import { toDay } from './time.ts';

type Entry<Event extends JournalEntry['event']> = Extract<JournalEntry, { event: Event }>;

/**
 * Takes back what a run did, last action first, from its journal. Actions that were taken back already, or that had failed, are left out.
 * Without `isApply` it only shows them. It writes a journal of its own and no record: a rollback is not the SOP's procedure.
 * @throws {RunError} when the run, its account or its region are not the ones at hand, or the automation has no way back.
 */
export async function undoRun(options: RunOptions, undone: string): Promise<RunResult> {
  const entries = readJournal(options.root, undone);
  const started = entries.find((entry): entry is Entry<'started'> => entry.event === 'started');
  if (started?.automation !== options.name) {
    throw new RunError(`Unexpected run \`${undone}\`, expected one of \`${options.name}\``);
  }
  if (started.undoes !== undefined) {
    throw new RunError(
      `Unexpected run \`${undone}\`, expected one that did something: it took \`${started.undoes}\` back`,
    );
  }
  const inputs = Object.fromEntries(
    Object.entries(started.inputs).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const preparation = await prepareRun({ ...options, inputs, region: started.region }, { isOnRecord: false });
  const { subject, automation, target } = preparation;
  const { undo } = automation;
  if (undo === undefined)
    throw new RunError(`Unexpected undo of \`${options.name}\`, expected an automation that has one`);
  const run = createRunId({ ...options, date: toDay(options.now(), subject.configuration.timezone), folders: [] });
  const journal = options.isApply ? createJournal({ root: options.root, run, now: options.now }) : undefined;
  const session = await openSession({
    manifest: subject.manifest,
    connection: target.connection,
    inputs: preparation.inputs,
    exceptions: [],
    now: new Date(options.now()),
    signal: options.signal,
    wait: options.wait,
    onLog: options.reporter.onLog,
    onCall: (phase, { service, operation, actions }) =>
      journal?.write({ event: 'call', phase, command: `${service}.${operation}`, actions }),
  });
  try {
    checkSamePlace(started, { ...session, environment: target.environment });
    const plan = toPlan(entries);
    const verdict = checkSafeguards(subject.manifest.safeguards, plan);
    const { account, caller, region } = session;
    const { environment } = target;
    const view = { manifest: subject.manifest, account, caller, region, environment, plan, verdict, isUndo: true };
    options.reporter.onPlan(view);
    if (plan.actions.length === 0) return createResult('nothing-to-do');
    if (journal === undefined) return createResult('would-change');
    const { at: _at, ...facts } = started;
    journal.write({ ...facts, run, caller, undoes: undone });
    if (verdict.refusal !== undefined) {
      return createResult('stopped', { stop: { reason: verdict.refusal, woken: [], wakes: false } });
    }
    if (!(await options.reporter.confirm(view))) return createResult('declined');
    const original = createJournal({ root: options.root, run: undone, now: options.now });
    const context = session.createContext('undo');
    const results = await applyActions({
      actions: plan.actions,
      carryOut: (action) => undo(context, action),
      // One after the other, in reverse: a later action may rest on an earlier one.
      limits: { concurrency: 1, max_errors: 0 },
      signal: options.signal,
      onChange: (result) => {
        writeChange(journal, result);
        if (result.state === 'done') original.write({ event: 'undone', id: result.action.id, by: run });
        options.reporter.onAction(result);
      },
    });
    const isDone = results.every(({ state }) => state === 'done');
    const status = isDone ? 'done' : options.signal.aborted ? 'interrupted' : 'failed';
    journal.write({ event: 'ended', status, records: [] });
    return createResult(status, { results, journal: journal.folder, run });
  } finally {
    await session.close();
  }
}

function toPlan(entries: readonly JournalEntry[]): Plan<unknown> {
  const planned = entries.find((entry): entry is Entry<'planned'> => entry.event === 'planned');
  const actions = getUndoable(entries).map((action) => ({
    ...action,
    before: action.after,
    after: action.before,
    why: action.undo ?? 'Takes the action back',
  }));
  return { examined: planned?.examined ?? actions.length, actions, findings: [] };
}

function checkSamePlace(started: Entry<'started'>, now: Identity & { environment?: string }): void {
  for (const key of ['account', 'region', 'environment'] as const) {
    if (now[key] !== undefined && started[key] !== now[key]) {
      throw new RunError(`Unexpected ${key} \`${now[key]}\`, expected \`${started[key]}\` where the run took place`);
    }
  }
}
