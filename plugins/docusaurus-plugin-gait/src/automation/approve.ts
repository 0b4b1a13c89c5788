import { signPlan } from './approval.ts';
import { withOpenRun } from './open.ts';
import type { RunOptions } from './options.ts';
import { confirmAccount, prepareRun } from './prepare.ts';
import { makePlan } from './run.ts';

/** A signature, or why there is none. */
export interface Approval {
  line?: string;
  refusal?: string;
}

/**
 * Makes the plan once more with the approver's credentials, shows it, and signs its hash when it is the one that was asked for and its safeguards would
 * let it pass. Touches nothing.
 * @throws {RunError} when it cannot begin, and whatever the automation's plan throws.
 */
export async function approvePlan(options: RunOptions, hash: string): Promise<Approval> {
  const preparation = await prepareRun(options, { isOnRecord: false });
  return withOpenRun({ ...options, isApply: false }, preparation, async (run) => {
    confirmAccount(options, preparation, run.session.account);
    const view = await makePlan(run);
    if (view.hash !== hash) return { refusal: `the plan is now ${view.hash}, not ${hash}` };
    if (view.verdict.refusal !== undefined) return { refusal: view.verdict.refusal };
    if (view.manifest.safeguards.approval === undefined) return { refusal: 'the manifest asks for no approval' };
    return { line: await signPlan(run.own, hash) };
  });
}
