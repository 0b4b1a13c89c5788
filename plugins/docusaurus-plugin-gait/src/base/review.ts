import { addDuration, compareDates } from '../model/duration.ts';
import type { ReviewState } from '../model/knowledge-base.ts';

/** When the next review is due. A date or an interval that does not fit gives no date: the rules report it. */
export function getReviewState(page: { last_reviewed_on?: string; review_in?: string }, asOf: string): ReviewState {
  const { last_reviewed_on: lastReviewedOn, review_in: reviewIn } = page;
  if (!lastReviewedOn || !reviewIn) return { lastReviewedOn, isOverdue: false };
  const nextReviewOn = addDuration(lastReviewedOn, reviewIn);
  return { lastReviewedOn, nextReviewOn, isOverdue: compareDates(nextReviewOn, asOf) < 0 };
}
