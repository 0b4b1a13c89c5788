import type { ControlNode, FrameworkNode, KnowledgeBase } from '../model/knowledge-base.ts';
import { getMaturityRank, MATURITIES } from '../model/maturity.ts';
import type { Maturity } from '../model/maturity.ts';
import type { Control } from '../model/schema/catalogue.ts';
import { isActive } from './areas.ts';

/** How well a group of controls is served. `crawl`, `walk`, `run`: by the best SOP of each control; the rest are gaps. */
export interface CoverageCount {
  total: number;
  covered: number;
  crawl: number;
  walk: number;
  run: number;
  /** Controls that at least one check tests. */
  checked: number;
}

/** Counts of one group, such as level 1 or a chapter. `key` is '' for controls that have no value. */
export interface CoverageGroup extends CoverageCount {
  key: string;
}

/** Best SOP of a control as a key: its effective maturity, or `gap` where there is none. */
export const BEST_SOPS = ['gap', ...MATURITIES] as const;

/** Controls whose best SOP has this maturity. */
export interface MaturityGroup {
  key: (typeof BEST_SOPS)[number];
  total: number;
  /** As the standard says that they are assessed. */
  automated: number;
  manual: number;
  /** Controls that at least one check tests. */
  checked: number;
}

/** One control of the coverage report. */
export interface CoverageRow {
  reference: string;
  id: string;
  title: string;
  path: string[];
  levels: string[];
  severity?: string;
  assessment: Control['assessment'];
  area?: string;
  isWithdrawn: boolean;
  /** Effective maturity of the best active SOP that serves it; undefined marks a gap. */
  best?: Maturity;
  /** Ids of the active SOPs that serve it, most mature first. */
  sops: string[];
  checks: number;
}

/** Coverage of one framework. Withdrawn controls are listed last and not counted. */
export interface FrameworkCoverage {
  key: string;
  framework: string;
  version: string;
  title: string;
  counts: CoverageCount;
  byLevel: CoverageGroup[];
  byArea: CoverageGroup[];
  byAssessment: CoverageGroup[];
  byPath: CoverageGroup[];
  /** All four, also empty ones. */
  byMaturity: MaturityGroup[];
  rows: CoverageRow[];
}

/** Coverage of every framework, in the order of their keys. */
export function getCoverageReport(base: KnowledgeBase): FrameworkCoverage[] {
  return [...base.frameworks.values()].map((framework) => getFrameworkCoverage(base, framework));
}

/** Coverage of one framework: gaps first, then by maturity, each in the order of the catalogue. */
export function getFrameworkCoverage(base: KnowledgeBase, framework: FrameworkNode): FrameworkCoverage {
  const rows = framework.controls
    .map((reference) => base.controls.get(reference))
    .filter((node) => node !== undefined)
    .map((node) => toCoverageRow(base, node));
  const counted = rows.filter((row) => !row.isWithdrawn);
  const areas = base.configuration.areas.map((area) => area.key);
  return {
    key: framework.key,
    framework: framework.framework,
    version: framework.version,
    title: framework.title,
    counts: countCoverage(counted),
    byLevel: groupCoverage(counted, (row) => row.levels),
    byArea: groupCoverage(counted, (row) => [row.area ?? '']).sort(
      (a, b) => rankOf(areas, a.key) - rankOf(areas, b.key),
    ),
    byAssessment: groupCoverage(counted, (row) => [row.assessment]),
    byPath: groupCoverage(counted, (row) => [row.path[0] ?? '']),
    byMaturity: groupByMaturity(counted),
    rows: rows.sort((a, b) => getGapRank(a) - getGapRank(b)),
  };
}

/** One control's row. */
export function toCoverageRow(base: KnowledgeBase, node: ControlNode): CoverageRow {
  const { control } = node;
  const serving = node.sops
    .flatMap((id) => {
      const sop = base.sops.get(id);
      return sop && isActive(sop) ? [{ id, level: sop.maturity.effective }] : [];
    })
    .sort((a, b) => getMaturityRank(b.level) - getMaturityRank(a.level));
  return {
    reference: node.reference,
    id: control.id,
    title: control.title,
    path: control.path,
    levels: control.levels,
    severity: control.severity,
    assessment: control.assessment,
    area: control.area,
    isWithdrawn: control.status === 'withdrawn',
    best: serving[0]?.level,
    sops: serving.map((one) => one.id),
    checks: control.checks.length,
  };
}

/** Counts rows as they are; filter withdrawn ones before. */
export function countCoverage(rows: CoverageRow[]): CoverageCount {
  const at = (level: Maturity): number => rows.filter((row) => row.best === level).length;
  return {
    total: rows.length,
    covered: rows.filter((row) => row.best !== undefined).length,
    crawl: at('crawl'),
    walk: at('walk'),
    run: at('run'),
    checked: rows.filter((row) => row.checks > 0).length,
  };
}

/** Counts by the maturity of each control's best SOP; filter withdrawn controls before. */
export function groupByMaturity(rows: CoverageRow[]): MaturityGroup[] {
  return BEST_SOPS.map((key) => toMaturityGroup(key, rows));
}

function toMaturityGroup(key: MaturityGroup['key'], rows: CoverageRow[]): MaturityGroup {
  const own = rows.filter((row) => (row.best ?? 'gap') === key);
  const count = (assessment: Control['assessment']): number =>
    own.filter((row) => row.assessment === assessment).length;
  return {
    key,
    total: own.length,
    automated: count('automated'),
    manual: count('manual'),
    checked: own.filter((row) => row.checks > 0).length,
  };
}

/** Groups in the order in which the catalogue first names them; a control with two levels counts in both. */
function groupCoverage(rows: CoverageRow[], getKeys: (row: CoverageRow) => string[]): CoverageGroup[] {
  const groups = new Map<string, CoverageRow[]>();
  for (const row of rows) {
    for (const key of getKeys(row)) groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups].map(([key, members]) => ({ key, ...countCoverage(members) }));
}

function getGapRank(row: CoverageRow): number {
  if (row.isWithdrawn) return 4;
  return row.best === undefined ? 0 : 1 + getMaturityRank(row.best);
}

function rankOf(keys: string[], key: string): number {
  const at = keys.indexOf(key);
  return at < 0 ? keys.length : at;
}
