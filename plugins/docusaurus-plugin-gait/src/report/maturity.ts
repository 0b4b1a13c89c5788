import type { SopFile } from '../model/document.ts';
import type { KnowledgeBase, SopNode, Unmet } from '../model/knowledge-base.ts';
import { MATURITIES, getMaturityRank } from '../model/maturity.ts';
import type { EarnedMaturity, Maturity } from '../model/maturity.ts';
import type { Area } from './areas.ts';
import { getOutdated, type OutdatedGroup } from './outdated.ts';
import { compareTitles, getActiveSops, getAreaKey, getAreas } from './areas.ts';

/** One SOP of the maturity report. */
export interface MaturityRow {
  id: string;
  title: string;
  /** Key of its area, '' when it names none that is configured. */
  area: string;
  owner?: string;
  claimed: Maturity;
  earned: EarnedMaturity;
  effective: Maturity;
  /** True when the evidence supports less than is claimed. */
  isOverclaimed: boolean;
  /** True when all evidence comes from an emulator. */
  rehearsed: boolean;
  /** What it still lacks for the next level. */
  unmet: Unmet[];
  /** Records of earlier texts, newest first, and what changed since. */
  outdated: OutdatedGroup[];
}

/** One area of the maturity report: ids of its SOPs by effective maturity. */
export interface MaturityArea extends Area {
  sops: Record<Maturity, string[]>;
  total: number;
  /** SOPs at or above the area's target. */
  atTarget: number;
}

/** Area × maturity, and the SOPs behind every number. */
export interface MaturityReport {
  areas: MaturityArea[];
  counts: Record<Maturity, number>;
  total: number;
  /** Ids of SOPs that are run but for the automation: what to automate next. */
  ready: string[];
  /** Every active SOP, by title. */
  rows: MaturityRow[];
}

/** By record path: the SOP as it was when a record was made that no longer counts. */
type Past = ReadonlyMap<string, SopFile>;

/** Works out the maturity report of all active SOPs. */
export function getMaturityReport(base: KnowledgeBase, past: Past = new Map()): MaturityReport {
  const rows = getActiveSops(base)
    .map((sop) => toMaturityRow(base, sop, past))
    .sort(compareTitles);
  const areas = getAreas(base).map((area) => {
    const own = rows.filter((row) => row.area === area.key);
    return {
      ...area,
      sops: groupByMaturity(own),
      total: own.length,
      atTarget: own.filter((row) => getMaturityRank(row.effective) >= getMaturityRank(area.target)).length,
    };
  });
  const byMaturity = groupByMaturity(rows);
  return {
    areas: areas.filter((area) => area.key !== '' || area.total > 0),
    counts: { crawl: byMaturity.crawl.length, walk: byMaturity.walk.length, run: byMaturity.run.length },
    total: rows.length,
    ready: rows.filter((row) => row.earned === 'ready').map((row) => row.id),
    rows,
  };
}

/** One SOP's row, whatever its status. */
export function toMaturityRow(base: KnowledgeBase, sop: SopNode, past: Past = new Map()): MaturityRow {
  const { claimed, earned, effective, unmet, rehearsed } = sop.maturity;
  return {
    id: sop.id,
    title: sop.title,
    area: getAreaKey(base, sop),
    owner: sop.file.frontMatter.data.owner,
    claimed,
    earned,
    effective,
    isOverclaimed: getMaturityRank(claimed) > getMaturityRank(effective),
    rehearsed,
    unmet,
    outdated: getOutdated(sop, past),
  };
}

function groupByMaturity(rows: MaturityRow[]): Record<Maturity, string[]> {
  const groups: Record<Maturity, string[]> = { crawl: [], walk: [], run: [] };
  for (const level of MATURITIES) groups[level] = rows.filter((row) => row.effective === level).map((row) => row.id);
  return groups;
}
