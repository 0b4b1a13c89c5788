import { addDuration, compareDates, subtractDuration } from '../model/duration.ts';
import { compareText } from '../model/diagnostic.ts';
import type { KnowledgeBase, SopNode } from '../model/knowledge-base.ts';
import { getOccurrences, isOpen, type ScheduledOccurrence } from '../model/occurrence.ts';
import { getReviews, type Review } from './due.ts';

/** What is due in a span of days. Dates are ISO civil dates. */
export interface ScheduleReport {
  from: string;
  to: string;
  /** By day, then by SOP. */
  occurrences: ScheduledOccurrence[];
  reviews: Review[];
}

/** Span of days; each end has a default. */
export interface ScheduleSpan {
  /** First day. When left out: thirty days back, and whatever is open however old. */
  from?: string;
  /** Last day; thirty days ahead when left out. */
  to?: string;
}

/** How far to look when nobody says. */
const SPAN = '30 days';

/** Occurrences and reviews of a span of days. What was missed before it is among them unless the span says where it begins. */
export function getScheduleReport(base: KnowledgeBase, span: ScheduleSpan = {}): ScheduleReport {
  const { asOf, configuration } = base;
  const from = span.from ?? subtractDuration(asOf, SPAN);
  const to = span.to ?? addDuration(asOf, SPAN);
  const isWithin = (day: string): boolean => compareDates(day, from) >= 0 && compareDates(day, to) <= 0;
  const isWanted = (day: string, open: boolean): boolean =>
    isWithin(day) || (span.from === undefined && open && compareDates(day, to) <= 0);
  const occurrences = [...base.sops.values()].flatMap((sop) =>
    getOccurrences({ sop, timezone: configuration.timezone, asOf, until: to })
      .filter((one) => isWanted(one.dueOn, isOpen(one)))
      .map((one): ScheduledOccurrence => ({ ...one, key: getOccurrenceKey(sop, one.dueOn), sop })),
  );
  return {
    from,
    to,
    occurrences: occurrences.sort((a, b) => compareText(a.dueOn, b.dueOn) || compareText(a.sop.id, b.sop.id)),
    reviews: getReviews(base).filter(({ dueOn }) => isWanted(dueOn, compareDates(dueOn, asOf) < 0)),
  };
}

/** Key of an occurrence: the first id that the SOP ever had, and the day. */
export function getOccurrenceKey(sop: SopNode, dueOn: string): string {
  return `${sop.file.frontMatter.data.formerly?.[0] ?? sop.id}/${dueOn}`;
}
