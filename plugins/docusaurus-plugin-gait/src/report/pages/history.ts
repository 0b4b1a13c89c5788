import type { KnowledgeBase, SopNode } from '../../model/knowledge-base.ts';
import type { SopFile } from '../../model/document.ts';
import { getPerformerText } from '../people.ts';
import { toPastText, type PastText } from './past-text.ts';

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

/** What a page says of the times that its SOP was carried out. */
export interface History {
  /** Newest first. */
  rows: HistoryRow[];
  total: number;
  /** Earlier texts that the rows followed, each once, as far as git still has them. */
  texts: PastText[];
}

/** How many records a page names. */
const MAX_ROWS = 12;

/**
 * Records of an SOP, newest first; people are named as the configuration allows.
 * @param past by path of a record: the SOP as it was then. One that held a credential is not shown.
 */
export function getHistory(base: KnowledgeBase, node: SopNode, past?: ReadonlyMap<string, SopFile>): History {
  const { people } = base.configuration.publish;
  const sop = node.file.frontMatter.data;
  const owner = base.configuration.owners[sop.owner ?? '']?.name;
  const own = new Set([node.file.fingerprint, ...(sop.accepts ?? [])]);
  const newest = node.records.slice(0, MAX_ROWS);
  const texts = new Map<string, PastText>();
  for (const { path, yaml } of newest) {
    const { fingerprint } = yaml.data;
    const text = past?.get(path);
    if (fingerprint === undefined || !text || (text.secrets ?? []).length > 0 || texts.has(fingerprint)) continue;
    texts.set(fingerprint, toPastText(fingerprint, text, node.file));
  }
  return {
    total: node.records.length,
    texts: [...texts.values()],
    rows: newest.map(({ path, yaml: { data } }) => ({
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
