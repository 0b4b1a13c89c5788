import type { AttestedStatus } from '../../model/check-status.ts';
import { addDuration } from '../../model/duration.ts';
import type { KnowledgeBase, SopNode } from '../../model/knowledge-base.ts';
import { getOccurrences } from '../../model/occurrence.ts';

/** What a record says of a control. Dates are ISO civil dates. */
export interface Attestation {
  control: string;
  status: AttestedStatus;
  sop: string;
  record: string;
  on: string;
  /** Last day on which it counts. */
  validUntil: string;
  isExpired: boolean;
  reason?: string;
}

/**
 * The newest attestation of each control, by its reference. It counts for the SOP's cadence (an interval, or until the next day of a
 * cron schedule is over), or for its review interval where it has no rhythm of its own; a waiver until the day that it names. Only
 * records that the SOP's maturity counts are believed: vouched for, completed, of the text as it is.
 */
export function getAttestations(base: KnowledgeBase): Map<string, Attestation> {
  const newest = new Map<string, Attestation>();
  for (const sop of base.sops.values()) {
    const counting = new Set(sop.maturity.counting);
    // Oldest first, so that the later of two records of one day has the last word.
    for (const { yaml } of sop.records.toReversed()) {
      const { id, finished_at, attests = [] } = yaml.data;
      if (!id || !finished_at || !counting.has(id)) continue;
      const on = finished_at.slice(0, 10);
      for (const { control, status, until, reason } of attests) {
        if ((newest.get(control)?.on ?? '') > on) continue;
        const validUntil = status === 'waived' && until !== undefined ? until : getLastDay(base, sop, on);
        newest.set(control, {
          ...{ control, status, sop: sop.id, record: id, on, validUntil },
          isExpired: validUntil < base.asOf,
          ...(reason !== undefined && { reason }),
        });
      }
    }
  }
  return newest;
}

function getLastDay({ configuration }: KnowledgeBase, sop: SopNode, on: string): string {
  const { cadence, review_in } = sop.file.frontMatter.data;
  if (typeof cadence === 'object' && 'every' in cadence) return addDuration(on, cadence.every);
  const days = getOccurrences({ sop, timezone: configuration.timezone, asOf: on, until: on });
  return days.find(({ dueOn }) => dueOn > on)?.lastOn ?? addDuration(on, review_in ?? '1 year');
}
