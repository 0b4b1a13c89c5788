import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Catalogue } from '../../plugins/docusaurus-plugin-gait/src/model/schema/catalogue.ts';
import { GaitRecord } from '../../plugins/docusaurus-plugin-gait/src/model/schema/record.ts';
import { Sop } from '../../plugins/docusaurus-plugin-gait/src/model/schema/sop.ts';
import { TEXT_KEYS } from '../../plugins/docusaurus-plugin-gait/src/read/text-keys.ts';
import { readYaml } from '../../plugins/docusaurus-plugin-gait/src/read/yaml.ts';
import { at, FRONT_MATTER, START } from './read-support.ts';

const Any = z.looseObject({});
const read = (text: string) => readYaml({ text, schema: Any, textKeys: TEXT_KEYS });
const readSop = (text: string) => readYaml({ text, schema: Sop, textKeys: TEXT_KEYS });
const kinds = (text: string) => read(text).syntax.map((problem) => problem.kind);

describe('readYaml', () => {
  it('reads the core schema of YAML 1.2', () => {
    expect(read('a: 2026-10-01\nb: yes\nc: 010\nd: 12:30:45\ne: 0x1F\nf: ~\ng: true\nh: on\n').raw).toEqual({
      a: '2026-10-01',
      b: 'yes',
      c: 10,
      d: '12:30:45',
      e: 31,
      f: null,
      g: true,
      h: 'on',
    });
  });

  it('places keys and values by pointer, in the file', () => {
    const yaml = 'title: A title\nvariables:\n  - name: HOST\n    pattern: \'^a$\'\nlist: [a, "b c"]\n';
    const file = `---\n${yaml}---\n`;
    const { places } = readYaml({ text: yaml, start: { line: 2, column: 1, offset: 4 }, schema: Any });
    const shown = Object.entries(places).map(([pointer, { key, value }]) => [
      pointer,
      key && at(file, key),
      at(file, value),
    ]);
    expect(shown.filter(([pointer]) => pointer !== '' && pointer !== '/variables')).toEqual([
      ['/title', 'title', 'A title'],
      ['/variables/0', undefined, "name: HOST\n    pattern: '^a$'"],
      ['/variables/0/name', 'name', 'HOST'],
      ['/variables/0/pattern', 'pattern', "'^a$'"],
      ['/list', 'list', '[a, "b c"]'],
      ['/list/0', undefined, 'a'],
      ['/list/1', undefined, '"b c"'],
    ]);
  });

  it.each([
    ['a: &x 1', 'Unexpected anchor `1`, expected a plain value'],
    ['a: *x', 'Unexpected alias `*x`, expected a plain value'],
    ['a: !!binary aGk=', 'Unexpected tag `aGk=`, expected a plain value'],
    ['a: !ruby/object:X {}', 'Unexpected tag `{}`, expected a plain value'],
    ['a: &x {b: 1}\nc:\n  <<: *x', 'Unexpected alias `*x`, expected a plain value'],
    ['a: 1\nb: 2\na: 3', 'Unexpected second `a`, expected each key once'],
    ['[a]: b', 'Unexpected key that is not text, expected a word'],
    ['a:\n\t- b', 'Unexpected tab, expected spaces'],
    ['a: b: c', 'Unexpected second `: ` on the line, expected one key and one value'],
    ['a: "\\d"', 'Unexpected `\\` in double quotes, expected an escape of YAML'],
    ['a: 1\n---\nb: 2', 'Unexpected second document, expected one'],
    ['a: [b', 'Unexpected end of the value, expected `]`'],
    ['a: {b: "c}', 'Unexpected end of the value, expected `"`'],
    ['a: 1\nword\n', 'Unexpected text without `:` or `,` after it, expected `key: value` or `[a, b]`'],
    ['a: @b', 'Unexpected character at the start of a value, expected it in quotes'],
  ])('%j: %s', (text, message) => {
    const { syntax, isValid } = read(text);
    expect(syntax.map((problem) => problem.message)).toContain(message);
    expect(isValid).toBe(false);
    expect(syntax.every((problem) => problem.place)).toBe(true);
  });

  it('expands no bomb of aliases', () => {
    const levels = Array.from(
      { length: 30 },
      (_, at) =>
        `k${at}: &a${at} [${Array(9)
          .fill(at === 0 ? 'x' : `*a${at - 1}`)
          .join(', ')}]`,
    );
    const started = performance.now();
    const { syntax } = read(levels.join('\n'));
    expect(syntax.length).toBeGreaterThan(200);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it.each([
    ['brackets', `a: ${'['.repeat(101)}${']'.repeat(101)}`],
    ['a great many brackets', `a: ${'{a: '.repeat(5_000)}`],
    ['indentation', Array.from({ length: 102 }, (_, at) => `${' '.repeat(at)}a:`).join('\n')],
    ['lists on one line', `a:\n ${'- '.repeat(9_000)}x`],
  ])('refuses nesting deeper than 100 by %s', (_, text) => {
    expect(read(text)).toMatchObject({
      isValid: false,
      syntax: [{ kind: 'size', place: { start: { line: expect.any(Number) as number } } }],
    });
  });

  it('allows nesting of 90', () => {
    expect(kinds(`a: ${'['.repeat(90)}${']'.repeat(90)}`)).toEqual([]);
    expect(kinds(`a: [${'[], '.repeat(500)}]`)).toEqual([]);
  });

  it('lets no key reach into JavaScript', () => {
    const { raw, issues } = read(
      '__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}\na: {__proto__: 1}\ntoString: x\n',
    );
    expect(raw).toEqual({ a: {}, toString: 'x' });
    expect(issues.map((issue) => issue.message)).toEqual([
      'Unexpected key `__proto__`, expected another name',
      'Unexpected key `constructor`, expected another name',
      'Unexpected key `a.__proto__`, expected another name',
    ]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('keys that are text', () => {
  it('take the source of a plain scalar that YAML types otherwise, and say so', () => {
    const text =
      'version: 1.10\ncontrols:\n  - id: 012345678901\n  - id: 12345e678901\n  - id: 1.4a\ncommit: 123456e7\nexample: true\n';
    const { raw, syntax } = read(text);
    expect(raw).toEqual({
      version: '1.10',
      controls: [{ id: '012345678901' }, { id: '12345e678901' }, { id: '1.4a' }],
      commit: '123456e7',
      example: 'true',
    });
    expect(syntax.map(({ kind, pointer, expected }) => [kind, pointer, expected?.[0]])).toEqual([
      ['plain-scalar', '/version', "'1.10'"],
      ['plain-scalar', '/controls/0/id', "'012345678901'"],
      ['plain-scalar', '/controls/1/id', "'12345e678901'"],
      ['plain-scalar', '/commit', "'123456e7'"],
      ['plain-scalar', '/example', "'true'"],
    ]);
    expect(at(text, syntax[1]?.place ?? { start: START, end: START })).toBe('012345678901');
  });

  it('may not lose a tail to a comment', () => {
    const text = "pattern: ^a #b\ncontrol: x@1 # 1.4\nexample: 'a' # fine\ntitle: a # fine\ncontrols: [a] # fine\n";
    const { syntax } = read(text);
    expect(syntax.map(({ kind, pointer, place }) => [kind, pointer, place && at(text, place)])).toEqual([
      ['lost-comment', '/pattern', '^a #b'],
      ['lost-comment', '/control', 'x@1 # 1.4'],
    ]);
  });

  it('are fine in quotes', () => {
    expect(kinds('version: "1.10"\nid: \'1.4\'\npattern: "^a #b"\nlevels: [\'1\']\n')).toEqual([]);
  });
});

describe('held against a schema', () => {
  const messages = (text: string) => readSop(text).issues.map((issue) => [issue.kind, issue.message]);

  it('is right when nothing is wrong, with defaults', () => {
    const { data, isValid, issues } = readSop(FRONT_MATTER);
    expect(issues).toEqual([]);
    expect(isValid).toBe(true);
    expect(data).toMatchObject({ id: 'restart', status: 'active', variables: [], last_reviewed_on: '2026-10-01' });
  });

  it('keeps every key that is right by itself', () => {
    const { data, isValid } = readSop(FRONT_MATTER.replace('crawl', 'sprint').replace('title:', 'titel:'));
    expect(isValid).toBe(false);
    expect(data).toMatchObject({ id: 'restart', owner: 'team', related: [] });
    expect(data).not.toHaveProperty('maturity');
    expect(data).not.toHaveProperty('title');
  });

  it.each([
    [FRONT_MATTER.replace('owner:', 'ownr:'), 'unknown-key', 'Unexpected key `ownr`, expected `owner`'],
    [FRONT_MATTER.replace('owner: team\n', ''), 'missing-key', 'Unexpected absence of `owner`, expected text'],
    [`${FRONT_MATTER}colour: red\n`, 'unknown-key', 'Unexpected key `colour`, expected a known key'],
    [
      FRONT_MATTER.replace('crawl', 'walks'),
      'wrong-value',
      'Unexpected `walks` at `maturity`, expected `crawl`, `walk` or `run`',
    ],
    [
      FRONT_MATTER.replace('2026-10-01', '01.10.2026'),
      'bad-date',
      'Unexpected `01.10.2026` at `last_reviewed_on`, expected a date written as YYYY-MM-DD',
    ],
    [
      FRONT_MATTER.replace('2026-10-01', '2026-02-30'),
      'bad-date',
      'Unexpected `2026-02-30` at `last_reviewed_on`, expected a date written as YYYY-MM-DD',
    ],
    [
      FRONT_MATTER.replace('2026-10-01', '20261001'),
      'bad-date',
      'Unexpected `20261001` at `last_reviewed_on`, expected a date written as YYYY-MM-DD',
    ],
    [FRONT_MATTER.replace('Restart a service', '12'), 'wrong-value', 'Unexpected `12` at `title`, expected text'],
    [FRONT_MATTER.replace('team', '[team]'), 'wrong-value', 'Unexpected list at `owner`, expected text'],
    [`${FRONT_MATTER}related: one\n`, 'wrong-value', 'Unexpected `one` at `related`, expected a list'],
    [`${FRONT_MATTER}related:\n`, 'wrong-value', 'Unexpected empty value at `related`, expected a list'],
    [
      `${FRONT_MATTER}variables:\n  - nam: HOST\n    description: x\n`,
      'unknown-key',
      'Unexpected key `nam` at `variables[0]`, expected `name`',
    ],
    [
      FRONT_MATTER.replace('on-demand', 'on-demnd'),
      'wrong-value',
      'Unexpected `on-demnd` at `cadence`, expected `on-event`, `on-demand` or keys and values',
    ],
    [
      FRONT_MATTER.replace('on-demand', '{every: 1 month, fro: 2026-01-01}'),
      'unknown-key',
      'Unexpected key `fro` at `cadence`, expected `from`',
    ],
    [
      FRONT_MATTER.replace('on-demand', '{every: 1 month}'),
      'missing-key',
      'Unexpected absence of `cadence.from`, expected a date written as YYYY-MM-DD',
    ],
    [
      FRONT_MATTER.replace('on-demand', '{every: monthly, from: 2026-01-01}'),
      'wrong-value',
      'Unexpected `monthly` at `cadence.every`, expected a duration such as `20 minutes`, `6 months` or `1 year`',
    ],
    ['just text\n', 'wrong-value', 'Unexpected `just text`, expected keys and values'],
  ])('case %#', (text, kind, message) => {
    expect(messages(text)).toContainEqual([kind, message]);
  });

  it('places an unknown key at itself, a missing one at what holds it', () => {
    const text = `${FRONT_MATTER}variables:\n  - nam: HOST\n`;
    const shown = readSop(text).issues.map(({ pointer, place }) => [pointer, place && at(text, place)]);
    expect(shown).toEqual([
      ['/variables/0/name', 'nam: HOST'],
      ['/variables/0/description', 'nam: HOST'],
      ['/variables/0/nam', 'nam'],
    ]);
    expect(readSop('id: x\n').issues.every((issue) => issue.place?.start.line === 1)).toBe(true);
  });

  it('speaks of keys of records and members of unions', () => {
    const { issues } = readYaml({
      text: 'schema: 1\nperformer: {persn: "@alice"}\nsteps: [{id: a, outcome: don}]\n',
      schema: GaitRecord,
      textKeys: TEXT_KEYS,
    });
    const said = issues.map((issue) => issue.message);
    expect(said).toContain(
      'Unexpected key `performer.persn`'.replace('performer.persn', 'persn') + ' at `performer`, expected `person`',
    );
    expect(said).toContain('Unexpected `don` at `steps[0].outcome`, expected `done`, `skipped` or `failed`');
  });

  it('says the least that a list needs', () => {
    const { issues } = readYaml({ text: 'controls: []\n', schema: Catalogue, textKeys: TEXT_KEYS });
    expect(issues.map((issue) => issue.message)).toContain('Unexpected list at `controls`, expected at least 1 member');
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    'a', ': ', '\n', '  ', '- ', '[', ']', '{', '}', '"', "'", '#', '&x ', '*x', '!!str ', '|', '>', '\t', '? ', '---', '...', ',', '%YAML 1.1', '\r\n', '\u2028', '<<: ', 'id', '1.10', '__proto__', '\\',
  ); // prettier-ignore

  it('gives data and problems, and never throws', () => {
    const property = (text: string) => {
      const { data, syntax, issues, isValid } = readSop(text);
      expect(data).toBeTypeOf('object');
      expect(isValid).toBe(false);
      expect(syntax.length + issues.length).toBeGreaterThan(0);
      for (const { message, place } of [...syntax, ...issues]) {
        expect(message).toMatch(/^Unexpected .*, expected /su);
        expect(place?.start.offset ?? 0).toBeLessThanOrEqual(text.length);
      }
    };
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => property(pieces.join(''))),
      { numRuns: 1000 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), property), { numRuns: 500 });
  });
});
