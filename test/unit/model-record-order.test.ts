import { expect, it } from 'vitest';
import type { RecordFile } from '../../plugins/docusaurus-plugin-gait/src/model/document.ts';
import { compareNewestFirst } from '../../plugins/docusaurus-plugin-gait/src/model/record-order.ts';

const record = (path: string, finished_at?: string): RecordFile => ({
  kind: 'record',
  path,
  hash: '',
  yaml: { data: { finished_at }, isValid: true, places: {}, syntax: [], issues: [], raw: {} },
});

it('orders records by instant, the newest first, then by path', () => {
  const records = [
    record('no-time'),
    // Later as text, earlier as time.
    record('eastern', '2026-11-03T18:00:00+13:00'),
    record('utc', '2026-11-03T09:00:00Z'),
    record('not-a-time', 'yesterday'),
    record('western', '2026-11-03T04:00:00-05:00'),
  ];
  const expected = ['utc', 'western', 'eastern', 'no-time', 'not-a-time'];
  expect([...records].sort(compareNewestFirst).map(({ path }) => path)).toEqual(expected);
  expect(
    [...records]
      .reverse()
      .sort(compareNewestFirst)
      .map(({ path }) => path),
  ).toEqual(expected);
});
