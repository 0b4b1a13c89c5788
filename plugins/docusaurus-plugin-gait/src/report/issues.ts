import type { KnowledgeBase } from '../model/knowledge-base.ts';
import { isOpen, type ScheduledOccurrence } from '../model/occurrence.ts';
import { getScheduleReport } from './schedule.ts';

/** An issue of an occurrence, as the git host has it. */
export interface TrackedIssue {
  number: number;
  isOpen: boolean;
  /** Key of the occurrence, from the marker in its text. */
  key: string;
}

/** What is to be done so that issues and occurrences agree. */
export interface IssuePlan {
  open: ScheduledOccurrence[];
  close: { issue: TrackedIssue; occurrence: ScheduledOccurrence }[];
  /** Open occurrences that have an issue, whatever somebody has made of it. */
  kept: number;
}

/**
 * Holds issues against occurrences: each open occurrence, however old, has an issue; an open issue of one that was carried out is
 * closed. Other issues are left alone.
 */
export function getIssuePlan(base: KnowledgeBase, issues: readonly TrackedIssue[]): IssuePlan {
  const byKey = new Map<string, TrackedIssue[]>();
  for (const issue of issues) byKey.set(issue.key, [...(byKey.get(issue.key) ?? []), issue]);
  const { occurrences } = getScheduleReport(base, { from: '0000-01-01', to: base.asOf });
  const plan: IssuePlan = { open: [], close: [], kept: 0 };
  for (const occurrence of occurrences) {
    const own = getKeys(occurrence).flatMap((key) => byKey.get(key) ?? []);
    if (isOpen(occurrence)) {
      if (own.length === 0) plan.open.push(occurrence);
      else plan.kept += 1;
    } else if (occurrence.state === 'done') {
      plan.close.push(...own.filter((issue) => issue.isOpen).map((issue) => ({ issue, occurrence })));
    }
  }
  return plan;
}

/** Keys under which an issue of the occurrence may have been opened: of every id that the SOP has or had. */
export function getKeys({ key, dueOn, sop }: ScheduledOccurrence): string[] {
  const ids = [sop.id, ...(sop.file.frontMatter.data.formerly ?? [])];
  return [...new Set([key, ...ids.map((id) => `${id}/${dueOn}`)])];
}
