import { Temporal } from 'temporal-polyfill';
import { compareText } from './diagnostic.ts';

/** A duration as written: `6 months` is `{ amount: 6, unit: 'month' }`. */
export interface Duration {
  amount: number;
  unit: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
}

const PATTERN = /^([1-9][0-9]{0,3}) (minute|hour|day|week|month|year)s?$/u;

/** The last day that this arithmetic names: later ones would need more than four digits of year. */
const LAST_DAY = '9999-12-31';

/** Reads `<n> minute|hour|day|week|month|year(s)`; undefined for anything else. */
export function parseDuration(text: string): Duration | undefined {
  const match = PATTERN.exec(text);
  return match ? { amount: Number(match[1]), unit: match[2] as Duration['unit'] } : undefined;
}

/**
 * The civil date that lies `duration` after `isoDate`. A month that is too short gives its last day (31 January plus one
 * month is 28 February); parts of a day are dropped.
 * @throws {RangeError} when either is not well formed.
 */
export function addDuration(isoDate: string, duration: string | Duration): string {
  return shift(isoDate, duration, 1);
}

/**
 * How many seconds a duration that begins on that day takes, in UTC.
 * @throws {RangeError} when either is not well formed.
 */
export function toSeconds(isoDate: string, duration: string): number {
  const { amount, unit } = parseDuration(duration) ?? {};
  if (unit === 'minute' || unit === 'hour') return (amount ?? 0) * (unit === 'hour' ? 3600 : 60);
  return (Date.parse(addDuration(isoDate, duration)) - Date.parse(isoDate)) / 1000;
}

/** The reverse of {@link addDuration}. */
export function subtractDuration(isoDate: string, duration: string | Duration): string {
  return shift(isoDate, duration, -1);
}

/** Orders ISO civil dates. */
export function compareDates(a: string, b: string): number {
  return compareText(a, b);
}

function shift(isoDate: string, duration: string | Duration, sign: 1 | -1): string {
  const parsed = typeof duration === 'string' ? parseDuration(duration) : duration;
  if (!parsed) throw new RangeError('Unexpected duration, expected one such as `6 months`');
  const date = Temporal.PlainDate.from(isoDate).add({ [`${parsed.unit}s`]: sign * parsed.amount });
  if (date.year > 9999) return LAST_DAY;
  return date.year < 0 ? '0000-01-01' : date.toString();
}
