import { getMaturityRank, MATURITIES } from '../model/maturity.ts';
import type { MaturityReport, MaturityRow } from '../report/maturity.ts';
import { PLAIN } from '../write/colours.ts';
import { toPlural } from '../write/context.ts';
import { toCsv } from '../write/csv.ts';
import { toMarkdownCode, toMarkdownTable, toMarkdownText } from '../write/markdown.ts';
import type { ReportContext } from './report-context.ts';
import { toTable } from '../write/table.ts';
import { toVisibleLine } from '../write/visible.ts';

const AREA_HEADER = ['Area', 'Crawl', 'Walk', 'Run', 'SOPs', 'Target', 'At target'];
const OUTDATED_HEADER = ['Record of an earlier text', 'SOP', 'Changed since'];
const SOP_HEADER = ['SOP', 'Area', 'Claimed', 'Earned', 'Effective', 'For the next level'];

/** The maturity report for a terminal: area × maturity, then every SOP. */
export function toMaturityTable(report: MaturityReport, { asOf, colours = PLAIN }: ReportContext): string {
  const areas = report.areas.map((area) => [...toAreaCells(area)]);
  const sops = report.rows.map((row) => [row.id, row.area, row.claimed, row.earned, row.effective, toUnmetText(row)]);
  const outdated = toOutdatedCells(report.rows);
  return [
    `${colours.bold('Maturity')} on ${asOf}: ${toPlural(report.total, 'active SOP')}\n`,
    toTable({ header: AREA_HEADER, rows: areas, bold: colours.bold }),
    ...(sops.length > 0 ? [toTable({ header: SOP_HEADER, rows: sops, bold: colours.bold })] : []),
    ...(outdated.length > 0
      ? [toTable({ header: OUTDATED_HEADER, rows: outdated.flatMap(toLines), bold: colours.bold })]
      : []),
    ...(report.ready.length > 0 ? [`Automate next: ${report.ready.map(toVisibleLine).join(', ')}\n`] : []),
  ].join('\n');
}

/** The maturity report as Markdown. */
export function toMaturityMarkdown(report: MaturityReport, { asOf }: ReportContext): string {
  const areas = report.areas.map((area) => toAreaCells(area).map((cell) => toMarkdownText(String(cell))));
  const sops = report.rows.map((row) => [
    `${toMarkdownText(row.title)} (${toMarkdownCode(row.id)})`,
    ...[row.area, row.claimed, row.earned, row.effective, toUnmetText(row)].map(toMarkdownText),
  ]);
  const outdated = toOutdatedCells(report.rows).map(([record = '', sop = '', changes = '']) => [
    toMarkdownCode(record),
    toMarkdownCode(sop),
    changes.split('\n').map(toMarkdownText).join('<br>'),
  ]);
  return [
    `## Maturity on ${asOf}\n`,
    toMarkdownTable(AREA_HEADER, areas, [1, 2, 3, 4, 6]),
    ...(sops.length > 0 ? [toMarkdownTable(SOP_HEADER, sops)] : []),
    ...(outdated.length > 0 ? [toMarkdownTable(OUTDATED_HEADER, outdated)] : []),
    ...(report.ready.length > 0 ? [`Automate next: ${report.ready.map(toMarkdownCode).join(', ')}\n`] : []),
  ].join('\n');
}

/** The maturity report as CSV: one row for each SOP. */
export function toMaturityCsv(report: MaturityReport): string {
  const header = [
    'id',
    'title',
    'area',
    'owner',
    'claimed',
    'earned',
    'effective',
    'rehearsed',
    'next_level_asks',
    'outdated_records',
  ];
  const rows = report.rows.map((row) => [
    row.id,
    row.title,
    row.area,
    row.owner,
    row.claimed,
    row.earned,
    row.effective,
    String(row.rehearsed),
    row.unmet.map(({ what }) => what).join('; '),
    toOutdatedCells([row])
      .map(([record, , changes]) => `${record}: ${changes?.replaceAll('\n', '; ')}`)
      .join('; '),
  ]);
  return toCsv(header, rows);
}

/** The maturity report as JSON, versioned. */
export function toMaturityJson(report: MaturityReport, { asOf }: ReportContext): string {
  const { areas, counts, total, ready, rows } = report;
  const sops = rows.map((row) => ({
    id: row.id,
    title: row.title,
    area: row.area,
    owner: row.owner,
    claimed: row.claimed,
    earned: row.earned,
    effective: row.effective,
    rehearsed: row.rehearsed,
    unmet: row.unmet,
    outdated: row.outdated,
  }));
  const json = { schema: 1, report: 'maturity', as_of: asOf, total, counts, ready, areas: areas.map(toAreaJson), sops };
  return `${JSON.stringify(json, null, 2)}\n`;
}

type AreaOfReport = MaturityReport['areas'][number];

function toAreaCells({ title, sops, total, target, atTarget }: AreaOfReport): (string | number)[] {
  return [title, sops.crawl.length, sops.walk.length, sops.run.length, total, target, atTarget];
}

function toAreaJson({ key, title, target, sops, total, atTarget }: AreaOfReport): object {
  return { key, title, target, total, at_target: atTarget, sops };
}

/** Records of earlier texts, which no longer count: id, SOP, and what changed since, one thing on each line. */
function toOutdatedCells(rows: readonly MaturityRow[]): string[][] {
  return rows.flatMap((row) =>
    row.outdated.flatMap(({ records, changes }) => {
      const text = changes?.map((change) => change.text).join('\n') ?? 'not known: git does not have that text';
      return records.map(({ id }) => [id, row.id, text]);
    }),
  );
}

/** One line for each thing that changed. */
function toLines([record = '', sop = '', changes = '']: readonly string[]): string[][] {
  return changes.split('\n').map((change, index) => (index === 0 ? [record, sop, change] : ['', '', change]));
}

/** What the level after the effective one still asks; when it asks for nothing, it can be claimed. */
function toUnmetText({ unmet, effective, rehearsed }: MaturityRow): string {
  const next = MATURITIES[getMaturityRank(effective) + 1];
  const asked = unmet
    .filter(({ level }) => level === next)
    .map(({ level, what }) => `${level}: ${what}`)
    .join('; ');
  const advice = next !== undefined && asked === '' ? `claim ${next}` : asked;
  return [advice, ...(rehearsed ? ['rehearsed on an emulator'] : [])].filter(Boolean).join('; ');
}
