import type { OpenRun } from './open.ts';
import type { PlanView } from './options.ts';
import { checkSafeguards } from './safeguards.ts';

/** Holds a plan against the safeguards and shows it, with where it would be carried out and by whom. Answers what was shown, secrets included. */
export function showPlan(
  { options, preparation, session }: OpenRun,
  shown: Pick<PlanView, 'plan' | 'hash' | 'isUndo'>,
): PlanView {
  const { manifest } = preparation.subject;
  const { account, caller, region, partition } = session;
  const view: PlanView = {
    manifest,
    account,
    caller,
    region,
    partition,
    environment: preparation.target.environment,
    verdict: checkSafeguards(manifest.safeguards, shown.plan),
    ...shown,
  };
  options.reporter.onPlan(preparation.concealer.hide(view));
  return view;
}
