import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { addDuration } from '../model/duration.ts';
import { toVisibleLine } from './visible.ts';

/** One day of the calendar. */
export interface CalendarEvent {
  /** Names the event for ever: a calendar that reads the file again knows it by this. */
  key: string;
  /** ISO civil date. */
  day: string;
  title: string;
  description: string;
  /** Absolute address of the page. */
  url?: string;
}

/** A calendar to write. */
export interface CalendarInput {
  title: string;
  /** ISO civil date; stands where others write the time of day, so that the same input gives the same bytes. */
  asOf: string;
  events: readonly CalendarEvent[];
}

/** An iCalendar file (RFC 5545): whole days, stable UIDs, CRLF, lines folded at 75 octets. */
export function toICalendar({ title, asOf, events }: CalendarInput): string {
  const calendar = ical({
    name: toVisibleLine(title),
    prodId: { company: 'gait', product: 'schedule', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { key, day, title: summary, description, url } of events) {
    calendar.createEvent({
      id: `${key}@gait`,
      stamp: toDate(asOf),
      start: toDate(day),
      end: toDate(addDuration(day, '1 day')),
      allDay: true,
      summary: toVisibleLine(summary),
      description: toVisibleLine(description),
      transparency: ICalEventTransparency.TRANSPARENT,
      ...(url !== undefined && { url }),
    });
  }
  return `${calendar.toString().replace(/\r\n$/u, '')}\r\n`;
}

function toDate(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
