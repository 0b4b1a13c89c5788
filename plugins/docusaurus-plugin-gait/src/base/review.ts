import { addDuration, compareDates } from '../model/duration.ts';
import type { ReviewState } from '../model/knowledge-base.ts';

/** When the next review is due. A date or an interval that does not fit gives no date: the rules report it. */
export function getReviewState(page: { last_reviewed_on?: string; review_in?: string }, asOf: string): ReviewState {
  const { last_reviewed_on: lastReviewedOn, review_in: reviewIn } = page;
  if (!lastReviewedOn || !reviewIn) return { lastReviewedOn, isOverdue: false };
  const nextReviewOn = getNextReview(lastReviewedOn, reviewIn);
  return { lastReviewedOn, nextReviewOn, isOverdue: compareDates(nextReviewOn, asOf) < 0 };
}

/** Thousands of pages share few days and intervals, and arithmetic with the calendar is slow. */
const known = new Map<string, string>();
const MOST_KNOWN = 10_000;

function getNextReview(lastReviewedOn: string, reviewIn: string): string {
  const key = `${lastReviewedOn} ${reviewIn}`;
  let next = known.get(key);
  if (next === undefined) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(key, (next = addDuration(lastReviewedOn, reviewIn)));
  }
  return next;
}
