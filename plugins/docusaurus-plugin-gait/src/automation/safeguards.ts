import type { Manifest } from '../model/schema/manifest.ts';
import type { Plan } from './contract.ts';

/** What the safeguards say of a plan. */
export interface Verdict {
  /** Different resources that the plan touches. */
  affected: number;
  /** How many it may touch. */
  limit: number;
  /** Why nothing may be applied; undefined when it may. */
  refusal?: string;
}

/** Holds a plan against the manifest's safeguards. `max_affected: 0` refuses every plan that has an action. */
export function checkSafeguards(safeguards: Manifest['safeguards'], plan: Plan<unknown>): Verdict {
  const affected = new Set(plan.actions.map(({ resource }) => resource)).size;
  const limit = getLimit(safeguards, plan);
  return { affected, limit, refusal: getRefusal({ safeguards, plan, affected, limit }) };
}

function getLimit({ max_affected, of }: Manifest['safeguards'], plan: Plan<unknown>): number {
  if (typeof max_affected === 'number') return max_affected;
  const base = of === 'total' ? (plan.total ?? plan.examined) : plan.examined;
  return Math.floor((base * Number(max_affected.slice(0, -1))) / 100);
}

function getRefusal(facts: {
  safeguards: Manifest['safeguards'];
  plan: Plan<unknown>;
  affected: number;
  limit: number;
}): string | undefined {
  const { safeguards, plan, affected, limit } = facts;
  if (plan.stop) return `the SOP says stop at step \`${plan.stop.step}\`: ${plan.stop.reason}`;
  if (affected > limit) {
    const share = typeof safeguards.max_affected === 'string' ? ` (${safeguards.max_affected})` : '';
    return `${affected} resources would be touched, ${limit}${share} may be`;
  }
  return undefined;
}
