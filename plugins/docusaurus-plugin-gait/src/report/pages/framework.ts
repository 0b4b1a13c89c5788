import type { ControlNode, FrameworkNode, KnowledgeBase } from '../../model/knowledge-base.ts';
import type { Grid, Segment } from '../chart.ts';
import { getGrid } from '../chart.ts';
import type { CoverageGroup, CoverageRow, FrameworkCoverage, MaturityGroup } from '../coverage.ts';
import { toCoverageRow } from '../coverage.ts';
import type { PageContext } from './context.ts';
import type { PublishedFindings, PublishedNeed } from '../findings/publish.ts';
import type { StatusBook, VerdictCounts } from '../findings/status.ts';
import { getPublishedState, getPublishedVerdicts } from './control-state.ts';
import { type PublishedExceptions, getPublishedExceptions } from './exception-rows.ts';
import { getCoverageSegments } from './home.ts';
import type { Page } from './page.ts';
import { getControlPath, getFrameworkPath } from './paths.ts';
import type { SopLink } from './references.ts';
import { toAnswerLinks } from './references.ts';

/** One control in the table of its framework. `more` counts SOPs that are not named here. */
export interface FrameworkControl extends Omit<CoverageRow, 'sops'> {
  page: string;
  sops: SopLink[];
  more: number;
  /** Where it stands, as far as that is published. */
  verdict?: string;
  /** Exceptions in force that are published. */
  exceptions: number;
}

/** A failing check of a framework. */
export type FrameworkNeed = Omit<PublishedNeed, 'where'>;

/** Controls of one chapter as cells in the order of the catalogue; `states` has one of `gap crawl walk run` for each. */
export interface ChapterMap {
  title: string;
  ids: string[];
  states: string[];
  grid: Grid;
}

/** A group of controls with its bar. */
export type GroupRow = CoverageGroup & { title: string; segments: Segment[] };

/** What the page of a framework shows. */
export interface FrameworkData {
  key: string;
  version: string;
  licence?: string;
  sources: { url: string; read_on: string }[];
  counts: FrameworkCoverage['counts'];
  segments: Segment[];
  /** Controls by where they stand, as far as that is published. */
  verdicts?: VerdictCounts;
  /** Failing checks of its controls and what to follow, as far as that is published. */
  needs?: FrameworkNeed[];
  moreNeeds: number;
  /** Exceptions in force from its controls and checks; undefined when that is not published. */
  exceptions?: number;
  chapters: ChapterMap[];
  groups: { title: string; rows: GroupRow[] }[];
  maturities: MaturityGroup[];
  /** Gaps first. */
  controls: FrameworkControl[];
}

const MAX_SOPS = 5;
const MAX_NEEDS = 50;

/** The page of a framework: how well it is served, gaps first. */
export function toFrameworkPage(
  { base }: PageContext,
  input: { coverage: FrameworkCoverage; node: FrameworkNode; book: StatusBook; published: PublishedFindings },
): Page<'framework', FrameworkData> {
  const { coverage, node, book, published } = input;
  const controls = node.controls.flatMap((reference) => base.controls.get(reference) ?? []);
  const targets = controls.flatMap(getTargets);
  const needs = getOwnNeeds(published, new Set(targets));
  const { licence, sources = [] } = node.file.yaml.data;
  return {
    kind: 'framework',
    path: getFrameworkPath(coverage.key),
    title: `${coverage.title} ${coverage.version}`,
    description: `Controls of ${coverage.title} ${coverage.version}, the SOPs that serve them and the checks that test them.`,
    html: {},
    sources: [node.file.path],
    data: {
      key: coverage.key,
      version: coverage.version,
      licence,
      sources,
      counts: coverage.counts,
      segments: getCoverageSegments(coverage.counts),
      verdicts: getPublishedVerdicts(base, book, node),
      needs: needs?.slice(0, MAX_NEEDS),
      moreNeeds: Math.max(0, (needs?.length ?? 0) - MAX_NEEDS),
      exceptions: countInForce(getPublishedExceptions(base, book, targets)),
      chapters: getChapters(base, node),
      groups: getGroups(base, coverage),
      maturities: coverage.byMaturity,
      controls: coverage.rows.map(({ sops, ...row }) => ({
        ...row,
        page: getControlPath(row.reference),
        sops: toAnswerLinks(base, sops).slice(0, MAX_SOPS),
        more: Math.max(0, sops.length - MAX_SOPS),
        verdict: getVerdict(row.reference),
        exceptions: getExceptions(row.reference),
      })),
    },
  };

  function getExceptions(reference: string): number {
    const control = base.controls.get(reference);
    if (!control || base.configuration.publish.exceptions !== 'full') return 0;
    return countInForce(getPublishedExceptions(base, book, getTargets(control))) ?? 0;
  }

  function getVerdict(reference: string): string | undefined {
    const control = base.controls.get(reference);
    const state = control && getPublishedState(base, book, control);
    return state?.isExcused ? 'excused' : state?.verdict;
  }
}

/** What an exception may name to excuse a control: itself or one of its checks. */
function getTargets({ reference, control }: ControlNode): string[] {
  return [reference, ...control.checks.map(({ id }) => id)];
}

function countInForce(exceptions: PublishedExceptions): number | undefined {
  return Array.isArray(exceptions) ? exceptions.filter((one) => !one.isExpired).length : exceptions;
}

/** Failing checks of the framework's controls; where they fail stands on the page of findings. */
function getOwnNeeds({ needs }: PublishedFindings, targets: ReadonlySet<string>): FrameworkNeed[] | undefined {
  return needs?.filter(({ reference }) => targets.has(reference)).map(({ where: _, ...need }) => need);
}

/** The groups of a framework that tell anything: a level that all controls share says nothing. */
export function getGroups(base: KnowledgeBase, coverage: FrameworkCoverage): { title: string; rows: GroupRow[] }[] {
  const areaTitle = (key: string) =>
    base.configuration.areas.find((area) => area.key === key)?.title ?? (key || 'No area');
  const toRows = (groups: CoverageGroup[], toTitle: (key: string) => string): GroupRow[] =>
    groups.map((group) => ({ ...group, title: toTitle(group.key), segments: getCoverageSegments(group) }));
  return [
    { title: 'Chapter', rows: toRows(coverage.byPath, (key) => key || 'No chapter') },
    { title: 'Level', rows: toRows(coverage.byLevel, (key) => `Level ${key}`) },
    { title: 'Area', rows: toRows(coverage.byArea, areaTitle) },
    { title: 'Assessment', rows: toRows(coverage.byAssessment, (key) => key) },
  ].filter((group) => group.rows.length > 1);
}

function getChapters(base: KnowledgeBase, node: FrameworkNode): ChapterMap[] {
  const chapters = new Map<string, { id: string; state: string }[]>();
  for (const reference of node.controls) {
    const control = base.controls.get(reference);
    if (!control) continue;
    const row = toCoverageRow(base, control);
    if (row.isWithdrawn) continue;
    const title = row.path[0] ?? 'Controls';
    chapters.set(title, [...(chapters.get(title) ?? []), { id: row.id, state: row.best ?? 'gap' }]);
  }
  return [...chapters].map(([title, cells]) => ({
    title,
    ids: cells.map((cell) => cell.id),
    states: cells.map((cell) => cell.state),
    grid: getGrid({ count: cells.length, columns: 12, size: 20, gap: 4 }),
  }));
}
