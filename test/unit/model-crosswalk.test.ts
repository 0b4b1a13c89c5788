import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapControls } from '../../plugins/docusaurus-plugin-gait/src/model/crosswalk.ts';
import type { Crosswalk } from '../../plugins/docusaurus-plugin-gait/src/model/schema/crosswalk.ts';
import { readCrosswalks } from '../controls/support.ts';

type Row = [from: string, to: string, relation: Crosswalk['map'][number]['relation']];

const toCrosswalk = (from: string, to: string, rows: Row[]): Crosswalk => ({
  schema: 1,
  from,
  to,
  map: rows.map(([left, right, relation]) => ({ from: split(left), to: split(right), relation })),
});
const split = (ids: string): string[] => ids.split(' ').filter((id) => id !== '');
const map = (from: string, to: string, ...crosswalks: Crosswalk[]): Row[] | undefined =>
  mapControls({ from, to, crosswalks })?.rows.map((row) => [row.from.join(' '), row.to.join(' '), row.relation]);

describe('mapping of controls', () => {
  const ab = toCrosswalk('a@1', 'b@1', [
    ['1', '10', 'same'],
    ['2', '20 21', 'split'],
    ['3 4', '30', 'merged'],
    ['5', '50', 'changed'],
    ['6', '', 'dropped'],
    ['', '70', 'new'],
  ]);
  const bc = toCrosswalk('b@1', 'c@1', [
    ['10', '100', 'same'],
    ['20 21', '200', 'merged'],
    ['30', '300 301', 'split'],
    ['50', '500', 'same'],
    ['70', '', 'dropped'],
    ['', '800', 'new'],
  ]);

  it('is the crosswalk itself where there is one', () => {
    expect(map('a@1', 'b@1', ab)).toEqual([
      ['1', '10', 'same'],
      ['2', '20 21', 'split'],
      ['3 4', '30', 'merged'],
      ['5', '50', 'changed'],
      ['6', '', 'dropped'],
      ['', '70', 'new'],
    ]);
  });

  it('reads a crosswalk backwards', () => {
    expect(map('b@1', 'a@1', ab)?.slice(1)).toEqual([
      ['20 21', '2', 'merged'],
      ['30', '3 4', 'split'],
      ['50', '5', 'changed'],
      ['', '6', 'new'],
      ['70', '', 'dropped'],
    ]);
  });

  it('goes over what lies between: together what hangs together, the same only when every step says so', () => {
    expect(map('a@1', 'c@1', ab, bc)).toEqual([
      ['1', '100', 'same'],
      ['2', '200', 'changed'],
      ['3 4', '300 301', 'changed'],
      ['5', '500', 'changed'],
      ['6', '', 'dropped'],
      ['', '800', 'new'],
    ]);
    expect(mapControls({ from: 'a@1', to: 'c@1', crosswalks: [ab, bc] })?.via).toEqual(['b@1']);
  });

  it('prefers the way with the fewest steps, and has none where none leads', () => {
    const ac = toCrosswalk('a@1', 'c@1', [['1', '9', 'changed']]);
    expect(map('a@1', 'c@1', ab, bc, ac)).toEqual([['1', '9', 'changed']]);
    expect(map('a@1', 'd@1', ab, bc)).toBeUndefined();
  });

  it('loses and doubles no id, however rows hang together', () => {
    const ids = (prefix: string) =>
      fc.uniqueArray(
        fc.integer({ min: 0, max: 9 }).map((number) => `${prefix}${number}`),
        { maxLength: 6 },
      );
    const rows = (left: string, right: string) =>
      fc
        .tuple(ids(left), ids(right), fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 30, maxLength: 30 }))
        .map(([from, to, cuts]) => {
          const groups: Crosswalk['map'] = [];
          const [a, b] = [[...from], [...to]];
          while (a.length + b.length > 0) {
            const take = (list: string[]): string[] => list.splice(0, cuts.pop() ?? 1);
            const row = { from: take(a), to: take(b), relation: 'changed' as const };
            if (row.from.length + row.to.length > 0) groups.push(row);
          }
          return groups;
        });
    fc.assert(
      fc.property(rows('a', 'b'), rows('b', 'c'), (first, second) => {
        const crosswalks: Crosswalk[] = [
          { schema: 1, from: 'a@1', to: 'b@1', map: first },
          { schema: 1, from: 'b@1', to: 'c@1', map: second },
        ];
        const found = mapControls({ from: 'a@1', to: 'c@1', crosswalks })?.rows ?? [];
        expect(found.flatMap(({ from }) => from).sort()).toEqual(first.flatMap(({ from }) => from).sort());
        expect(found.flatMap(({ to }) => to).sort()).toEqual(second.flatMap(({ to }) => to).sort());
      }),
    );
  });

  it('CIS 3.0.0 to 6.0.0: 61 the same, one dropped, two new', () => {
    const crosswalks = readCrosswalks().map(({ data }) => data);
    const rows = map('cis-aws@3.0.0', 'cis-aws@6.0.0', ...crosswalks) ?? [];
    expect(rows).toHaveLength(64);
    expect(rows.filter(([, , relation]) => relation === 'same')).toHaveLength(61);
    expect(rows).toContainEqual(['1.4', '2.3', 'same']);
    expect(rows.slice(-2)).toEqual([
      ['', '3.2.4', 'new'],
      ['', '6.1.2', 'new'],
    ]);
  });
});
