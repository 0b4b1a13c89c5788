import { addDuration, compareDates } from '../model/duration.ts';
import { compareText } from '../model/diagnostic.ts';
import type { KnowledgeBase, SopNode, StandardNode } from '../model/knowledge-base.ts';
import { isActive } from './areas.ts';

/** The next review of an SOP or a standard. `dueOn` is an ISO civil date. */
export interface Review {
  kind: 'sop' | 'standard';
  id: string;
  title: string;
  owner?: string;
  dueOn: string;
}

/** Reviews that were due before `asOf`, and those due from then on within `soon`. */
export interface DueReport {
  overdue: Review[];
  soon: Review[];
}

/** Every review to come, soonest first. What is overdue depends on the day on which one asks. */
export function getReviews(base: KnowledgeBase): Review[] {
  const rows = [
    ...[...base.sops.values()].map(toReview('sop')),
    ...[...base.standards.values()].map(toReview('standard')),
  ];
  return rows
    .filter((row) => row !== undefined)
    .sort((a, b) => compareText(a.dueOn, b.dueOn) || compareText(a.kind, b.kind) || compareText(a.id, b.id));
}

/** What is overdue or due soon on the day of the knowledge base. `soon` is a duration such as `30 days`. */
export function getDueReport(base: KnowledgeBase, soon = '30 days'): DueReport {
  const limit = addDuration(base.asOf, soon);
  const reviews = getReviews(base);
  return {
    overdue: reviews.filter((review) => compareDates(review.dueOn, base.asOf) < 0),
    soon: reviews.filter(
      (review) => compareDates(review.dueOn, base.asOf) >= 0 && compareDates(review.dueOn, limit) <= 0,
    ),
  };
}

/** How many reviews fall on each day, soonest first: enough for a browser to count what is overdue today. */
export function countReviewsByDay(reviews: Review[]): [day: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { dueOn } of reviews) counts.set(dueOn, (counts.get(dueOn) ?? 0) + 1);
  return [...counts];
}

function toReview(kind: Review['kind']): (node: SopNode | StandardNode) => Review | undefined {
  return (node) => {
    const { nextReviewOn } = node.review;
    if (nextReviewOn === undefined || !isActive(node)) return undefined;
    return { kind, id: node.id, title: node.title, owner: node.file.frontMatter.data.owner, dueOn: nextReviewOn };
  };
}
