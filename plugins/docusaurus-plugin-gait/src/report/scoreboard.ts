import type { AreaMark, KnowledgeBase, ReviewState } from '../model/knowledge-base.ts';
import { getMaturityRank } from '../model/maturity.ts';
import type { Maturity } from '../model/maturity.ts';
import type { Area } from './areas.ts';
import type { AreaFailures } from './findings/areas.ts';
import { compareTitles, getAreas, groupByArea, isActive } from './areas.ts';

/** One thing that an area asks, and whether it holds. `detail` says in words why it does not. */
export interface AreaCondition {
  kind: 'sop' | 'standard' | 'findings';
  id: string;
  title: string;
  holds: boolean;
  /** Effective maturity of a required SOP; undefined for standards and for SOPs that do not exist. */
  effective?: Maturity;
  exists: boolean;
  nextReviewOn?: string;
  detail?: string;
}

/** The derived mark of an area, and everything it is derived from. */
export interface AreaScore extends Area {
  mark: AreaMark;
  conditions: AreaCondition[];
  /** How many of `conditions` hold. */
  held: number;
}

/**
 * The mark of every configured area (DESIGN §4). An area is done when each SOP that it requires is at or above the target
 * and not overdue for review, its standards are current, and no failing check lacks an SOP or an exception; partly when some of
 * that holds; not done when nothing does; not assessed when it requires nothing.
 * @param failures failing checks by area; undefined when nothing is known of them, and then they decide nothing.
 */
export function getScoreboard(base: KnowledgeBase, failures?: ReadonlyMap<string, AreaFailures>): AreaScore[] {
  const standards = groupByArea(base, [...base.standards.values()].filter(isActive));
  return getAreas(base)
    .filter((area) => area.key !== '')
    .map((area) => {
      const conditions = [
        ...area.requires.map((id) => toSopCondition(base, area, id)),
        ...(standards.get(area.key) ?? []).sort(compareTitles).map(toStandardCondition),
        ...(failures ? [toFindingsCondition(failures.get(area.key))] : []),
      ];
      const held = conditions.filter((condition) => condition.holds).length;
      return { ...area, conditions, held, mark: getMark(area, conditions.length, held) };
    });
}

function getMark(area: Area, asked: number, held: number): AreaMark {
  if (area.requires.length === 0) return 'not-assessed';
  if (held === asked) return 'done';
  return held > 0 ? 'partly' : 'not-done';
}

function toSopCondition(base: KnowledgeBase, area: Area, id: string): AreaCondition {
  const sop = base.sops.get(id);
  if (!sop) return { kind: 'sop', id, title: id, holds: false, exists: false, detail: 'is not written yet' };
  const { effective } = sop.maturity;
  const reasons: string[] = [];
  const status = sop.file.frontMatter.data.status ?? 'active';
  if (status !== 'active') reasons.push(`is ${status}`);
  if (getMaturityRank(effective) < getMaturityRank(area.target))
    reasons.push(`is at ${effective}, below ${area.target}`);
  reasons.push(...getReviewReasons(sop.review));
  return {
    kind: 'sop',
    id,
    title: sop.title,
    holds: reasons.length === 0,
    exists: true,
    effective,
    nextReviewOn: sop.review.nextReviewOn,
    detail: reasons.join('; ') || undefined,
  };
}

function toStandardCondition(standard: { id: string; title: string; review: ReviewState }): AreaCondition {
  const reasons = getReviewReasons(standard.review);
  return {
    kind: 'standard',
    id: standard.id,
    title: standard.title,
    holds: reasons.length === 0,
    exists: true,
    nextReviewOn: standard.review.nextReviewOn,
    detail: reasons.join('; ') || undefined,
  };
}

function toFindingsCondition(failures: AreaFailures | undefined): AreaCondition {
  const { failing, unanswered } = failures ?? { failing: 0, unanswered: 0 };
  return {
    kind: 'findings',
    id: 'failing-checks',
    title: 'Every failing check has an SOP or an exception',
    holds: unanswered === 0,
    exists: true,
    detail:
      unanswered === 0 ? undefined : `${unanswered} of ${failing} failing checks have neither an SOP nor an exception`,
  };
}

function getReviewReasons(review: ReviewState): string[] {
  if (review.isOverdue) return [`was due for review on ${review.nextReviewOn ?? 'an unknown day'}`];
  return review.nextReviewOn === undefined ? ['has no review date'] : [];
}
