import type { RecordFile } from '../model/document.ts';
import type { KnowledgeBase, MaturityState, SopNode } from '../model/knowledge-base.ts';
import { EARNED_MATURITIES, getMaturityRank } from '../model/maturity.ts';
import type { Impact, ImpactRecord } from '../model/schema/impact.ts';
import { compareText } from '../model/diagnostic.ts';
import type { Sides, SopPair } from './impact-side.ts';

/** SOPs of both revisions whose claimed, earned or effective maturity differs. */
export function getMaturityImpact(pairs: readonly SopPair[]): Impact['maturity'] {
  return pairs.flatMap(({ before, after }) => {
    if (!before || !after) return [];
    const [then, now] = [before.maturity, after.maturity];
    const moves = [
      getMaturityRank(now.claimed) - getMaturityRank(then.claimed),
      getEarnedRank(now) - getEarnedRank(then),
      getMaturityRank(now.effective) - getMaturityRank(then.effective),
    ];
    if (moves.every((move) => move === 0)) return [];
    const [isUp, isDown] = [moves.some((move) => move > 0), moves.some((move) => move < 0)];
    return [
      {
        sop: after.id,
        title: after.title,
        change: isUp && isDown ? ('mixed' as const) : isUp ? ('raised' as const) : ('lost' as const),
        claimed: { before: then.claimed, after: now.claimed },
        earned: { before: then.earned, after: now.earned },
        effective: { before: then.effective, after: now.effective },
        unmet: getNextUnmet(now),
      },
    ];
  });
}

/** Records that were added and removed, and those that stop counting or count again, by id. */
export function getRecordImpact({ before, after }: Sides, pairs: readonly SopPair[]): Impact['records'] {
  const sopOf = new Map(
    pairs.flatMap(({ before: then, after: now }) =>
      [...(then?.records ?? []), ...(now?.records ?? [])].map((record) => [getId(record), now ?? then] as const),
    ),
  );
  const toRecord = (base: KnowledgeBase, id: string): ImpactRecord => {
    const file = base.records.get(id);
    const node = sopOf.get(id);
    return {
      id,
      sop: node?.id ?? file?.yaml.data.sop ?? '',
      file: file?.path ?? '',
      reason: node ? getReason(node, id) : 'of an SOP that does not exist',
    };
  };
  const idsOf = (side: KnowledgeBase) => [...side.records.keys()];
  const added = idsOf(after.base).filter((id) => !before.base.records.has(id));
  const removed = idsOf(before.base).filter((id) => !after.base.records.has(id));
  const stopped = pairs.flatMap((pair) => getStopped(pair).filter((id) => after.base.records.has(id)));
  const resumed = pairs.flatMap(({ before: then, after: now }) =>
    then && now ? getStopped({ before: now, after: then }).filter((id) => before.base.records.has(id)) : [],
  );
  return {
    added: added.map((id) => toRecord(after.base, id)),
    removed: removed.map((id) => ({ ...toRecord(before.base, id), reason: 'removed' })),
    stopped: stopped.sort(compareText).map((id) => toRecord(after.base, id)),
    resumed: resumed.sort(compareText).map((id) => toRecord(after.base, id)),
  };
}

/**
 * Ids of records that counted before and do not now. Where the SOP earned a higher level, its evidence is told for that level:
 * then only what was made for another text has stopped counting.
 */
function getStopped({ before, after }: SopPair): string[] {
  if (!before) return [];
  if (!after) return before.maturity.counting;
  const now = new Set(after.maturity.counting);
  const isHigher = getEarnedRank(after.maturity) > getEarnedRank(before.maturity);
  const isOtherText = before.file.fingerprint !== after.file.fingerprint;
  return before.maturity.counting.filter((id) => !now.has(id) && (!isHigher || isOtherText));
}

function getReason({ maturity }: SopNode, id: string): string | null {
  if (maturity.counting.includes(id)) return null;
  return maturity.ignored.find((one) => one.id === id)?.reason ?? 'not asked for';
}

function getNextUnmet({ earned, unmet }: MaturityState): string[] {
  const next = earned === 'crawl' ? 'walk' : 'run';
  return unmet.filter(({ level }) => level === next).map(({ what }) => what);
}

function getEarnedRank({ earned }: MaturityState): number {
  return EARNED_MATURITIES.indexOf(earned);
}

function getId(record: RecordFile): string {
  return record.yaml.data.id ?? record.path.slice(record.path.lastIndexOf('/') + 1).replace(/\.[^.]*$/u, '');
}
