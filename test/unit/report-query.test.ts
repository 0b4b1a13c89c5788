import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getCadenceLabel, getCadenceText } from '../../plugins/docusaurus-plugin-gait/src/report/cadence.ts';
import type { SopIndexData } from '../../plugins/docusaurus-plugin-gait/src/report/pages/sop-index.ts';
import {
  NO_QUERY,
  SORTS,
  getShownRows,
  parseQuery,
  toSearch,
} from '../../plugins/docusaurus-plugin-gait/src/theme/gait-parts/sop-query.ts';

const DATA: SopIndexData = {
  areas: [['operations', 'Operations']],
  owners: [['platform', 'Platform']],
  cadences: [
    ['on-event', 'on event'],
    ['every-month', 'every month'],
  ],
  controls: [['cis-aws@5.0.0#1.4', 'MFA']],
  areaPages: [],
  rows: [
    ['cut-network', 'Cut the network', 0, 2, 0, 0, [0], 1, '2027-01-01', 0],
    ['patch', 'Patch instances', -1, 0, -1, 1, [], 1, '', 0],
    ['review', 'Review users', 0, 1, 0, 1, [], 1, '2026-12-01', 1],
  ],
};
const shown = (change: Partial<typeof NO_QUERY>) => getShownRows(DATA, { ...NO_QUERY, ...change }).map(([id]) => id);

describe('the index of SOPs', () => {
  it('filters by each key, and by several at once', () => {
    expect(shown({})).toEqual(['cut-network', 'patch', 'review']);
    expect(shown({ area: 'operations' })).toEqual(['cut-network', 'review']);
    expect(shown({ maturity: 'run' })).toEqual(['cut-network']);
    expect(shown({ owner: 'platform', cadence: 'every-month' })).toEqual(['review']);
    expect(shown({ control: 'cis-aws@5.0.0#1.4' })).toEqual(['cut-network']);
  });

  it('finds words of the title or the id in any order and case', () => {
    expect(shown({ text: 'NETWORK cut' })).toEqual(['cut-network']);
    expect(shown({ text: 'users patch' })).toEqual([]);
  });

  it('shows nothing for a value that does not exist', () => {
    expect(shown({ area: 'nowhere' })).toEqual([]);
    expect(shown({ maturity: 'fly' })).toEqual([]);
  });

  it('sorts without changing the data', () => {
    expect(shown({ sort: 'maturity' })).toEqual(['patch', 'review', 'cut-network']);
    expect(shown({ sort: 'review' })).toEqual(['review', 'cut-network', 'patch']);
    expect(shown({})).toEqual(['cut-network', 'patch', 'review']);
  });

  it('reads back from the address what it wrote there', () => {
    const text = fc.string();
    const query = fc.record({
      text,
      area: text,
      maturity: text,
      owner: text,
      cadence: text,
      control: text,
      sort: fc.constantFrom(...SORTS),
      page: fc.integer({ min: 1, max: 1000 }),
    });
    fc.assert(
      fc.property(query, (one) => {
        expect(parseQuery(toSearch(one))).toEqual(one);
      }),
    );
    expect(toSearch(NO_QUERY)).toBe('');
  });

  it('takes no nonsense from the address', () => {
    expect(parseQuery('?page=-4&sort=__proto__&x=1')).toEqual(NO_QUERY);
    expect(parseQuery('?page=abc')).toEqual(NO_QUERY);
  });
});

describe('cadence in words', () => {
  it('says each kind', () => {
    expect(getCadenceText('on-event')).toBe('on event');
    expect(getCadenceText({ every: '1 month', from: '2026-12-01', within: '5 days' })).toBe(
      'every month from 2026-12-01, within 5 days',
    );
    expect(getCadenceLabel({ every: '3 months', from: '2026-12-01' })).toBe('every 3 months');
    expect(getCadenceText({ cron: '0 9 * * 1', timezone: 'Europe/Rome' })).toBe('cron 0 9 * * 1 (Europe/Rome)');
    expect(getCadenceText(undefined)).toBe('not said');
  });
});
