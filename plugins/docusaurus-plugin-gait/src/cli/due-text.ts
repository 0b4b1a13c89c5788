import type { ScheduledOccurrence } from '../model/occurrence.ts';
import type { ScheduleReport } from '../report/schedule.ts';
import { PLAIN, type Colours } from '../write/colours.ts';
import { toMarkdownCode, toMarkdownTable, toMarkdownText } from '../write/markdown.ts';
import { toTable } from '../write/table.ts';

/** What every form of the list of due things knows besides them. */
export interface DueContext {
  asOf: string;
  /** Name of an owner by its key. */
  getOwner: (key: string | undefined) => string;
  colours?: Colours;
}

const HEADER = ['Due', 'State', 'SOP', 'In time until', 'Owner', 'Record'];
const REVIEW_HEADER = ['Due', 'Review of', 'Owner'];

/** The list for a terminal. */
export function toDueTable(report: ScheduleReport, context: DueContext): string {
  const { bold } = context.colours ?? PLAIN;
  const rows = report.occurrences.map((one) => toCells(one, context));
  const reviews = report.reviews.map((one) => [toDay(one.dueOn, context), one.title, context.getOwner(one.owner)]);
  return [
    `${bold('Due')} on ${context.asOf}, from ${report.from} to ${report.to}\n`,
    rows.length > 0 ? toTable({ header: HEADER, rows, bold }) : 'No occurrence of an SOP.\n',
    ...(reviews.length > 0 ? [toTable({ header: REVIEW_HEADER, rows: reviews, bold })] : []),
  ].join('\n');
}

/** The list as Markdown. */
export function toDueMarkdown(report: ScheduleReport, context: DueContext): string {
  const rows = report.occurrences.map((one) => {
    const [dueOn = '', state = '', , ...rest] = toCells(one, context);
    const sop = `${toMarkdownText(one.sop.title)} (${toMarkdownCode(one.sop.id)})`;
    return [dueOn, state, sop, ...rest.map(toMarkdownText)];
  });
  const reviews = report.reviews.map((one) => [
    toDay(one.dueOn, context),
    toMarkdownText(one.title),
    toMarkdownText(context.getOwner(one.owner)),
  ]);
  return [
    `## Due on ${context.asOf}\n`,
    rows.length > 0 ? toMarkdownTable(HEADER, rows) : 'No occurrence of an SOP.\n',
    ...(reviews.length > 0 ? [toMarkdownTable(REVIEW_HEADER, reviews)] : []),
  ].join('\n');
}

/** The list as JSON, versioned. */
export function toDueJson(report: ScheduleReport, { asOf }: DueContext): string {
  const json = {
    schema: 1,
    report: 'due',
    as_of: asOf,
    from: report.from,
    to: report.to,
    occurrences: report.occurrences.map(({ key, sop, dueOn, lastOn, state, record, doneOn }) => ({
      key,
      sop: sop.id,
      title: sop.title,
      owner: sop.file.frontMatter.data.owner,
      due_on: dueOn,
      in_time_until: lastOn,
      state,
      record: record?.yaml.data.id,
      done_on: doneOn,
    })),
    reviews: report.reviews.map(({ kind, id, title, owner, dueOn }) => ({ kind, id, title, owner, due_on: dueOn })),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function toCells({ dueOn, state, sop, lastOn, record }: ScheduledOccurrence, { getOwner }: DueContext): string[] {
  return [dueOn, state, sop.title, lastOn, getOwner(sop.file.frontMatter.data.owner), record?.yaml.data.id ?? ''];
}

function toDay(day: string, { asOf }: DueContext): string {
  return day < asOf ? `${day} (overdue)` : day;
}
