import type { AreaMark } from '../../model/knowledge-base.ts';
import type { Maturity } from '../../model/maturity.ts';
import type { Segment } from '../chart.ts';
import { getSegments } from '../chart.ts';
import type { FrameworkCoverage } from '../coverage.ts';
import { countReviewsByDay, getReviews } from '../due.ts';
import type { MaturityReport } from '../maturity.ts';
import { getRecentChanges } from '../recent.ts';
import type { AreaCondition, AreaScore } from '../scoreboard.ts';
import type { PageContext } from './context.ts';
import type { Page } from './page.ts';
import { PATHS, getAreaPath, getFrameworkPath, getSopPath } from './paths.ts';
import type { PageLink } from './references.ts';
import { toStandardLink } from './references.ts';

/** One area on the home page. */
export interface HomeArea extends PageLink {
  description?: string;
  mark: AreaMark;
  held: number;
  asked: number;
  /** The first thing that does not hold, in words. */
  firstGap?: string;
  counts: Record<Maturity, number>;
  segments: Segment[];
}

/** A dated line: a review that is due, or a change. */
export interface DatedLink extends PageLink {
  on: string;
  note?: string;
}

/** What the home page shows. */
export interface HomeData {
  title: string;
  areas: HomeArea[];
  counts: Record<Maturity, number>;
  ready: number;
  /** The reviews that come first. */
  due: DatedLink[];
  /** All reviews by day, so that the browser can count what is overdue today. */
  reviewDays: [day: string, count: number][];
  recent: DatedLink[];
  frameworks: (PageLink & { covered: number; total: number; segments: Segment[] })[];
}

/** The home page: are we taking care of this, what is due, what changed. */
export function toHomePage(
  { base, changed }: PageContext,
  reports: { scores: AreaScore[]; maturity: MaturityReport; coverage: FrameworkCoverage[] },
): Page<'home', HomeData> {
  const reviews = getReviews(base);
  const recent = getRecentChanges(base, { changed });
  const { title } = base.configuration;
  return {
    kind: 'home',
    path: PATHS.home,
    title,
    description: 'Procedures with earned maturity: what is covered, what is current, what is due.',
    html: {},
    sources: [...base.sops.values(), ...base.standards.values()].map((node) => node.file.path),
    data: {
      title,
      areas: reports.scores.map((score) => toHomeArea(score, reports.maturity)),
      counts: reports.maturity.counts,
      ready: reports.maturity.ready.length,
      due: reviews.slice(0, 8).map((one) => ({ ...toLink(one), on: one.dueOn, note: getOwnerName(one.owner) })),
      reviewDays: countReviewsByDay(reviews),
      recent: recent.map((one) => ({ ...toLink(one), on: one.on, note: one.what })),
      frameworks: reports.coverage.map(({ key, title: name, version, counts }) => ({
        title: `${name} ${version}`,
        path: getFrameworkPath(key),
        covered: counts.covered,
        total: counts.total,
        segments: getCoverageSegments(counts),
      })),
    },
  };

  function toLink({ kind, id, title: text }: { kind: 'sop' | 'standard'; id: string; title: string }): PageLink {
    const standard = kind === 'standard' ? base.standards.get(id) : undefined;
    return standard ? toStandardLink(base, standard) : { title: text, path: getSopPath(id) };
  }

  function getOwnerName(key: string | undefined): string | undefined {
    return key === undefined ? undefined : base.configuration.owners[key]?.name;
  }
}

/** A bar of controls: best maturity first, gaps last. */
export function getCoverageSegments(counts: FrameworkCoverage['counts']): Segment[] {
  const { run, walk, crawl, total, covered } = counts;
  return getSegments([
    ['run', run],
    ['walk', walk],
    ['crawl', crawl],
    ['gap', total - covered],
  ]);
}

/** A bar of SOPs: best maturity first. */
export function getMaturitySegments({ run, walk, crawl }: Record<Maturity, number>): Segment[] {
  return getSegments([
    ['run', run],
    ['walk', walk],
    ['crawl', crawl],
  ]);
}

function toHomeArea(score: AreaScore, maturity: MaturityReport): HomeArea {
  const sops = maturity.areas.find((area) => area.key === score.key)?.sops;
  const counts = { crawl: sops?.crawl.length ?? 0, walk: sops?.walk.length ?? 0, run: sops?.run.length ?? 0 };
  const gap = score.conditions.find((condition) => !condition.holds);
  return {
    title: score.title,
    path: getAreaPath(score.key),
    description: score.description,
    mark: score.mark,
    held: score.held,
    asked: score.conditions.length,
    firstGap: gap && getGapText(gap),
    counts,
    segments: getMaturitySegments(counts),
  };
}

/** What failing checks lack is a sentence of its own. */
function getGapText({ kind, title, detail = 'does not hold' }: AreaCondition): string {
  return kind === 'findings' ? detail : `${title} ${detail}`;
}
