import { describe, expect, it } from 'vitest';
import { toClock, toMilliseconds, toTimestamp } from '../../plugins/docusaurus-plugin-gait/src/report/walk/time.ts';

describe('time', () => {
  it('is written with its offset, and counted in words', () => {
    expect(toTimestamp(Date.parse('2026-11-02T13:03:00Z'), 60)).toBe('2026-11-02T14:03:00+01:00');
    expect(toTimestamp(Date.parse('2026-11-02T13:03:00Z'), -210)).toBe('2026-11-02T09:33:00-03:30');
    expect(toTimestamp(0, 0)).toBe('1970-01-01T00:00:00Z');
    expect(toMilliseconds('5 minutes')).toBe(300_000);
    expect(toMilliseconds('soon')).toBe(0);
    expect([0, 65_000, 7_380_000, 270_000_000].map(toClock)).toEqual(['0:00', '1:05', '2:03:00', '3 days 03:00:00']);
  });
});
