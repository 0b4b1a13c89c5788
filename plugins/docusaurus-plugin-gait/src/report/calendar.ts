import type { ScheduleReport } from './schedule.ts';

/** One day of the calendar. */
export interface CalendarDay {
  /** Names the event for ever: a calendar that reads the file again knows it by this. */
  key: string;
  /** ISO civil date. */
  day: string;
  title: string;
  description: string;
  /** Absolute address of the page. */
  url?: string;
}

/** Days of a schedule as a calendar shows them. `toUrl` gives the absolute address of an SOP's or a standard's page. */
export function getCalendarDays(
  { occurrences, reviews }: ScheduleReport,
  toUrl: (kind: 'sop' | 'standard', id: string) => string | undefined,
): CalendarDay[] {
  return [
    ...occurrences.map(({ key, dueOn, lastOn, state, doneOn, sop }) => ({
      key,
      day: dueOn,
      title: state === 'done' ? `Done: ${sop.title}` : sop.title,
      description: state === 'done' ? `Carried out on ${doneOn ?? dueOn}.` : `In time until ${lastOn}.`,
      url: toUrl('sop', sop.id),
    })),
    ...reviews.map(({ kind, id, title, dueOn }) => ({
      key: `review/${kind}/${id}`,
      day: dueOn,
      title: `Review: ${title}`,
      description: 'Hold the page against reality, mend it, then enter the day.',
      url: toUrl(kind, id),
    })),
  ];
}
