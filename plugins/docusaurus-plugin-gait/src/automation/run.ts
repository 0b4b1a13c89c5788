import { carryOut } from './carry-out.ts';
import { getErrorText } from './errors.ts';
import { acquireLock, LockedError } from './lock.ts';
import type { HeldLock } from './lock.ts';
import { checkPlan } from './shape.ts';
import { withOpenRun } from './open.ts';
import type { OpenRun } from './open.ts';
import { createResult } from './options.ts';
import type { PlanView, RunOptions, RunResult } from './options.ts';
import { getPlanHash } from './plan-hash.ts';
import { confirmAccount, prepareRun } from './prepare.ts';
import { showPlan } from './show-plan.ts';

/**
 * Runs an automation: plan, safeguards, approvals, apply, verify, journal and record. Without `isApply` it stops after the plan and leaves nothing
 * behind. A run that touched nothing because it was stopped or failed while planning leaves a journal and no record: the SOP was not
 * carried out.
 * @throws {RunError} when it cannot begin.
 */
export async function runAutomation(options: RunOptions): Promise<RunResult> {
  const preparation = await prepareRun(options, { isOnRecord: options.isApply });
  return withOpenRun(options, preparation, async (run) => {
    confirmAccount(options, preparation, run.session.account);
    if (!options.isApply) return planOnly(run);
    return withJournal(run, preparation.plainInputs, undefined, () => planAndCarryOut(run));
  });
}

async function planOnly(run: OpenRun): Promise<RunResult> {
  try {
    const { plan } = await makePlan(run);
    const isWork = plan.actions.length > 0 || plan.findings.length > 0 || plan.stop !== undefined;
    return createResult(isWork ? 'would-change' : 'nothing-to-do');
  } catch (error) {
    return toFailure(run, error);
  }
}

async function planAndCarryOut(run: OpenRun): Promise<RunResult> {
  let view: PlanView;
  const startedAt = run.options.now();
  try {
    view = await makePlan(run);
  } catch (error) {
    return toFailure(run, error);
  }
  return carryOut(run, view, startedAt);
}

function toFailure({ signal, preparation }: OpenRun, error: unknown): RunResult {
  const text = preparation.concealer.hide(getErrorText(error));
  return createResult(signal.aborted ? 'interrupted' : 'failed', { error: text });
}

/** Makes a plan and shows it. @throws what the automation throws. */
export async function makePlan(run: OpenRun): Promise<PlanView> {
  const { automation, subject, target, plainInputs } = run.preparation;
  const { session } = run;
  const plan = checkPlan(await automation.plan(session.createContext('plan')));
  const { account, region } = session;
  const { environment } = target;
  const { manifest, code } = subject;
  const hash = getPlanHash({
    automation: manifest.name,
    code,
    account,
    region,
    environment,
    inputs: plainInputs,
    plan,
  });
  return showPlan(run, { plan, hash, isUndo: false });
}

/**
 * Does the work of an apply under its lock, and writes how it began and ended into the journal. `undoes` is the run that is taken back, if any.
 * Whoever finds the lock taken is told by whom, and has touched nothing.
 */
export async function withJournal(
  run: OpenRun,
  inputs: Readonly<Record<string, string | undefined>>,
  undoes: string | undefined,
  work: () => Promise<RunResult>,
): Promise<RunResult> {
  const { options, preparation, session, journal, id, caller } = run;
  if (journal === undefined) throw new Error('Unexpected apply without a journal');
  const environment = preparation.target.environment ?? '';
  const { account, region } = session;
  const place = { account, caller: caller.caller, region, environment };
  journal.write({
    event: 'started',
    run: id,
    automation: options.name,
    ...place,
    inputs,
    ...(undoes !== undefined && { undoes }),
  });
  let lock: HeldLock | undefined;
  let result: RunResult;
  try {
    lock = await takeLock(run);
    result = await work();
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    result = createResult('stopped', { stop: { reason: error.message, woken: [], wakes: false, isLocked: true } });
  } finally {
    await lock
      ?.release()
      .catch((error: unknown) => options.reporter.onLog(`The lock could not be released: ${getErrorText(error)}`));
  }
  // An automation's own words stand in it: errors, findings, resources.
  result = preparation.concealer.hide(result);
  const { status, records, error } = result;
  journal.write({ event: 'ended', status, records, ...(error && { error }) });
  return { ...result, journal: journal.folder, run: id };
}

async function takeLock({ own, options, id, caller, abort }: OpenRun): Promise<HeldLock> {
  const ssm = await own.get('ssm');
  return acquireLock({
    ssm,
    automation: options.name,
    run: id,
    caller: caller.caller,
    now: options.now,
    onLost: abort,
  });
}
