import { createHash } from 'node:crypto';
import { applyActions } from './apply.ts';
import { verifyApproval } from './approval.ts';
import { checkApprovals } from './approvers.ts';
import type { ApprovalVerdict } from './approvers.ts';
import type { Plan } from './contract.ts';
import { readEnvironmentReviewers } from './ci-environment.ts';
import { getErrorText } from './errors.ts';
import { writeChange } from './journal.ts';
import type { Journal } from './journal.ts';
import { getMode } from './open.ts';
import type { OpenRun } from './open.ts';
import { createResult } from './options.ts';
import type { PlanView, RunResult } from './options.ts';
import { getOutcome, toRecord, writeRecord } from './record.ts';
import type { Execution } from './record.ts';
import { stopRun } from './stop.ts';
import { toTimestamp } from './time.ts';

/** Carries a plan out as far as safeguards and approvals let it, verifies, and puts it on record. `startedAt` in milliseconds since 1970. */
export async function carryOut(run: OpenRun, view: PlanView, startedAt: number): Promise<RunResult> {
  const { options, preparation, session, signal } = run;
  const journal = run.journal as Journal;
  const { plan, verdict, hash } = view;
  const { affected, limit, refusal } = verdict;
  const counts = { examined: plan.examined, actions: plan.actions.length, findings: plan.findings.length };
  journal.write({ event: 'planned', ...counts, affected, limit, hash });
  if (refusal !== undefined) return stopRun(run, view, { reason: refusal, wakes: true });
  if (options.planHash !== undefined && options.planHash !== hash) {
    const reason = `the plan is now ${hash}, and ${options.planHash} was to be applied`;
    return stopRun(run, view, { reason, wakes: false });
  }
  const approval = await getApproval(run, view);
  if (approval.refusal !== undefined) return stopRun(run, view, { reason: approval.refusal, wakes: false });
  for (const by of approval.by) journal.write({ event: 'approved', by, hash });
  if (plan.actions.length > 0 && !(await options.reporter.confirm(view))) return createResult('declined');
  if (signal.aborted) return createResult('interrupted');
  const endedAt: Execution['endedAt'] = { plan: toTimestamp(options.now()) };
  const evidence = keepEvidence(journal, preparation.concealer.hide(plan));
  const results = await applyActions({
    actions: plan.actions,
    carryOut: (action) => preparation.automation.apply(session.createContext('apply', action.id), action),
    limits: view.manifest.safeguards,
    signal,
    onChange: (result) => {
      writeChange(journal, result);
      options.reporter.onAction(preparation.concealer.hide(result));
    },
  });
  endedAt.apply = toTimestamp(options.now());
  const verified = await verify(run, plan);
  endedAt.verify = toTimestamp(options.now());
  const execution: Execution = {
    plan,
    results,
    problems: verified.problems,
    isInterrupted: signal.aborted,
    endedAt,
    evidence,
  };
  const unrecorded = getReasonForNoRecord(run);
  const records = unrecorded === undefined ? writeRecords(run, execution, { startedAt, approval }) : [];
  const { error, problems = [] } = verified;
  return createResult(getStatus(execution), {
    results,
    problems,
    records,
    findings: plan.findings,
    ...(unrecorded && { unrecorded }),
    ...(error && { error }),
  });
}

/** Who approved this very plan. Nothing is asked of anybody when nothing would be done. */
async function getApproval({ options, preparation, caller }: OpenRun, view: PlanView): Promise<ApprovalVerdict> {
  const { safeguards } = view.manifest;
  if (safeguards.approval === undefined || view.plan.actions.length === 0) return { by: [] };
  const { connection } = preparation.target;
  const approvals = await Promise.all((options.approvals ?? []).map((text) => verifyApproval(connection, text)));
  const { approvers } = preparation.subject.configuration.automation;
  const reviewers = await readEnvironmentReviewers({
    env: options.env,
    approvers: approvers[safeguards.approval.role] ?? [],
    hash: view.hash,
    planHash: options.planHash,
    now: options.now(),
    fetch: options.fetch ?? globalThis.fetch,
  });
  return checkApprovals({ safeguards, approvers, caller: caller.caller, hash: view.hash, approvals, reviewers });
}

function keepEvidence(journal: Journal, plan: Plan<unknown>): Execution['evidence'] {
  return (plan.evidence ?? []).map(({ name, text }) => {
    const sha256 = createHash('sha256').update(text).digest('hex');
    journal.writeEvidence(name, text);
    journal.write({ event: 'evidence', name, sha256 });
    return { name, sha256 };
  });
}

async function verify(
  run: OpenRun,
  plan: Plan<unknown>,
): Promise<{ problems?: Execution['problems']; error?: string }> {
  const { preparation, session, journal, signal } = run;
  const { hide } = preparation.concealer;
  if (signal.aborted) return {};
  try {
    const problems = hide(await preparation.automation.verify(session.createContext('verify'), plan));
    journal?.write({ event: 'verified', problems: problems.length });
    return { problems };
  } catch (error) {
    return { error: hide(getErrorText(error)) };
  }
}

/** What a test changed in the place of AWS was not changed: such a run proves nothing. */
function getReasonForNoRecord({ mocked }: OpenRun): string | undefined {
  const writes = [...mocked].filter(([, isWrite]) => isWrite).map(([name]) => `\`${name}\``);
  return writes.length === 0 ? undefined : `${writes.join(', ')} changed nothing: a test answered in the place of AWS`;
}

function writeRecords(
  run: OpenRun,
  execution: Execution,
  { startedAt, approval }: { startedAt: number; approval: ApprovalVerdict },
): string[] {
  const { options, preparation, session, id } = run;
  const { subject, target, commit = '', concealer } = preparation;
  const role = subject.manifest.safeguards.approval?.role ?? '';
  const facts = {
    id,
    commit,
    automation: subject.manifest.name,
    startedAt: toTimestamp(startedAt),
    finishedAt: toTimestamp(options.now()),
    environment: target.environment ?? '',
    mode: getMode(run),
    approvals: approval.by.map((by) => ({ role, by })),
    account: session.account,
    region: session.region,
  };
  return subject.sops.map((sop) => {
    const record = concealer.hide(toRecord(sop, execution, facts));
    return writeRecord(options.root, subject.configuration.paths.records, record);
  });
}

function getStatus(execution: Execution): RunResult['status'] {
  if (execution.isInterrupted) return 'interrupted';
  const outcome = getOutcome(execution);
  if (outcome === 'completed') return 'done';
  const isApplied = execution.results.every(({ state }) => state === 'done');
  return isApplied && execution.problems !== undefined ? 'unverified' : 'failed';
}
