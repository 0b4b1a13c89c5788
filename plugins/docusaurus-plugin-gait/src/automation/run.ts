import { createHash } from 'node:crypto';
import { applyActions } from './apply.ts';
import type { Plan } from './contract.ts';
import { getErrorText } from './errors.ts';
import { createJournal, writeChange } from './journal.ts';
import type { Journal } from './journal.ts';
import { checkPlan } from './module.ts';
import { confirmAccount, createResult, prepareRun } from './prepare.ts';
import type { PlanView, Preparation, RunOptions, RunResult } from './prepare.ts';
import { createRunId, getOutcome, toRecord, writeRecord } from './record.ts';
import type { Execution } from './record.ts';
import { checkSafeguards } from './safeguards.ts';
import { openSession } from './session.ts';
import type { Session } from './session.ts';
import { toDay, toTimestamp } from './time.ts';
import { wakePeople } from './wake.ts';

/**
 * Runs an automation: plan, safeguards, apply, verify, journal and record. Without `isApply` it stops after the plan and leaves nothing
 * behind. A run that touched nothing because it was stopped or failed while planning leaves a journal and no record: the SOP was not
 * carried out.
 * @throws {RunError} when it cannot begin.
 */
export async function runAutomation(options: RunOptions): Promise<RunResult> {
  const preparation = await prepareRun(options, { isOnRecord: options.isApply });
  const { subject, inputs, target } = preparation;
  let journal: Journal | undefined;
  const session = await openSession({
    manifest: subject.manifest,
    connection: target.connection,
    inputs,
    exceptions: getInForce(preparation, options.now()),
    now: new Date(options.now()),
    signal: options.signal,
    wait: options.wait,
    onLog: (message) => {
      journal?.write({ event: 'log', message });
      options.reporter.onLog(message);
    },
    onCall: (phase, { service, operation, actions, isRefused }) =>
      journal?.write({
        event: 'call',
        phase,
        command: `${service}.${operation}`,
        actions,
        ...(isRefused && { refused: true }),
      }),
  });
  try {
    confirmAccount(options, preparation, session.account);
    if (!options.isApply) return await planOnly(options, preparation, session);
    const run = createRunId({
      ...options,
      date: toDay(options.now(), subject.configuration.timezone),
      folders: getRecordFolders(preparation),
    });
    journal = createJournal({ root: options.root, run, now: options.now });
    const { account, caller, region } = session;
    const environment = target.environment ?? '';
    journal.write({ event: 'started', run, automation: options.name, account, caller, region, environment, inputs });
    const result = await carryOut({ options, preparation, session, journal, run });
    journal.write({
      event: 'ended',
      status: result.status,
      records: result.records,
      ...(result.error && { error: result.error }),
    });
    return { ...result, journal: journal.folder, run };
  } finally {
    await session.close();
  }
}

async function planOnly(options: RunOptions, preparation: Preparation, session: Session): Promise<RunResult> {
  try {
    const { plan } = await makePlan(options, preparation, session);
    const isWork = plan.actions.length > 0 || plan.findings.length > 0 || plan.stop !== undefined;
    return createResult(isWork ? 'would-change' : 'nothing-to-do');
  } catch (error) {
    return createResult(options.signal.aborted ? 'interrupted' : 'failed', { error: getErrorText(error) });
  }
}

async function makePlan(options: RunOptions, preparation: Preparation, session: Session): Promise<PlanView> {
  const { automation, subject, target } = preparation;
  const plan = checkPlan(await automation.plan(session.createContext('plan')));
  const { account, caller, region } = session;
  const verdict = checkSafeguards(subject.manifest.safeguards, plan);
  const { environment } = target;
  const view = { manifest: subject.manifest, account, caller, region, environment, plan, verdict, isUndo: false };
  options.reporter.onPlan(view);
  return view;
}

/** An apply that has begun. */
interface Run {
  options: RunOptions;
  preparation: Preparation;
  session: Session;
  journal: Journal;
  run: string;
}

