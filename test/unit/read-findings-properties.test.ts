import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCsvCutter } from '../../plugins/docusaurus-plugin-gait/src/read/findings/csv-cut.ts';
import { CSV_HEADER, asff, ocsf, readAll, type ReadResult } from './read-findings-support.ts';

/** Starts that lead to each reader. */
const STARTS = [
  '',
  '[',
  '{"Findings": [',
  '{"detail": {"findings": [',
  '{"runs": [{"results": [',
  '{"check_type": "x", "results": {"failed_checks": [',
  '{"ArtifactName": "x", "Results": [{"Target": "y", "Vulnerabilities": [',
  '{"detail-type": "GuardDuty Finding", "detail": ',
  `${CSV_HEADER}\n`,
  `${JSON.stringify(asff())}\n`,
];
const PIECES = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  '\n',
  ';',
  'NaN',
  '1',
  'null',
  '"class_uid":2004',
  '"accountId":"1","service":{},"type":"a:b"',
  '"tool":{"driver":{}}',
  '\u0000',
  'é',
  JSON.stringify(asff()),
  JSON.stringify(ocsf()),
];

function holds({ count, findings, problems }: ReadResult): void {
  expect(count.read + count.refused).toBe(count.entries);
  expect(findings).toHaveLength(count.findings);
  expect(problems.filter((one) => one.index !== undefined)).toHaveLength(count.refused);
}

describe('readers of findings', () => {
  it('never throw, and their counts add up, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...STARTS),
        fc.array(fc.constantFrom(...PIECES)),
        fc.uint8Array(),
        (start, pieces, bytes) => {
          holds(readAll(new Uint8Array([...new TextEncoder().encode(start + pieces.join('')), ...bytes])));
        },
      ),
    );
  });

  it('say the same however the file comes in', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...STARTS),
        fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }),
        fc.integer({ min: 1, max: 50 }),
        (start, pieces, size) => {
          const text = start + pieces.join('');
          expect(readAll(text, size)).toEqual(readAll(text));
        },
      ),
    );
  });

  it('lose no entry of a list, whatever its members are', () => {
    const entry = fc.oneof(
      fc.jsonValue(),
      fc.constant(asff()),
      fc.constant(ocsf()),
      fc.record({ class_uid: fc.jsonValue(), metadata: fc.jsonValue() }),
      fc.record({ GeneratorId: fc.jsonValue(), Compliance: fc.jsonValue() }),
    );
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const result = readAll(JSON.stringify({ Findings: entries }));
        holds(result);
        const inner = entries.reduce<number>((sum, one) => sum + countInner(one), 0);
        expect(result.count.entries).toBe(inner);
      }),
    );
  });

  it('cut CSV as csv-parse does', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ';', '\n', ' ', 'é') });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 })),
        fc.integer({ min: 1, max: 9 }),
        (rows, size) => {
          const text = rows
            .map((row) => `${row.map((one) => `"${one.replaceAll('"', '""')}"`).join(';')}\r\n`)
            .join('');
          const cut: string[][] = [];
          const cutter = createCsvCutter(';', { onRow: (fields) => cut.push(fields), onBroken: () => cut.push([]) });
          for (let at = 0; at < text.length; at += size) cutter.push(text.slice(at, at + size));
          cutter.end();
          expect(cut).toEqual(parse(text, { delimiter: ';', relax_column_count: true }));
        },
      ),
    );
  });
});

/** A list inside an entry that looks like an envelope is opened. */
function countInner(value: unknown): number {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 1;
  const { Findings, findings, detail } = value as Record<string, unknown>;
  const inner = [Findings, findings, (detail as Record<string, unknown> | null | undefined)?.findings].find(
    Array.isArray,
  );
  return inner ? inner.length : 1;
}
