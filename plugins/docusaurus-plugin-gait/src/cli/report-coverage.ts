import { getCoverageData } from '../report/coverage-data.ts';
import type {
  CoverageCount,
  CoverageGroup,
  CoverageRow,
  FrameworkCoverage,
  MaturityGroup,
} from '../report/coverage.ts';
import { PLAIN } from '../write/colours.ts';
import { toCsv } from '../write/csv.ts';
import { toMarkdownCode, toMarkdownTable, toMarkdownText } from '../write/markdown.ts';
import type { ReportContext } from './report-context.ts';
import { toTable } from '../write/table.ts';
import { toVisibleLine } from '../write/visible.ts';

const COUNTS = ['Controls', 'Covered', 'Crawl', 'Walk', 'Run', 'With a check'];
const BEST_HEADER = ['Best SOP', 'Controls', 'Automated', 'Manual', 'With a check'];
const CONTROL_HEADER = ['Control', 'Title', 'Best SOP', 'SOPs', 'Checks'];

/** Coverage for a terminal: for each framework counts by area, level, assessment and maturity of the best SOP, then its controls, gaps first. */
export function toCoverageTable(report: FrameworkCoverage[], { asOf, colours = PLAIN }: ReportContext): string {
  if (report.length === 0) return 'No control catalogue: there is nothing to cover.\n';
  return report
    .map((framework) =>
      [
        `${colours.bold(toVisibleLine(framework.title))} (${toVisibleLine(framework.key)}) on ${asOf}: ${toShare(framework.counts)}\n`,
        ...toGroups(framework).map(({ title, groups }) =>
          toTable({ header: [title, ...COUNTS], rows: groups.map(toGroupCells), bold: colours.bold }),
        ),
        toTable({ header: BEST_HEADER, rows: framework.byMaturity.map(toBestCells), bold: colours.bold }),
        toTable({ header: CONTROL_HEADER, rows: framework.rows.map(toControlCells), bold: colours.bold }),
      ].join('\n'),
    )
    .join('\n');
}

/** Coverage as Markdown. */
export function toCoverageMarkdown(report: FrameworkCoverage[], { asOf }: ReportContext): string {
  if (report.length === 0) return 'No control catalogue: there is nothing to cover.\n';
  return report
    .map((framework) => {
      const controls = framework.rows.map((row) => {
        const [id, title, best, , checks] = toControlCells(row).map((cell) => toMarkdownText(String(cell)));
        return [id ?? '', title ?? '', best ?? '', row.sops.map(toMarkdownCode).join(' '), checks ?? ''];
      });
      return [
        `## ${toMarkdownText(framework.title)} (${toMarkdownCode(framework.key)}) on ${asOf}\n`,
        `${toShare(framework.counts)}\n`,
        ...toGroups(framework).map(({ title, groups }) =>
          toMarkdownTable(
            [title, ...COUNTS],
            groups.map((group) => toGroupCells(group).map((cell) => toMarkdownText(String(cell)))),
            [1, 2, 3, 4, 5, 6],
          ),
        ),
        toMarkdownTable(
          BEST_HEADER,
          framework.byMaturity.map((group) => toBestCells(group).map(String)),
          [1, 2, 3, 4],
        ),
        toMarkdownTable(CONTROL_HEADER, controls, [4]),
      ].join('\n');
    })
    .join('\n');
}

/** Coverage as CSV: one row for each control. */
export function toCoverageCsv(report: FrameworkCoverage[]): string {
  const header = [
    ...['framework', 'control', 'title', 'chapter', 'area', 'levels', 'severity', 'assessment', 'status'],
    ...['best', 'sops', 'checks'],
  ];
  const rows = report.flatMap((framework) =>
    framework.rows.map((row) => [
      framework.key,
      row.reference,
      row.title,
      row.path.join(' > '),
      row.area,
      row.levels.join(' '),
      row.severity,
      row.assessment,
      row.isWithdrawn ? 'withdrawn' : 'active',
      row.best,
      row.sops.join(' '),
      row.checks,
    ]),
  );
  return toCsv(header, rows);
}

/** Coverage as JSON, in its published form. */
export function toCoverageJson(report: FrameworkCoverage[], { asOf }: ReportContext): string {
  return `${JSON.stringify(getCoverageData(report, { asOf }), null, 2)}\n`;
}

function toShare({ covered, total }: CoverageCount): string {
  const share = total === 0 ? 0 : Math.floor((100 * covered) / total);
  return `${covered} of ${total} controls covered (${share} %)`;
}

/** Counts by area with their sum, then by level and by how the standard says it is assessed, where these part anything. */
function toGroups(framework: FrameworkCoverage): { title: string; groups: CoverageGroup[] }[] {
  const { byArea, byLevel, byAssessment, counts } = framework;
  return [
    {
      title: 'Area',
      groups: [...byArea.map((group) => ({ ...group, key: group.key || 'no area' })), { key: 'all', ...counts }],
    },
    ...[
      { title: 'Level', groups: byLevel },
      { title: 'Assessment', groups: byAssessment },
    ].filter(({ groups }) => groups.length > 1),
  ];
}

function toGroupCells({ key, total, covered, crawl, walk, run, checked }: CoverageGroup): (string | number)[] {
  return [key, total, covered, crawl, walk, run, checked];
}

function toBestCells({ key, total, automated, manual, checked }: MaturityGroup): (string | number)[] {
  return [key, total, automated, manual, checked];
}

function toControlCells({ id, title, best, isWithdrawn, sops, checks }: CoverageRow): (string | number)[] {
  return [id, title, isWithdrawn ? 'withdrawn' : (best ?? 'gap'), sops.join(' '), checks];
}
