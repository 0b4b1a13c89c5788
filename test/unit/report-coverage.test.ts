import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getGrid, getSegments } from '../../plugins/docusaurus-plugin-gait/src/report/chart.ts';
import { getCoverageReport } from '../../plugins/docusaurus-plugin-gait/src/report/coverage.ts';
import { countReviewsByDay, getDueReport, getReviews } from '../../plugins/docusaurus-plugin-gait/src/report/due.ts';
import { getRecentChanges } from '../../plugins/docusaurus-plugin-gait/src/report/recent.ts';
import { CATALOGUE, SOP, catalogueWith, sopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { NO_EVIDENCE, configurationWith, createBase } from './report-support.ts';

const CONTROLS = `  - {id: '1.1', title: First, path: [Identity], levels: ['1'], assessment: manual}
  - {id: '1.2', title: Gone, path: [Identity], levels: ['1'], assessment: manual, status: withdrawn}
  - {id: '1.13', title: Keys, path: [Identity], levels: ['1', '2'], assessment: automated, area: operations, checks: [{id: 'prowler:x', verified: true}]}
  - {id: '2.1', title: Disks, path: [Storage], levels: ['2'], assessment: automated, area: production}`;
const SITE = { 'gait.config.yaml': configurationWith(NO_EVIDENCE), [CATALOGUE]: catalogueWith(CONTROLS) };

describe('coverage', () => {
  it('counts controls by the best SOP that serves them, withdrawn ones apart', () => {
    const crawl = sopWith({ frontMatter: { id: 'a-first', controls: "['cis-aws@5.0.0#1.13']" } });
    const [coverage] = getCoverageReport(createBase({ ...SITE, 'docs/sops/a-first.md': crawl }));
    expect(coverage?.counts).toEqual({ total: 3, covered: 1, crawl: 0, walk: 1, run: 0, checked: 1 });
    expect(coverage?.rows.map((row) => row.id)).toEqual(['1.1', '2.1', '1.13', '1.2']);
    expect(coverage?.rows[2]).toMatchObject({ best: 'walk', sops: ['rotate-key', 'a-first'] });
  });

  it('groups by level, area, assessment and chapter', () => {
    const [coverage] = getCoverageReport(createBase(SITE));
    const toPairs = (groups: { key: string; covered: number; total: number }[] = []) =>
      groups.map(({ key, covered, total }) => `${key} ${covered}/${total}`);
    expect(toPairs(coverage?.byLevel)).toEqual(['1 1/2', '2 1/2']);
    expect(toPairs(coverage?.byArea)).toEqual(['operations 1/1', 'production 0/1', ' 0/1']);
    expect(toPairs(coverage?.byAssessment)).toEqual(['manual 0/1', 'automated 1/2']);
    expect(toPairs(coverage?.byPath)).toEqual(['Identity 1/2', 'Storage 0/1']);
  });

  it('groups by the maturity of the best SOP, also where there is none of it', () => {
    const [coverage] = getCoverageReport(createBase(SITE));
    expect(coverage?.byMaturity).toEqual([
      { key: 'gap', total: 2, automated: 1, manual: 1, checked: 0 },
      { key: 'crawl', total: 0, automated: 0, manual: 0, checked: 0 },
      { key: 'walk', total: 1, automated: 1, manual: 0, checked: 1 },
      { key: 'run', total: 0, automated: 0, manual: 0, checked: 0 },
    ]);
  });

  it('adds up, whatever the controls are', () => {
    const row = fc.record({
      area: fc.constantFrom(undefined, 'operations', 'production', 'elsewhere'),
      assessment: fc.constantFrom('manual', 'automated'),
      levels: fc.subarray(['1', '2', '3']),
      path: fc.constantFrom([], ['Identity'], ['Storage', 'Disks']),
      status: fc.constantFrom('active', 'withdrawn'),
      checks: fc.constantFrom([], [{ id: 'prowler:x', verified: true }]),
      isServed: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        const controls = rows.map(({ isServed: _, ...rest }, at) => ({
          id: `1.${at}`,
          title: `Control ${at}`,
          ...rest,
        }));
        const served = rows.flatMap(({ isServed }, at) => (isServed ? [`'cis-aws@5.0.0#1.${at}'`] : []));
        const [coverage] = getCoverageReport(
          createBase({
            ...SITE,
            [CATALOGUE]: catalogueWith(controls.map((one) => `  - ${JSON.stringify(one)}\n`).join('')),
            [SOP]: sopWith({ frontMatter: { controls: `[${served.join(', ')}]` } }),
          }),
        );
        if (!coverage) throw new Error('No coverage');
        const active = rows.filter(({ status }) => status === 'active');
        const sum = (groups: { total: number }[]): number => groups.reduce((all, { total }) => all + total, 0);
        const { counts, byArea, byAssessment, byMaturity, byPath, byLevel } = coverage;
        expect(counts.total).toBe(active.length);
        expect(counts.covered).toBe(active.filter(({ isServed }) => isServed).length);
        expect(counts.covered).toBe(counts.crawl + counts.walk + counts.run);
        for (const groups of [byArea, byAssessment, byMaturity, byPath]) expect(sum(groups)).toBe(counts.total);
        expect(sum(byLevel)).toBe(active.flatMap(({ levels }) => levels).length);
        for (const { key, total, automated, manual } of byMaturity) {
          expect(total).toBe(key === 'gap' ? counts.total - counts.covered : counts[key]);
          expect(automated + manual).toBe(total);
        }
        expect(coverage.rows).toHaveLength(rows.length);
      }),
      { numRuns: 40 },
    );
  });

  it('does not count SOPs that are not active', () => {
    const [coverage] = getCoverageReport(
      createBase({ ...SITE, [SOP]: sopWith({ frontMatter: { status: 'draft', controls: "['cis-aws@5.0.0#1.13']" } }) }),
    );
    expect(coverage?.counts.covered).toBe(0);
  });
});

