import { compareText } from '../model/diagnostic.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';

/** The commit that last changed a file, as git tells. `date` is an ISO civil date. */
export interface Change {
  commit: string;
  date: string;
}

/** An SOP or a standard that was changed (from git) or, without git, reviewed. */
export interface RecentChange {
  kind: 'sop' | 'standard';
  id: string;
  title: string;
  on: string;
  what: 'changed' | 'reviewed';
}

/** What was changed last, newest first, drafts included. `changed` is by path of the file. */
export function getRecentChanges(
  base: KnowledgeBase,
  { changed, limit = 8 }: { changed?: Map<string, Change>; limit?: number } = {},
): RecentChange[] {
  const rows: RecentChange[] = [];
  for (const [kind, nodes] of [['sop', base.sops] as const, ['standard', base.standards] as const]) {
    for (const { id, title, file, review } of nodes.values()) {
      const change = changed?.get(file.path);
      if (change) rows.push({ kind, id, title, on: change.date, what: 'changed' });
      else if (review.lastReviewedOn) rows.push({ kind, id, title, on: review.lastReviewedOn, what: 'reviewed' });
    }
  }
  return rows
    .sort((a, b) => compareText(b.on, a.on) || compareText(a.kind, b.kind) || compareText(a.id, b.id))
    .slice(0, limit);
}
