import type { KnowledgeBase, SopNode } from '../../model/knowledge-base.ts';
import { getPerformerText } from '../people.ts';

/** One time that an SOP was carried out, as far as it may be published. */
export interface HistoryRow {
  id: string;
  /** Civil date on which it was finished, as its author wrote it. */
  on: string;
  by: string;
  environment: string;
  outcome: string;
  fingerprint: string;
  /** Whether it followed the text that the page shows, or one that is accepted as its mere rewording. */
  isOfThisText: boolean;
}

/** How many records a page names. */
const MAX_ROWS = 12;

/** Records of an SOP, newest first; people are named as the configuration allows. */
export function getHistory(base: KnowledgeBase, node: SopNode): { rows: HistoryRow[]; total: number } {
  const { people } = base.configuration.publish;
  const sop = node.file.frontMatter.data;
  const owner = base.configuration.owners[sop.owner ?? '']?.name;
  const own = new Set([node.file.fingerprint, ...(sop.accepts ?? [])]);
  return {
    total: node.records.length,
    rows: node.records.slice(0, MAX_ROWS).map(({ path, yaml: { data } }) => ({
      id: data.id ?? path.replace(/^.*\/|\.ya?ml$/gu, ''),
      on: data.finished_at?.slice(0, 10) ?? '',
      by: getPerformerText(data.performer, { people, owner }),
      environment: data.environment ?? 'unknown',
      outcome: data.outcome ?? 'unknown',
      fingerprint: data.fingerprint ?? 'unknown',
      isOfThisText: data.fingerprint !== undefined && own.has(data.fingerprint),
    })),
  };
}
