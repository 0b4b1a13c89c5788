import type { Severity } from '../../model/finding.ts';
import { SEVERITIES } from '../../model/finding.ts';
import type { Configuration } from '../../model/schema/configuration.ts';
import { type CheckResult, type FailingAccount, type FindingsDigest, countStale } from './digest.ts';
import { type FindingsMap, type PlacedNeed, getNeeds } from './needed.ts';

/** How much of the findings is published (DESIGN §6, invariant 6). */
export type FindingsPolicy = Configuration['publish']['findings'];

/** A failing check as it may be shown. */
export interface PublishedNeed extends PlacedNeed {
  /** True when exceptions in force cover all of it. */
  isExcused: boolean;
}

/** A scan as it may be shown; without the name of its file unless findings are published in full. */
export interface PublishedScan {
  tool: string;
  account: string;
  at: string;
  findings: number;
  source?: string;
}

/** What may be shown of findings. Left out: what the policy keeps back. */
export interface PublishedFindings {
  policy: FindingsPolicy;
  /** Failing checks by severity, and how many of them have no SOP. */
  counts?: { severity: Severity; failing: number; withoutSop: number }[];
  /** Findings that stand in no list, since they are too old or a newer scan has replaced them. */
  stale?: number;
  /** Newest time of any scan. */
  at?: string;
  scans?: PublishedScan[];
  needs?: PublishedNeed[];
}

/** What to publish from. */
export interface PublishInput {
  policy: FindingsPolicy;
  digest: FindingsDigest;
  map: FindingsMap;
  isExcused: (result: CheckResult) => boolean;
}

/** Cuts findings down to what the policy allows. */
export function toPublishedFindings({ policy, digest, map, isExcused }: PublishInput): PublishedFindings {
  if (policy === 'none' || digest.scans.length === 0) return { policy };
  const needs = getNeeds(digest.checks.values(), map);
  const counts = SEVERITIES.map((severity) => {
    const own = needs.filter((need) => need.severity === severity);
    return { severity, failing: own.length, withoutSop: own.filter((need) => need.sops.length === 0).length };
  }).filter((row) => row.failing > 0);
  const at = digest.scans.reduce((newest, scan) => (scan.at > newest ? scan.at : newest), '');
  const stale = countStale(digest);
  if (policy === 'counts') return { policy, counts, stale, at };
  const mask = policy === 'masked' ? createMask() : undefined;
  const shown = needs.flatMap((need): PublishedNeed[] => {
    const result = digest.checks.get(need.reference);
    if (!result) return [];
    const where = result.failing.map(mask?.hide ?? toShown);
    // A tool's own title may say where something is; the name of the check does not.
    return [{ ...need, title: mask ? '' : need.title, isExcused: isExcused(result), where }];
  });
  const scans = digest.scans.map(({ source, tool, account, at: time, findings }) => ({
    ...{ tool, at: time, findings, account: mask ? mask.getAccount(account) : account },
    ...(!mask && { source }),
  }));
  return { policy, counts, stale, at, scans, needs: shown };
}

/** Without what is only for what an exception covers. */
function toShown({ account, count, resources }: FailingAccount): FailingAccount {
  return { account, count, resources };
}

/** Pseudonyms that count up in the order in which they are first shown, anew for each build: `account 1`, `resource 7`. */
function createMask(): { getAccount: (account: string) => string; hide: (row: FailingAccount) => FailingAccount } {
  const accounts = new Map<string, string>();
  const resources = new Map<string, string>();
  const get = (names: Map<string, string>, word: string, name: string): string => {
    const known = names.get(name) ?? `${word} ${names.size + 1}`;
    names.set(name, known);
    return known;
  };
  const getAccount = (account: string): string => (account === '' ? '' : get(accounts, 'account', account));
  return {
    getAccount,
    hide: (row) => ({
      account: getAccount(row.account),
      count: row.count,
      resources: row.resources.map(({ id }) => ({ id: get(resources, 'resource', id), region: '' })),
    }),
  };
}
