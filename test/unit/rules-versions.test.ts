import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareVersions } from '../../plugins/docusaurus-plugin-gait/src/rules/support/versions.ts';

it.each([
  ['5.0.0', '10.0.0'],
  ['3.0.0', '3.0.1'],
  ['2.0', '2.0.0'],
  ['2026-02', '2026-11'],
  ['5.1.1', '5.1.1-u4'],
  ['1.2', '1.beta'],
])('%s is older than %s', (older, newer) => {
  expect(compareVersions(older, newer)).toBeLessThan(0);
  expect(compareVersions(newer, older)).toBeGreaterThan(0);
});

it('orders any versions in one way', () => {
  const version = fc.string({ unit: fc.constantFrom('0', '1', '10', '.', '-', 'a', 'b') });
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      expect(Math.sign(compareVersions(a, b)) + Math.sign(compareVersions(b, a))).toBe(0);
      if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
        expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
    }),
  );
});
