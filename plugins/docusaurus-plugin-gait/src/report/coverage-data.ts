import type { Coverage } from '../model/schema/coverage.ts';
import type { FrameworkCoverage } from './coverage.ts';

/** What coverage data says beside the numbers. */
interface CoverageDataInput {
  /** Left out of files of a site: `/build.json` says it once for all. */
  asOf?: string;
  /** Absolute address of the page of a framework, by its key; without it there are no addresses. */
  toUrl?: (key: string) => string;
}

/** The coverage report in its published form, see {@link Coverage}. */
export function getCoverageData(report: FrameworkCoverage[], { asOf, toUrl }: CoverageDataInput = {}): Coverage {
  return {
    schema: 1,
    report: 'coverage',
    ...(asOf !== undefined && { as_of: asOf }),
    frameworks: report.map((framework) => ({
      key: framework.key,
      title: framework.title,
      ...(toUrl && { url: toUrl(framework.key) }),
      counts: framework.counts,
      by_area: framework.byArea,
      by_level: framework.byLevel,
      by_assessment: framework.byAssessment,
      by_chapter: framework.byPath,
      by_maturity: framework.byMaturity,
      controls: framework.rows.map((row) => ({
        reference: row.reference,
        title: row.title,
        path: row.path,
        ...(row.area !== undefined && { area: row.area }),
        levels: row.levels,
        ...(row.severity !== undefined && { severity: row.severity }),
        assessment: row.assessment,
        status: row.isWithdrawn ? ('withdrawn' as const) : ('active' as const),
        ...(row.best !== undefined && { best: row.best }),
        sops: row.sops,
        checks: row.checks,
      })),
    })),
  };
}
