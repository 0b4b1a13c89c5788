import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLines } from '../../plugins/docusaurus-plugin-gait/src/report/compare-lines.ts';

describe('lines that differ', () => {
  it('stand with their unchanged neighbours', () => {
    expect(compareLines(['a', 'b', 'c', 'd', 'e'], ['a', 'b', 'x', 'd', 'e', 'f'])).toEqual([
      { kind: 'same', text: 'b' },
      { kind: 'removed', text: 'c' },
      { kind: 'added', text: 'x' },
      { kind: 'same', text: 'd' },
      { kind: 'same', text: 'e' },
      { kind: 'added', text: 'f' },
    ]);
    expect(compareLines(['a', 'b'], ['a', 'b'])).toEqual([]);
  });

  it('account for every line that went and came, whatever the texts', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
    const count = (all: readonly string[]): Record<string, number> =>
      all.reduce<Record<string, number>>((sum, one) => ({ ...sum, [one]: (sum[one] ?? 0) + 1 }), {});
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const changes = compareLines(before, after);
        const of = (kind: string): string[] => changes.filter((one) => one.kind === kind).map(({ text }) => text);
        expect(count([...before, ...of('added')])).toEqual(count([...after, ...of('removed')]));
      }),
    );
  });

  it('of two texts of a thousand lines that share nothing are all of them, and are found at once', () => {
    const toText = (name: string): string[] => Array.from({ length: 1000 }, (_, at) => `${name} ${at}`);
    expect(compareLines(toText('a'), toText('b'))).toHaveLength(2000);
  });
});
