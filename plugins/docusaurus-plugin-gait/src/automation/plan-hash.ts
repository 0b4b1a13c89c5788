import { createHash } from 'node:crypto';
import { canonicalize } from '../model/canonical.ts';
import type { Plan } from './contract.ts';

/** Everything that an approval is about. */
export interface PlanFacts {
  automation: string;
  /** Digest of the automation's files: another code may carry the same plan out differently. */
  code: string;
  account: string;
  region: string;
  environment?: string;
  /** Without secrets. */
  inputs: Readonly<Record<string, string | undefined>>;
  plan: Plan<unknown>;
}

/**
 * Hash of what a plan would do: `p1-` and 32 hexadecimal digits of a SHA-256 over canonical JSON. The same actions on the same account, by
 * the same code and inputs, give the same hash; what was merely looked at (counts, findings, notes) is not in it.
 */
export function getPlanHash({ plan, ...facts }: PlanFacts): string {
  const text = canonicalize({ ...facts, actions: plan.actions });
  return `p1-${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
}
