import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Catalogue } from '../../plugins/docusaurus-plugin-gait/src/model/schema/catalogue.ts';
import { Configuration } from '../../plugins/docusaurus-plugin-gait/src/model/schema/configuration.ts';
import { Crosswalk } from '../../plugins/docusaurus-plugin-gait/src/model/schema/crosswalk.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): unknown => parse(readFileSync(join(root, path), 'utf8'));

const catalogue = Catalogue.parse(read('controls/cis-aws-5.0.0.yaml'));
const crosswalk = Crosswalk.parse(read('controls/crosswalks/cis-aws-3.0.0--cis-aws-5.0.0.yaml'));
const byId = new Map(catalogue.controls.map((control) => [control.id, control]));

describe('CIS AWS 5.0.0', () => {
  it('lists all 63 controls once, 41 of level 1 and 22 of level 2', () => {
    expect(catalogue.controls).toHaveLength(63);
    expect(byId.size).toBe(63);
    const getCount = (level: string) => catalogue.controls.filter(({ levels }) => levels.join() === level).length;
    expect([getCount('1'), getCount('2')]).toEqual([41, 22]);
  });

  it('numbers each chapter without a hole', () => {
    const getLast = (prefix: string) =>
      [...byId.keys()]
        .filter((id) => id.startsWith(`${prefix}.`) && id.split('.').length === prefix.split('.').length + 1)
        .map((id) => Number(id.slice(prefix.length + 1)))
        .sort((a, b) => a - b);
    const upTo = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
    expect(getLast('1')).toEqual(upTo(1, 21));
    expect(['2.1', '2.2', '2.3'].map(getLast)).toEqual([upTo(1, 4), upTo(1, 4), [1]]);
    expect(getLast('3')).toEqual(upTo(1, 9));
    expect(getLast('4')).toEqual(upTo(1, 16));
    expect([getLast('5.1'), getLast('5')]).toEqual([upTo(1, 2), upTo(2, 7)]);
  });

  it('gives every control an area of this knowledge base, a chapter and a title of its own', () => {
    const areas = Configuration.parse(read('gait.config.yaml')).areas.map(({ key }) => key);
    for (const { id, area, path } of catalogue.controls) {
      expect(areas, id).toContain(area);
      expect(path, id).not.toHaveLength(0);
    }
    expect(new Set(catalogue.controls.map(({ title }) => title)).size).toBe(63);
  });

  it('keeps no text of the benchmark', () => {
    for (const { id, title, statement } of catalogue.controls) {
      expect(statement, id).toBeUndefined();
      expect(title, id).not.toMatch(/^ensure\b/iu);
    }
  });

  it('writes ids in single quotes, so that YAML cannot take 1.10 for 1.1', () => {
    const text = readFileSync(join(root, 'controls/cis-aws-5.0.0.yaml'), 'utf8');
    expect(text.match(/^ {2}- id: '[0-9.]+'$/gmu)).toHaveLength(63);
    expect(byId.get('1.10')?.title).not.toBe(byId.get('1.1')?.title);
  });
});

describe('crosswalk of CIS AWS 3.0.0 to 5.0.0', () => {
  const left = crosswalk.map.flatMap(({ from }) => from);
  const right = crosswalk.map.flatMap(({ to }) => to);

  it('names every id of both sides exactly once', () => {
    expect([left.length, new Set(left).size]).toEqual([62, 62]);
    expect(right).toHaveLength(63);
    expect([...right].sort()).toEqual([...byId.keys()].sort());
  });

  it('says of each row what its sides show', () => {
    for (const { from, to, relation } of crosswalk.map) {
      const expected = from.length === 0 ? ['new'] : to.length === 0 ? ['dropped'] : ['same', 'changed'];
      expect(expected, JSON.stringify({ from, to })).toContain(relation);
    }
  });
});

// The facts that the catalogue was made from are not part of this repository; where they are at hand they are compared.
const corpus = process.env.GAIT_CORPUS_DIR;
const facts = corpus === undefined ? undefined : join(corpus, 'cis-aws-map.json');

/** The columns of `cis-aws-map.json` that the catalogue takes. */
interface Fact {
  cis5: string;
  cis3: string | null;
  level: number;
  assessment: string;
  prowler: string[];
  securityHub: string[];
  securityHubVerified: string[];
}

if (facts !== undefined && existsSync(facts)) {
  const rows = JSON.parse(readFileSync(facts, 'utf8')) as Fact[];
  describe('CIS AWS 5.0.0 against the collected facts', () => {
    it('agrees on level, assessment and checks', () => {
      expect(rows).toHaveLength(63);
      for (const row of rows) {
        const control = byId.get(row.cis5);
        expect(control?.levels, row.cis5).toEqual([String(row.level)]);
        expect(control?.assessment, row.cis5).toBe(row.assessment);
        expect(control?.checks, row.cis5).toEqual([
          ...row.prowler.map((name) => ({ id: `prowler:${name}`, verified: true })),
          ...row.securityHub.map((name) => ({
            id: `securityhub:${name}`,
            verified: row.securityHubVerified.includes(name),
          })),
        ]);
      }
    });

    it('agrees on what each control was in 3.0.0', () => {
      const before = new Map(crosswalk.map.flatMap(({ from, to }) => to.map((id) => [id, from] as const)));
      for (const row of rows) expect(before.get(row.cis5), row.cis5).toEqual(row.cis3 === null ? [] : [row.cis3]);
    });
  });
}
