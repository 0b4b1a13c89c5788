import type { Configuration } from '../model/schema/configuration.ts';
import type { Manifest } from '../model/schema/manifest.ts';
import { toWildcardSource } from '../model/wildcard.ts';
import type { VerifiedApproval } from './approval.ts';
import { getAccountOf, getPrincipal } from './principal.ts';

/** What approvals are held against. */
export interface ApprovalFacts {
  safeguards: Manifest['safeguards'];
  approvers: Configuration['automation']['approvers'];
  /** Who runs, as AWS says. */
  caller: string;
  /** Hash of the plan at hand. */
  hash: string;
  approvals: readonly VerifiedApproval[];
  /** Reviewers of this job's protected environment, who may approve and did not start it. */
  reviewers?: readonly string[];
}

/** What approvals are worth: those that count, and why nothing may be applied, if so. */
export interface ApprovalVerdict {
  /** Principals that approved, each once. */
  by: string[];
  refusal?: string;
}

/**
 * Counts approvals of this very plan by different principals, none of them the one who runs. Compared are identities (roles and users), never the
 * names of sessions. Who may approve stands in the configuration; where it names nobody for the role, whoever has an identity in the account.
 */
export function checkApprovals(facts: ApprovalFacts): ApprovalVerdict {
  const { safeguards, approvers, caller, hash, approvals, reviewers = [] } = facts;
  const { approval } = safeguards;
  if (approval === undefined) return { by: [] };
  const runner = getPrincipal(caller);
  const principals = [...new Set(approvals.filter((one) => one.hash === hash).map(({ by }) => getPrincipal(by)))];
  const others = principals.filter((one) => one !== runner);
  const signed = others.filter((one) => mayApprove(one, approvers[approval.role], getAccountOf(caller))).sort();
  const by = [...signed, ...reviewers];
  if (by.length >= approval.count) return { by };
  const missing = `${by.length} of ${approval.count} approval${approval.count === 1 ? '' : 's'} by \`${approval.role}\` for the plan ${hash}`;
  return { by, refusal: `there are ${missing}${getReason({ runner, principals, others, by, hash, approvals })}` };
}

function mayApprove(principal: string, allowed: readonly string[] | undefined, account: string): boolean {
  if (allowed === undefined) return getAccountOf(principal) === account;
  return allowed.some((pattern) => new RegExp(`^${toWildcardSource(getPrincipal(pattern))}$`, 'u').test(principal));
}

function getReason(facts: {
  runner: string;
  principals: string[];
  others: string[];
  by: string[];
  hash: string;
  approvals: readonly VerifiedApproval[];
}): string {
  const { runner, principals, others, by, hash, approvals } = facts;
  const stale = approvals.find((one) => one.hash !== hash);
  if (stale) return `; the plan changed since ${stale.hash} was approved`;
  if (principals.length > others.length)
    return `; \`${runner}\` cannot approve its own run, under whatever session name`;
  const strangers = others.filter((one) => !by.includes(one));
  return strangers.length > 0 ? `; \`${strangers[0]}\` may not approve` : '';
}
