import { addDuration } from '../../model/duration.ts';
import { getCadenceText } from '../cadence.ts';
import type { ScheduledOccurrence } from '../../model/occurrence.ts';
import { getScheduleReport } from '../schedule.ts';
import type { PageContext } from './context.ts';
import type { Page } from './page.ts';
import { PATHS } from './paths.ts';
import { toOwnerLink, toSopLink, toStandardLink, type PageLink, type SopLink } from './references.ts';

/** A line of the schedule: an occurrence, or the review of a page. What is late is worked out in the browser. */
export interface ScheduleRow {
  dueOn: string;
  /** Last day on which it is in time. */
  lastOn: string;
  /** Day on which it was carried out. */
  doneOn?: string;
  sop?: PageLink;
  /** A page whose review is due. */
  review?: PageLink;
  owner?: PageLink;
}

/** A month, `2026-11`, with its lines. */
export interface ScheduleMonth {
  month: string;
  rows: ScheduleRow[];
}

/** What the schedule shows. */
export interface ScheduleData {
  months: ScheduleMonth[];
  /** Lines after the last one shown. */
  more: number;
  rhythms: { sop: SopLink; cadence: string }[];
  calendar: string;
  feed: string;
}

/** Lines that a page shows, and rhythms. */
const MAX_ROWS = 300;

/** The schedule: what is open, however old, what was done lately, and three months ahead. */
export function toSchedulePage({ base }: PageContext): Page<'report-schedule', ScheduleData> {
  const { occurrences, reviews } = getScheduleReport(base, { to: addDuration(base.asOf, '3 months') });
  const rows = [
    ...occurrences.map(toRow),
    ...reviews.map(({ kind, id, dueOn, owner }): ScheduleRow => {
      const standard = kind === 'standard' ? base.standards.get(id) : undefined;
      const sop = kind === 'sop' ? base.sops.get(id) : undefined;
      const review = standard ? toStandardLink(base, standard) : toPageLink(sop && toSopLink(sop));
      return { dueOn, lastOn: dueOn, review, owner: toPageLink(toOwnerLink(base, owner)) };
    }),
  ].sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
  const shown = rows.slice(0, MAX_ROWS);
  const scheduled = [...base.sops.values()].filter(
    ({ file: { frontMatter } }) =>
      typeof frontMatter.data.cadence === 'object' && (frontMatter.data.status ?? 'active') === 'active',
  );
  return {
    kind: 'report-schedule',
    path: PATHS.schedule,
    title: 'Schedule',
    description: 'What is due when: recurring SOPs, and the reviews of pages.',
    html: {},
    sources: [...base.sops.values(), ...base.standards.values()].map(({ file }) => file.path),
    data: {
      months: groupByMonth(shown),
      more: rows.length - shown.length,
      rhythms: scheduled
        .slice(0, MAX_ROWS)
        .map((sop) => ({ sop: toSopLink(sop), cadence: getCadenceText(sop.file.frontMatter.data.cadence) })),
      calendar: PATHS.calendar,
      feed: PATHS.feed,
    },
  };

  function toRow({ dueOn, lastOn, doneOn, sop }: ScheduledOccurrence): ScheduleRow {
    const owner = toOwnerLink(base, sop.file.frontMatter.data.owner);
    return {
      dueOn,
      lastOn,
      ...(doneOn !== undefined && { doneOn }),
      sop: toPageLink(toSopLink(sop)),
      owner: toPageLink(owner),
    };
  }
}

/** The link alone: a long list says nothing twice. */
function toPageLink<T extends PageLink | undefined>(link: T): PageLink | undefined {
  return link && { title: link.title, path: link.path };
}

function groupByMonth(rows: ScheduleRow[]): ScheduleMonth[] {
  const months = new Map<string, ScheduleRow[]>();
  for (const row of rows) {
    const month = row.dueOn.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), row]);
  }
  return [...months].map(([month, own]) => ({ month, rows: own }));
}
