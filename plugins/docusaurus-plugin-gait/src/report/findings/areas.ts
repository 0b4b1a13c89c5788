import type { KnowledgeBase } from '../../model/knowledge-base.ts';
import type { FindingsDigest } from './digest.ts';
import type { FindingsMap } from './needed.ts';
import type { StatusBook } from './status.ts';

/** Failing checks of an area. `unanswered` have neither an active SOP nor exceptions that cover them. */
export interface AreaFailures {
  failing: number;
  unanswered: number;
}

/**
 * Failing checks by area: those of the controls that a check tests, or '' for a check or an alert whose controls name none.
 * A check of two areas counts in both. Areas without a failing check have no entry.
 */
export function getAreaFailures(
  base: KnowledgeBase,
  { digest, map, book }: { digest: FindingsDigest; map: FindingsMap; book: StatusBook },
): Map<string, AreaFailures> {
  const known = new Set(base.configuration.areas.map((area) => area.key));
  const byArea = new Map<string, AreaFailures>();
  for (const { reference, verdict } of digest.checks.values()) {
    if (verdict !== 'fail') continue;
    const isAnswered = Object.hasOwn(map.answers, reference) && (map.answers[reference]?.length ?? 0) > 0;
    const isUnanswered = !isAnswered && !book.getCheck(reference).isExcused;
    for (const key of getAreas(reference)) {
      const row = byArea.get(key) ?? { failing: 0, unanswered: 0 };
      byArea.set(key, { failing: row.failing + 1, unanswered: row.unanswered + (isUnanswered ? 1 : 0) });
    }
  }
  return byArea;

  function getAreas(reference: string): string[] {
    const controls = base.checks.get(reference)?.controls ?? [];
    const areas = controls.flatMap((one) => base.controls.get(one.reference)?.control.area ?? []);
    const own = [...new Set(areas)].filter((area) => known.has(area));
    return own.length > 0 ? own : [''];
  }
}
