import type { Maturity } from '../../model/maturity.ts';
import type { Segment } from '../chart.ts';
import type { FrameworkCoverage } from '../coverage.ts';
import type { AreaFailures } from '../findings/areas.ts';
import type { MaturityArea, MaturityReport, MaturityRow } from '../maturity.ts';
import type { AreaScore } from '../scoreboard.ts';
import { getConditionLinks } from './area.ts';
import type { PageContext } from './context.ts';
import type { FrameworkRow } from './controls.ts';
import { toFrameworkRow } from './controls.ts';
import type { GroupRow } from './framework.ts';
import { getGroups } from './framework.ts';
import { getMaturitySegments } from './home.ts';
import type { Page } from './page.ts';
import { PATHS, getAreaPath, getControlPath } from './paths.ts';
import type { ControlLink, SopLink } from './references.ts';
import { toSopLinks } from './references.ts';

/** The scoreboard: each area's mark with everything that it is derived from. */
export interface ScoreboardData {
  areas: { score: AreaScore; path: string; links: Record<string, string> }[];
  /** Failing checks whose controls belong to no area, as far as findings are published. */
  elsewhere?: AreaFailures;
}

/** An SOP of the maturity report with its link. */
export type MaturityReportRow = SopLink & Pick<MaturityRow, 'claimed' | 'earned' | 'unmet' | 'isOverclaimed'>;

/** An area of the maturity report. `rows` are its SOPs, what is furthest from the target first, and `more` is left out here. */
export interface MaturityReportArea extends Pick<MaturityArea, 'key' | 'title' | 'target' | 'total' | 'atTarget'> {
  path?: string;
  counts: Record<Maturity, number>;
  segments: Segment[];
  rows: MaturityReportRow[];
  more: number;
}

/** What the maturity report shows. */
export interface MaturityData {
  areas: MaturityReportArea[];
  counts: Record<Maturity, number>;
  total: number;
  ready: SopLink[];
  moreReady: number;
  overclaimed: number;
}

/** What the coverage report shows: every framework, its groups, and its gaps. */
export interface CoverageData {
  frameworks: (FrameworkRow & {
    groups: { title: string; rows: GroupRow[] }[];
    /** Empty where nothing is covered: there is nothing to part. */
    maturities: FrameworkCoverage['byMaturity'];
    gaps: ControlLink[];
    more: number;
  })[];
}

const MAX_ROWS = 100;
const MAX_READY = 30;

/** Some frameworks have dozens of chapters; their own pages show those. */
function isShort(group: { rows: unknown[] }): boolean {
  return group.rows.length <= 12;
}

/** The scoreboard. */
export function toScoreboardPage(
  { base }: PageContext,
  scores: AreaScore[],
  failures?: ReadonlyMap<string, AreaFailures>,
): Page<'report-scoreboard', ScoreboardData> {
  return {
    kind: 'report-scoreboard',
    path: PATHS.scoreboard,
    title: 'Scoreboard',
    description: 'Are we taking care of this? One derived mark for each area, with its reasons.',
    html: {},
    sources: ['gait.config.yaml'],
    data: {
      areas: scores.map((score) => ({ score, path: getAreaPath(score.key), links: getConditionLinks(base, score) })),
      elsewhere: failures?.get(''),
    },
  };
}

/** The maturity report. */
export function toMaturityPage({ base }: PageContext, report: MaturityReport): Page<'report-maturity', MaturityData> {
  const rows = new Map(report.rows.map((row) => [row.id, row]));
  return {
    kind: 'report-maturity',
    path: PATHS.maturity,
    title: 'Maturity',
    description: 'How mature the SOPs of each area are, and what each still lacks.',
    html: {},
    sources: [...base.sops.values()].map((sop) => sop.file.path),
    data: {
      counts: report.counts,
      total: report.total,
      ready: toSopLinks(base, report.ready.slice(0, MAX_READY)),
      moreReady: Math.max(0, report.ready.length - MAX_READY),
      overclaimed: report.rows.filter((row) => row.isOverclaimed).length,
      areas: report.areas.map((area) => {
        const ids = [...area.sops.crawl, ...area.sops.walk, ...area.sops.run];
        const counts = { crawl: area.sops.crawl.length, walk: area.sops.walk.length, run: area.sops.run.length };
        return {
          key: area.key,
          title: area.title,
          target: area.target,
          total: area.total,
          atTarget: area.atTarget,
          path: area.key === '' ? undefined : getAreaPath(area.key),
          counts,
          segments: getMaturitySegments(counts),
          rows: toReportRows(ids.slice(0, MAX_ROWS)),
          more: Math.max(0, ids.length - MAX_ROWS),
        };
      }),
    },
  };

  function toReportRows(ids: string[]): MaturityReportRow[] {
    return toSopLinks(base, ids).flatMap((link) => {
      const row = rows.get(link.id);
      if (!row) return [];
      const { claimed, earned, unmet, isOverclaimed } = row;
      return [{ ...link, claimed, earned, unmet, isOverclaimed }];
    });
  }
}

/** Frameworks that SOPs serve come first, in the order of their keys. */
function sortByCoverage(coverage: FrameworkCoverage[]): FrameworkCoverage[] {
  return [
    ...coverage.filter(({ counts }) => counts.covered > 0),
    ...coverage.filter(({ counts }) => counts.covered === 0),
  ];
}

/** The coverage report. */
export function toCoveragePage(
  { base }: PageContext,
  coverage: FrameworkCoverage[],
): Page<'report-coverage', CoverageData> {
  return {
    kind: 'report-coverage',
    path: PATHS.coverage,
    title: 'Coverage',
    description: 'How much of each standard our SOPs serve, and where the gaps are.',
    html: {},
    sources: [...base.frameworks.values()].map((framework) => framework.file.path),
    data: {
      frameworks: sortByCoverage(coverage).map((framework) => {
        const gaps = framework.rows.filter((row) => row.best === undefined && !row.isWithdrawn);
        return {
          ...toFrameworkRow(framework),
          groups: framework.counts.covered === 0 ? [] : getGroups(base, framework).filter(isShort),
          maturities: framework.counts.covered === 0 ? [] : framework.byMaturity,
          gaps: gaps
            .slice(0, MAX_ROWS)
            .map(({ reference, title }) => ({ reference, title, path: getControlPath(reference) })),
          more: Math.max(0, gaps.length - MAX_ROWS),
        };
      }),
    },
  };
}
