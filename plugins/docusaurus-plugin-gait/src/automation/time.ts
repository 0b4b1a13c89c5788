import { Temporal } from 'temporal-polyfill';

/** The civil date of a moment (milliseconds since 1970) in a time zone. */
export function toDay(now: number, timezone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timezone).toPlainDate().toString();
}

/** A moment as RFC 3339 in UTC, whole seconds. */
export function toTimestamp(now: number): string {
  return new Date(now).toISOString().replace(/\.\d+Z$/u, 'Z');
}
