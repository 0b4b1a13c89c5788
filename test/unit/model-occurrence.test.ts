import { describe, expect, it } from 'vitest';
import { getOccurrences } from '../../plugins/docusaurus-plugin-gait/src/model/occurrence.ts';
import { recordWith, sopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { createBase } from './report-support.ts';

const SOP = 'docs/sops/rotate-key.md';

/** Records by day of their end, with what else they say. */
function recordsOn(records: [day: string, changes?: Record<string, string>][]): Record<string, string> {
  return Object.fromEntries(
    records.map(([day, changes], index) => {
      const id = `${day}-aaaaa${index}`;
      const text = recordWith({ id, started_at: `${day}T09:00:00Z`, finished_at: `${day}T10:00:00Z`, ...changes });
      return [`records/rotate-key/${id}.yaml`, text];
    }),
  );
}

function list(
  cadence: string,
  {
    asOf,
    until = asOf,
    records = [],
    keys = {},
  }: {
    asOf: string;
    until?: string;
    records?: [day: string, changes?: Record<string, string>][];
    keys?: Record<string, string>;
  },
): string[] {
  const base = createBase({ [SOP]: sopWith({ frontMatter: { cadence, ...keys } }), ...recordsOn(records) }, { asOf });
  const sop = base.sops.get('rotate-key');
  if (!sop) throw new Error('The SOP is missing');
  return getOccurrences({ sop, timezone: 'UTC', asOf, until }).map(
    ({ dueOn, lastOn, state, doneOn }) => `${dueOn} ${lastOn} ${state}${doneOn === undefined ? '' : ` ${doneOn}`}`,
  );
}

describe('an interval', () => {
  it('counts from its first day, so that a short month moves none of the later ones', () => {
    expect(
      list('{every: 1 month, from: 2026-01-31, within: 2 days}', { asOf: '2025-12-01', until: '2026-05-01' }),
    ).toEqual([
      '2026-01-31 2026-02-02 upcoming',
      '2026-02-28 2026-03-02 upcoming',
      '2026-03-31 2026-04-02 upcoming',
      '2026-04-30 2026-05-02 upcoming',
    ]);
  });

  it.each([
    [
      '{every: 1 day, from: 1900-01-01, within: 1 day}',
      ['2026-11-20 2026-11-21 due', '2026-11-21 2026-11-22 upcoming'],
    ],
    [
      '{every: 1 week, from: 1500-01-05, within: 1 day}',
      ['2026-11-20 2026-11-21 due', '2026-11-27 2026-11-28 upcoming'],
    ],
    [
      '{every: 1 month, from: 0001-01-31, within: 1 day}',
      ['2026-10-31 2026-11-01 overdue', '2026-11-30 2026-12-01 upcoming'],
    ],
  ])('%s is as long ago as that, and what is due today is there', (cadence, expected) => {
    expect(list(cadence, { asOf: '2026-11-20' }).slice(-2)).toEqual(expected);
  });

  it('has a tenth of itself as grace when it does not say', () => {
    expect(list('{every: 1 month, from: 2026-01-01}', { asOf: '2025-12-01' })).toEqual([
      '2026-01-01 2026-01-04 upcoming',
    ]);
    expect(list('{every: 1 week, from: 2026-01-01}', { asOf: '2025-12-01' })).toEqual([
      '2026-01-01 2026-01-02 upcoming',
    ]);
    expect(list('{every: 1 day, from: 2026-01-01}', { asOf: '2025-12-01' })).toEqual([
      '2026-01-01 2026-01-01 upcoming',
    ]);
  });

  it('names each state on its day', () => {
    const cadence = '{every: 1 month, from: 2026-01-10, within: 5 days}';
    const of = (asOf: string): string | undefined => list(cadence, { asOf })[0]?.split(' ')[2];
    expect(['2026-01-09', '2026-01-10', '2026-01-15', '2026-01-16', '2026-02-09', '2026-02-10'].map(of)).toEqual([
      'upcoming',
      'due',
      'due',
      'overdue',
      'overdue',
      'missed',
    ]);
  });

  it('is never due more than once a day, nor when it is no schedule, nor for a draft', () => {
    expect(list('{every: 2 hours, from: 2026-01-01}', { asOf: '2026-02-01' })).toEqual([]);
    expect(list('on-demand', { asOf: '2026-02-01' })).toEqual([]);
    expect(list('{every: 1 day, from: 2026-01-01}', { asOf: '2026-02-01', keys: { status: 'draft' } })).toEqual([]);
  });
});

describe('a cron expression', () => {
  it('gives each day once, in its own time zone, across the change of clocks', () => {
    const keys = { last_reviewed_on: '2026-03-28' };
    expect(
      list("{cron: '*/10 1-3 * * *', timezone: Europe/Paris, within: 1 day}", {
        asOf: '2026-03-27',
        until: '2026-03-30',
        keys,
      }),
    ).toEqual(['2026-03-28 2026-03-29 upcoming', '2026-03-29 2026-03-30 upcoming', '2026-03-30 2026-03-31 upcoming']);
  });

  it('takes the day of its zone, not of UTC', () => {
    const keys = { last_reviewed_on: '2026-11-01' };
    expect(
      list("{cron: '0 8 1 * *', timezone: Pacific/Auckland}", { asOf: '2026-10-01', until: '2026-12-01', keys }),
    ).toEqual(['2026-11-01 2026-11-04 upcoming', '2026-12-01 2026-12-04 upcoming']);
  });

  it('that cannot be read has no days; a rule reports it', () => {
    expect(list("{cron: '0 25 * * *'}", { asOf: '2026-11-01' })).toEqual([]);
    expect(list("{cron: '0 9 * * *', timezone: Nowhere}", { asOf: '2026-11-01' })).toEqual([]);
  });
});

describe('a record', () => {
  const cadence = '{every: 1 month, from: 2026-01-10, within: 5 days}';

  it('satisfies the occurrence that it names, else the oldest open one', () => {
    const records: [string, Record<string, string>?][] = [['2026-03-11'], ['2026-03-12', { occurrence: '2026-03-10' }]];
    expect(list(cadence, { asOf: '2026-03-20', records })).toEqual([
      '2026-01-10 2026-01-15 done 2026-03-11',
      '2026-02-10 2026-02-15 missed',
      '2026-03-10 2026-03-15 done 2026-03-12',
      '2026-04-10 2026-04-15 upcoming',
    ]);
  });

  it('may come early, by no more than the grace', () => {
    expect(list(cadence, { asOf: '2026-01-09', records: [['2026-01-05']] })[0]).toBe(
      '2026-01-10 2026-01-15 done 2026-01-05',
    );
    expect(list(cadence, { asOf: '2026-01-09', records: [['2026-01-04']] })[0]).toBe('2026-01-10 2026-01-15 upcoming');
  });

  it.each<[string, Record<string, string>]>([
    ['failed', { outcome: 'failed' }],
    ['abandoned', { outcome: 'abandoned' }],
    ['an exercise', { performer: '{exercise: gait}' }],
    ['made against an emulator', { environment: 'emulator' }],
  ])('does not count when it is %s', (_, changes) => {
    expect(list(cadence, { asOf: '2026-01-12', records: [['2026-01-11', changes]] })[0]).toBe(
      '2026-01-10 2026-01-15 due',
    );
  });

  it('does not count when a later one supersedes it', () => {
    const records: [string, Record<string, string>?][] = [
      ['2026-01-11'],
      ['2026-01-12', { outcome: 'failed', supersedes: '2026-01-11-aaaaa0' }],
    ];
    expect(list(cadence, { asOf: '2026-01-12', records })[0]).toBe('2026-01-10 2026-01-15 due');
  });
});
