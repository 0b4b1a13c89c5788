import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDuration,
  compareDates,
  parseDuration,
  subtractDuration,
  toSeconds,
} from '../../plugins/docusaurus-plugin-gait/src/model/duration.ts';

describe('parseDuration', () => {
  it('reads what the schema allows', () => {
    expect(parseDuration('6 months')).toEqual({ amount: 6, unit: 'month' });
    expect(parseDuration('1 minute')).toEqual({ amount: 1, unit: 'minute' });
  });

  it.each(['', '0 days', '1.5 days', 'one day', '-1 day', '10000 days', '1day', '1 day ', '1 fortnight'])(
    'refuses `%s`',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
});

describe('addDuration', () => {
  it.each([
    ['2026-01-31', '1 month', '2026-02-28'],
    ['2028-01-31', '1 month', '2028-02-29'],
    ['2028-02-29', '1 year', '2029-02-28'],
    ['2026-10-31', '6 months', '2027-04-30'],
    ['2026-12-31', '2 weeks', '2027-01-14'],
    ['2026-10-01', '23 hours', '2026-10-01'],
    ['2026-10-01', '48 hours', '2026-10-03'],
    ['9999-01-01', '9999 years', '9999-12-31'],
  ])('%s + %s = %s', (date, duration, expected) => {
    expect(addDuration(date, duration)).toBe(expected);
  });

  it('refuses what is no duration or no date', () => {
    expect(() => addDuration('2026-01-01', 'soon')).toThrow(RangeError);
    expect(() => addDuration('2026-02-30', '1 day')).toThrow(RangeError);
  });

  it('never goes back in time, and days are undone by subtracting them', () => {
    const day = fc
      .date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const unit = fc.constantFrom('minute', 'hour', 'day', 'week', 'month', 'year');
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 500 }), unit, (date, amount, name) => {
        expect(compareDates(addDuration(date, `${amount} ${name}s`), date)).toBeGreaterThanOrEqual(0);
        expect(subtractDuration(addDuration(date, `${amount} days`), `${amount} days`)).toBe(date);
      }),
    );
  });
});

it.each([
  ['30 days', 2_592_000],
  ['90 minutes', 5400],
  ['2 hours', 7200],
  ['1 month', 28 * 86_400],
])('%s from 1 February takes %d seconds', (duration, seconds) => {
  expect(toSeconds('2026-02-01', duration)).toBe(seconds);
});
