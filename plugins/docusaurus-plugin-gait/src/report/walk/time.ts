const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Months and years are as long as they are at least; nobody waits a month with a page open. */
const UNITS: Record<string, number> = {
  minute: MINUTE,
  hour: HOUR,
  day: DAY,
  week: 7 * DAY,
  month: 28 * DAY,
  year: 365 * DAY,
};

/** Milliseconds of a duration in words, `5 minutes`; 0 for what is none. */
export function toMilliseconds(duration: string): number {
  const [, amount, unit = ''] = /^([1-9]\d{0,3}) ([a-z]+?)s?$/u.exec(duration) ?? [];
  return amount === undefined ? 0 : Number(amount) * (UNITS[unit] ?? 0);
}

/**
 * A point in time with its offset as records have it, `2026-11-02T14:03:00+01:00`.
 * @param offset minutes east of UTC.
 */
export function toTimestamp(milliseconds: number, offset: number): string {
  const local = new Date(milliseconds + offset * MINUTE).toISOString().slice(0, 19);
  if (offset === 0) return `${local}Z`;
  const size = Math.abs(offset);
  const two = (amount: number): string => String(amount).padStart(2, '0');
  return `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** How long something takes, for a clock: `1:05`, `2:03:00`, `3 days 02:00:00`; never negative. */
export function toClock(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const two = (amount: number): string => String(amount).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3600) % 24;
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  if (days > 0) return `${days} ${days === 1 ? 'day' : 'days'} ${two(hours)}:${rest}`;
  return hours > 0 ? `${hours}:${rest}` : rest.replace(/^0(?=\d)/u, '');
}

/** The time of day in a timestamp as it was written, `14:03`. */
export function toTimeOfDay(timestamp: string): string {
  return timestamp.slice(11, 16);
}
