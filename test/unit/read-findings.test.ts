import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ocsf, readAll } from './read-findings-support.ts';

describe('files that are not right', () => {
  it.each([
    ['', 'Unexpected empty file, expected findings'],
    [
      '# Notes',
      'Unexpected content, expected findings of Prowler (OCSF or CSV), Security Hub (ASFF), GuardDuty, Inspector, SARIF, Checkov or Trivy',
    ],
    ['{"a": 1}', 'Unexpected object with `a`, expected a finding of OCSF, ASFF, GuardDuty or Inspector'],
    ['[1, null]', 'Unexpected number, expected an object'],
    [
      '{"results": [1]}',
      'Unexpected object without findings, expected `Findings`, `detail.findings`, `runs`, `results` or `Results`',
    ],
  ])('says what is wrong with %j', (text, message) => {
    expect(readAll(text).problems[0]?.message).toBe(message);
  });

  it('reads UTF-16 and marks', () => {
    const text = JSON.stringify([ocsf({ finding_info: { title: 'Ünï' } })]);
    const little = new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
    const big = little.slice().map((_, at, all) => all[at ^ 1] ?? 0);
    for (const bytes of [little, big, little.slice(2), new TextEncoder().encode(`\uFEFF${text}`)])
      for (const piece of [1, 7, 1 << 20]) expect(readAll(bytes, piece).findings).toMatchObject([{ title: 'Ünï' }]);
  });

  it('names an entry that is not UTF-8 and reads the others', () => {
    const bytes = Buffer.from(JSON.stringify([ocsf(), ocsf({ message: 'é' }), ocsf()]), 'latin1');
    const { count, problems } = readAll(new Uint8Array(bytes));
    expect(count).toMatchObject({ entries: 3, read: 2, refused: 1 });
    expect(problems).toMatchObject([
      { index: 2, message: 'Unexpected bytes that are not UTF-8, expected text as UTF-8' },
    ]);
  });

  it('reads NaN as null', () => {
    const text = JSON.stringify([ocsf({ message: 'NaN "NaN" stays', risk: 'R' })]).replace('"R"', 'NaN');
    expect(readAll(text).count).toMatchObject({ read: 1, refused: 0 });
  });

  it('refuses nesting and size without harm', () => {
    const deep = JSON.stringify([ocsf({ x: 0 }), ocsf()]).replace(
      '"x":0',
      `"x":${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    );
    expect(readAll(deep)).toMatchObject({ count: { read: 1, refused: 1 }, problems: [{ index: 1 }] });
    const large = JSON.stringify([ocsf({ x: 'y'.repeat(9 * 1024 * 1024) }), ocsf()]);
    expect(readAll(large, 1 << 16)).toMatchObject({ count: { read: 1, refused: 1 } });
  });

  it('says where a truncated file ends', () => {
    const text = JSON.stringify([ocsf(), ocsf()]);
    const { count, problems } = readAll(text.slice(0, -20));
    expect(count).toMatchObject({ read: 1, isComplete: false });
    expect(problems[0]?.message).toBe('Unexpected end of the file within an entry or a list, expected all of it');
    expect(problems[0]?.offset).toBe(text.indexOf('},{') + 2);
  });

  it('stops where the structure breaks', () => {
    expect(readAll(`[${JSON.stringify(ocsf())}}, {}]`).problems[0]?.message).toMatch(
      /^Unexpected syntax between entries/u,
    );
  });
});

const REAL = process.env.GAIT_CORPUS_DIR;
describe.runIf(REAL !== undefined)('real files', () => {
  const folder = join(REAL ?? '', 'findings');
  const files =
    REAL === undefined
      ? []
      : readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  it.each(files.map((one) => [one.name, join(one.parentPath, one.name)]))('%s', (_, path) => {
    const whole = readAll(new Uint8Array(readFileSync(path)));
    expect(whole.problems).toEqual([]);
    expect(whole.count.refused).toBe(0);
    expect(readAll(new Uint8Array(readFileSync(path)), 13)).toEqual(whole);
  });
});