describe('what is due', () => {
  it('tells overdue from soon, by the day of the knowledge base', () => {
    expect(getDueReport(createBase({}, { asOf: '2027-03-20' }))).toMatchObject({
      overdue: [],
      soon: [{ kind: 'sop', id: 'rotate-key', dueOn: '2027-04-01' }],
    });
    expect(getDueReport(createBase({}, { asOf: '2027-04-01' })).overdue).toEqual([]);
    expect(getDueReport(createBase({}, { asOf: '2027-04-02' })).overdue).toMatchObject([{ id: 'rotate-key' }]);
  });

  it('gives the browser absolute days to count by', () => {
    expect(countReviewsByDay(getReviews(createBase()))).toEqual([
      ['2027-04-01', 1],
      ['2027-10-01', 1],
    ]);
  });
});

describe('what changed', () => {
  it('takes days from git where they are known, else from reviews', () => {
    const changed = new Map([['docs/standards/access.md', { commit: 'abc', date: '2026-11-19' }]]);
    expect(getRecentChanges(createBase(), { changed }).map(({ id, on, what }) => `${id} ${what} ${on}`)).toEqual([
      'access changed 2026-11-19',
      'rotate-key reviewed 2026-10-01',
    ]);
    expect(getRecentChanges(createBase(), { limit: 1 })).toHaveLength(1);
  });
});

describe('geometry', () => {
  it('lays parts side by side in percent and leaves out what has no count', () => {
    expect(
      getSegments([
        ['a', 1],
        ['b', 0],
        ['c', 2],
      ]),
    ).toEqual([
      { key: 'a', count: 1, x: 0, width: 33.33 },
      { key: 'c', count: 2, x: 33.33, width: 66.67 },
    ]);
    expect(getSegments([['a', 0]])).toEqual([]);
  });

  it('fills a grid row by row', () => {
    const grid = getGrid({ count: 3, columns: 2, size: 10, gap: 2 });
    expect(grid).toMatchObject({ width: 22, height: 22 });
    expect(grid.cells).toEqual([
      { x: 0, y: 0 },
      { x: 12, y: 0 },
      { x: 0, y: 12 },
    ]);
  });
});