async function carryOut(run: Run): Promise<RunResult> {
  const { options, preparation, session, journal } = run;
  const startedAt = toTimestamp(options.now());
  let view: PlanView;
  try {
    view = await makePlan(options, preparation, session);
  } catch (error) {
    return createResult(options.signal.aborted ? 'interrupted' : 'failed', { error: getErrorText(error) });
  }
  const { plan, verdict } = view;
  const { affected, limit, refusal } = verdict;
  const counts = { examined: plan.examined, actions: plan.actions.length, findings: plan.findings.length };
  journal.write({ event: 'planned', ...counts, affected, limit });
  if (refusal !== undefined) return stop(run, view, refusal);
  if (plan.actions.length > 0 && !(await options.reporter.confirm(view))) return createResult('declined');
  if (options.signal.aborted) return createResult('interrupted');
  const endedAt: Execution['endedAt'] = { plan: toTimestamp(options.now()) };
  const evidence = keepEvidence(journal, plan);
  const context = session.createContext('apply');
  const results = await applyActions({
    actions: plan.actions,
    carryOut: (action) => preparation.automation.apply(context, action),
    limits: view.manifest.safeguards,
    signal: options.signal,
    onChange: (result) => {
      writeChange(journal, result);
      options.reporter.onAction(result);
    },
  });
  endedAt.apply = toTimestamp(options.now());
  const verified = await verify(run, plan);
  endedAt.verify = toTimestamp(options.now());
  const isInterrupted = options.signal.aborted;
  const execution: Execution = { plan, results, problems: verified.problems, isInterrupted, endedAt, evidence };
  const records = writeRecords(run, execution, startedAt);
  const { error, problems = [] } = verified;
  return createResult(getStatus(execution), {
    results,
    problems,
    records,
    findings: plan.findings,
    ...(error && { error }),
  });
}

async function stop({ options, journal }: Run, view: PlanView, reason: string): Promise<RunResult> {
  const { safeguards, name } = view.manifest;
  const where = `account ${view.account}, region ${view.region}, ${view.environment ?? 'unknown environment'}`;
  const woken = await wakePeople(
    safeguards,
    options.channels,
    `${name} stopped and touched nothing (${where}): ${reason}`,
  );
  journal.write({ event: 'stopped', reason, woken });
  return createResult('stopped', {
    stop: { reason, hint: view.plan.stop?.hint, woken, wakes: safeguards.on_exceed === 'wake' },
  });
}

function keepEvidence(journal: Journal, plan: Plan<unknown>): Execution['evidence'] {
  return (plan.evidence ?? []).map(({ name, text }) => {
    const sha256 = createHash('sha256').update(text).digest('hex');
    journal.writeEvidence(name, text);
    journal.write({ event: 'evidence', name, sha256 });
    return { name, sha256 };
  });
}

async function verify(run: Run, plan: Plan<unknown>): Promise<{ problems?: Execution['problems']; error?: string }> {
  const { options, preparation, session, journal } = run;
  if (options.signal.aborted) return {};
  try {
    const problems = await preparation.automation.verify(session.createContext('verify'), plan);
    journal.write({ event: 'verified', problems: problems.length });
    return { problems };
  } catch (error) {
    return { error: getErrorText(error) };
  }
}

function writeRecords({ options, preparation, session, run }: Run, execution: Execution, startedAt: string): string[] {
  const { subject, target, commit = '' } = preparation;
  const environment = target.environment ?? '';
  const facts = {
    id: run,
    commit,
    automation: subject.manifest.name,
    startedAt,
    finishedAt: toTimestamp(options.now()),
    environment,
    mode:
      (target.connection.endpoint ? 'Emulator on the same machine' : 'AWS') +
      "; the caller's own credentials; commands outside the manifest's permissions are refused by the runtime before they are sent",
    account: session.account,
    region: session.region,
  };
  return subject.sops.map((sop) =>
    writeRecord(options.root, subject.configuration.paths.records, toRecord(sop, execution, facts)),
  );
}

function getStatus(execution: Execution): RunResult['status'] {
  if (execution.isInterrupted) return 'interrupted';
  const outcome = getOutcome(execution);
  if (outcome === 'completed') return 'done';
  const isApplied = execution.results.every(({ state }) => state === 'done');
  return isApplied && execution.problems !== undefined ? 'unverified' : 'failed';
}

function getInForce({ subject }: Preparation, now: number): Preparation['subject']['exceptions'] {
  const day = toDay(now, subject.configuration.timezone);
  return subject.exceptions.filter(({ granted_on, expires }) => granted_on <= day && day <= expires);
}

function getRecordFolders({ subject }: Preparation): string[] {
  return subject.sops.map(({ id }) => `${subject.configuration.paths.records}/${id}`);
}
