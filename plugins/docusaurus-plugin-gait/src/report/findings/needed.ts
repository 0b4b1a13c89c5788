import { type Severity, getSeverityRank } from '../../model/finding.ts';
import type { CheckResult, FailingAccount } from './digest.ts';

/** An SOP that a failing check leads to. `maturity` is the effective one. */
export interface NeededSop {
  id: string;
  title: string;
  maturity: 'crawl' | 'walk' | 'run';
}

/** What the knowledge base knows of checks and alerts, small enough for a browser. */
export interface FindingsMap {
  schema: 1;
  sops: NeededSop[];
  /** By reference of a check or an alert: indexes of the active SOPs that serve it, most mature first. */
  answers: Record<string, number[]>;
  /** Addresses of the pages of checks and alerts, below the base URL. */
  pages: Record<string, string>;
}

/** A failing check, what to follow, and where it fails. */
export type PlacedNeed = Need & { where: FailingAccount[] };

/** A failing check and what to follow. */
export interface Need {
  reference: string;
  title: string;
  severity: Severity;
  /** Failing findings. */
  count: number;
  accounts: number;
  /** Most mature first; none is a gap. */
  sops: NeededSop[];
  /** Address of the page of the check or alert, when it has one. */
  page?: string;
}

const MATURITY_RANK = { crawl: 0, walk: 1, run: 2 };

/**
 * Procedures needed now: failing checks without an SOP first; then by severity, the least mature SOP, and the number of findings.
 */
export function getNeeds(results: Iterable<CheckResult>, map: FindingsMap): Need[] {
  const needs: Need[] = [];
  for (const { reference, title, severity, counts, verdict, failing } of results) {
    if (verdict !== 'fail') continue;
    const own = Object.hasOwn(map.answers, reference) ? (map.answers[reference] ?? []) : [];
    const sops = own.flatMap((index) => map.sops[index] ?? []);
    const page = Object.hasOwn(map.pages, reference) ? map.pages[reference] : undefined;
    needs.push({
      reference,
      title,
      severity,
      count: counts.fail ?? 0,
      accounts: failing.length,
      sops,
      ...(page && { page }),
    });
  }
  return needs.sort(
    (a, b) =>
      Math.min(1, getReadiness(a)) - Math.min(1, getReadiness(b)) ||
      getSeverityRank(a.severity) - getSeverityRank(b.severity) ||
      getReadiness(a) - getReadiness(b) ||
      b.count - a.count ||
      (a.reference < b.reference ? -1 : 1),
  );
}

/** 0 without an SOP, then by the maturity of the best one. */
function getReadiness({ sops }: Need): number {
  return sops[0] ? 1 + MATURITY_RANK[sops[0].maturity] : 0;
}
