import { Temporal } from 'temporal-polyfill';
import { UsageError } from './errors.ts';

/**
 * A time with its offset, RFC 3339. One that was written without an offset is that of the configuration's time zone.
 * @throws {UsageError} for anything else.
 */
export function toTimestamp(text: string, option: string, timezone: string): string {
  const written = text.trim().replace(' ', 'T');
  try {
    if (/(?:Z|[+-]\d{2}:\d{2})$/u.test(written)) {
      Temporal.Instant.from(written);
      return written;
    }
    const zoned = Temporal.PlainDateTime.from(written).toZonedDateTime(timezone);
    if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/u.test(written)) return zoned.toString({ timeZoneName: 'never' });
  } catch {
    // Said below.
  }
  throw new UsageError(
    `Unexpected \`${text}\` as --${option}, expected a time such as \`2026-11-02T14:03\` or \`2026-11-02T14:03:00+01:00\``,
    `Without an offset it is a time of ${timezone}.`,
  );
}

/** Day of a time in a time zone, ISO civil date. */
export function toDay(timestamp: string, timezone: string): string {
  return Temporal.Instant.from(timestamp).toZonedDateTimeISO(timezone).toPlainDate().toString();
}
