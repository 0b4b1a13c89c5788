import type { KnowledgeBase, SopNode, Unmet } from '../../model/knowledge-base.ts';
import type { SopFile } from '../../model/document.ts';
import type { EarnedMaturity, Maturity } from '../../model/maturity.ts';
import { getOutdated, type OutdatedGroup } from '../outdated.ts';
import { getPerformerText, getPublishedText } from '../people.ts';

/** One record that counts. `on` is the civil date on which it was finished, as its author wrote it. */
export interface EvidenceRow {
  id: string;
  on: string;
  environment: string;
  outcome: string;
  by: string;
}

/** Why an SOP has its maturity, as far as it may be published. */
export interface Evidence {
  claimed: Maturity;
  earned: EarnedMaturity;
  effective: Maturity;
  rehearsed: boolean;
  unmet: Unmet[];
  counting: EvidenceRow[];
  /** Records of earlier texts, and what changed since. */
  outdated: OutdatedGroup[];
  /** Other records that do not count, newest first, with the reason. */
  ignored: { id: string; reason: string }[];
}

/** How many records of each kind a page names; the newest come first. */
const MAX_ROWS = 10;

/**
 * The evidence behind an SOP's maturity; people are named as the configuration allows.
 * @param past by record path: the SOP as it was when a record was made that no longer counts.
 */
export function getEvidence(
  base: KnowledgeBase,
  node: SopNode,
  past: ReadonlyMap<string, SopFile> = new Map(),
): Evidence {
  const { claimed, earned, effective, rehearsed, unmet, counting, ignored } = node.maturity;
  const { people } = base.configuration.publish;
  const owner = base.configuration.owners[node.file.frontMatter.data.owner ?? '']?.name;
  const rows = counting.map((id): EvidenceRow => {
    const record = base.records.get(id)?.yaml.data;
    return {
      id,
      on: record?.finished_at?.slice(0, 10) ?? '',
      environment: record?.environment ?? 'unknown',
      outcome: record?.outcome ?? 'unknown',
      by: getPerformerText(record?.performer, { people, owner }),
    };
  });
  const outdated = getOutdated(node, past).map((group) => ({
    ...group,
    changes: group.changes?.map((row) => ({ ...row, text: getPublishedText(row.text, people) })) ?? null,
  }));
  const told = new Set(outdated.flatMap(({ records }) => records.map(({ id }) => id)));
  return {
    claimed,
    earned,
    effective,
    rehearsed,
    unmet,
    counting: rows.sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0)).slice(0, MAX_ROWS),
    outdated,
    ignored: ignored
      .filter(({ id }) => !told.has(id))
      .reverse()
      .slice(0, MAX_ROWS)
      .map(({ id, reason }) => ({ id, reason: getPublishedText(reason, people) })),
  };
}
