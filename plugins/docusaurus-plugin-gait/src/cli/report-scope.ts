import { countCoverage, type CoverageRow, type FrameworkCoverage, groupByMaturity } from '../report/coverage.ts';
import type { MaturityReport } from '../report/maturity.ts';

/** What of a report is asked for. */
export interface Scope {
  area?: string;
  /** `cis-aws` or `cis-aws@5.0.0`. */
  framework?: string;
  /** Level or profile of the controls. */
  level?: string;
  assessment?: string;
  /** Effective maturity of the best SOP of the controls, or `gap`. */
  best?: string;
}

/** The maturity report of one area, or all of it. */
export function toMaturityScope(report: MaturityReport, { area }: Scope): MaturityReport {
  if (area === undefined) return report;
  const rows = report.rows.filter((row) => row.area === area);
  const ids = new Set(rows.map((row) => row.id));
  const count = (level: 'crawl' | 'walk' | 'run'): number => rows.filter((row) => row.effective === level).length;
  return {
    areas: report.areas.filter((one) => one.key === area),
    counts: { crawl: count('crawl'), walk: count('walk'), run: count('run') },
    total: rows.length,
    ready: report.ready.filter((id) => ids.has(id)),
    rows,
  };
}

/** Coverage of the controls that are asked for: of one framework, area, level, assessment, maturity of the best SOP, or all of it. */
export function toCoverageScope(report: FrameworkCoverage[], scope: Scope): FrameworkCoverage[] {
  const { area, framework, level, assessment, best } = scope;
  const chosen = report.filter(
    (one) => framework === undefined || one.key === framework || one.framework === framework,
  );
  if ([area, level, assessment, best].every((one) => one === undefined)) return chosen;
  const isAskedFor = (row: CoverageRow): boolean =>
    (area === undefined || row.area === area) &&
    (level === undefined || row.levels.includes(level)) &&
    (assessment === undefined || row.assessment === assessment) &&
    // A withdrawn control that nobody serves is no gap.
    (best === undefined || (best === 'gap' ? row.best === undefined && !row.isWithdrawn : row.best === best));
  return chosen.map((one) => {
    const rows = one.rows.filter(isAskedFor);
    const counted = rows.filter((row) => !row.isWithdrawn);
    const regroup = (groups: FrameworkCoverage['byLevel'], has: (row: CoverageRow, key: string) => boolean) =>
      groups
        .map(({ key }) => ({ key, ...countCoverage(counted.filter((row) => has(row, key))) }))
        .filter((group) => group.total > 0);
    return {
      ...one,
      rows,
      counts: countCoverage(counted),
      byArea: regroup(one.byArea, (row, key) => (row.area ?? '') === key),
      byLevel: regroup(one.byLevel, (row, key) => row.levels.includes(key)),
      byAssessment: regroup(one.byAssessment, (row, key) => row.assessment === key),
      byPath: regroup(one.byPath, (row, key) => (row.path[0] ?? '') === key),
      byMaturity: groupByMaturity(counted),
    };
  });
}
