import type { FindingStatus, Severity } from '../model/finding.ts';
import { FINDING_STATUSES } from '../model/finding.ts';
import { type Colours, PLAIN } from './colours.ts';
import { toPlural } from './context.ts';
import { toMarkdownCode, toMarkdownTable, toMarkdownText } from './markdown.ts';
import { toTable } from './table.ts';
import { toVisibleLine } from './visible.ts';

/** Findings of one tool in one account. */
export interface SummaryRow {
  tool: string;
  account: string;
  at: string;
  statuses: Partial<Record<FindingStatus, number>>;
  failing: Partial<Record<Severity, number>>;
}

/** A failing check of the summary. */
export interface SummaryNeed {
  reference: string;
  severity: Severity;
  count: number;
  sops: string[];
  /** True when exceptions in force cover all of it. */
  excused: boolean;
}

/** What `gait findings summary` says. */
export interface FindingsSummary {
  files: { name: string; formats: string[]; entries: number; read: number; refused: number; findings: number }[];
  rows: SummaryRow[];
  needs: SummaryNeed[];
  /** Failing checks that are not listed. */
  more: number;
  /** Findings that no longer hold, and so are in no list of checks: what is older than `before` (ISO date), or replaced by a newer scan. */
  stale: { findings: number; before: string };
}

const BAD: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'informational'];
const ROW_HEADER = ['Tool', 'Account', 'Scanned', ...FINDING_STATUSES, ...BAD.map((one) => `${one} failures`)];
const EXCUSED = ', covered by an exception';
const NEED_HEADER = ['Check', 'Severity', 'Failures', 'Follow'];

/** The summary for a terminal. */
export function toSummaryTable(summary: FindingsSummary, colours: Colours = PLAIN): string {
  const { header, rows } = dropEmpty(ROW_HEADER, summary.rows.map(toCells));
  const needs = summary.needs.map(({ reference, severity, count, sops, excused }) => [
    reference,
    severity,
    count,
    `${sops.join(', ') || 'no SOP'}${excused ? EXCUSED : ''}`,
  ]);
  return [
    rows.length === 0 ? 'No findings.\n' : toTable({ header, rows, bold: colours.bold }),
    ...(needs.length === 0 ? [] : ['\n', toTable({ header: NEED_HEADER, rows: needs, bold: colours.bold })]),
    ...(summary.more > 0 ? [`and ${summary.more} more\n`] : []),
    ...toStale(summary),
  ].join('');
}

/** The summary as Markdown. */
export function toSummaryMarkdown(summary: FindingsSummary): string {
  const { header, rows } = dropEmpty(ROW_HEADER, summary.rows.map(toCells));
  const cells = rows.map((row) => row.map((cell) => toMarkdownText(String(cell))));
  const needs = summary.needs.map(({ reference, severity, count, sops, excused }) => [
    toMarkdownCode(toVisibleLine(reference)),
    severity,
    String(count),
    `${sops.map(toMarkdownCode).join(' ') || 'no SOP'}${excused ? EXCUSED : ''}`,
  ]);
  return [
    rows.length === 0 ? 'No findings.\n' : toMarkdownTable(header, cells, header.map((_, at) => at).slice(3)),
    ...(needs.length === 0 ? [] : ['\n', toMarkdownTable(NEED_HEADER, needs, [2])]),
    ...(summary.more > 0 ? [`\nand ${summary.more} more\n`] : []),
    ...toStale(summary),
  ].join('');
}

/** The summary as JSON, versioned. */
export function toSummaryJson(summary: FindingsSummary): string {
  return `${JSON.stringify({ schema: 1, report: 'findings', ...summary }, null, 2)}\n`;
}

/** A line that says what is missing from the list of checks; none when nothing is. */
function toStale({ stale: { findings, before } }: FindingsSummary): string[] {
  if (findings === 0) return [];
  const [what, are] = [toPlural(findings, 'finding'), findings === 1 ? 'is' : 'are'];
  return [
    `\nIn no list of checks: ${what} that ${are} stale, from before ${before} or replaced by a newer scan. ` +
      'Scan again; --as-of says what held on another day.\n',
  ];
}

function toCells({ tool, account, at, statuses, failing }: SummaryRow): (string | number)[] {
  const counts = [...FINDING_STATUSES.map((one) => statuses[one] ?? 0), ...BAD.map((one) => failing[one] ?? 0)];
  return [tool, account === '' ? 'not said' : account, at === '' ? 'not said' : at, ...counts];
}

/** Leaves out columns of nothing but zeros: most tools use few of the words. */
function dropEmpty(
  header: readonly string[],
  rows: readonly (string | number)[][],
): { header: string[]; rows: (string | number)[][] } {
  const isKept = header.map((_, at) => at < 3 || rows.some((row) => row[at] !== 0));
  const keep = <T>(cells: readonly T[]): T[] => cells.filter((_, at) => isKept[at]);
  return { header: keep(header), rows: rows.map(keep) };
}
