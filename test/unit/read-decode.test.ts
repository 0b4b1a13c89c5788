import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, MAX_BYTES, MAX_LINE } from '../../plugins/docusaurus-plugin-gait/src/read/decode.ts';
import { splitFrontMatter } from '../../plugins/docusaurus-plugin-gait/src/read/front-matter.ts';
import {
  parseFrontMatterForDocusaurus,
  SAFE_FRONT_MATTER,
} from '../../plugins/docusaurus-plugin-gait/src/read/docusaurus-front-matter.ts';
import { at } from './read-support.ts';

const encode = (text: string) => new TextEncoder().encode(text);
const problem = (bytes: Uint8Array) => decodeText(bytes).problems[0];

describe('decodeText', () => {
  it('reads UTF-8, CRLF, CJK, emoji and text of two directions', () => {
    const text = 'a\r\nb 服務 🚀 \u202Eabc\u202C\n';
    expect(decodeText(encode(text))).toEqual({ text, problems: [] });
  });

  it('keeps a byte order mark, and says so', () => {
    const { text, problems } = decodeText(encode('\uFEFFa'));
    expect(text).toBe('\uFEFFa');
    expect(problems).toMatchObject([{ kind: 'bom', place: { start: { line: 1, column: 1, offset: 0 } } }]);
  });

  it.each<[string, number[], string]>([
    ['UTF-16 LE', [0xff, 0xfe, 0x61, 0], 'Unexpected encoding UTF-16, expected UTF-8'],
    ['UTF-16 BE', [0xfe, 0xff, 0, 0x61], 'Unexpected encoding UTF-16, expected UTF-8'],
    ['UTF-16 without a mark', [0x2d, 0, 0x2d, 0, 0x2d, 0], 'Unexpected encoding UTF-16, expected UTF-8'],
    ['UTF-32', [0xff, 0xfe, 0, 0, 0x61, 0, 0, 0], 'Unexpected encoding UTF-32, expected UTF-8'],
    ['Latin-1', [0x61, 0x0a, 0x62, 0xe9, 0x63], 'Unexpected byte `0xE9` at line 2, expected UTF-8'],
    ['an overlong form', [0xc0, 0x80], 'Unexpected byte `0xC0` at line 1, expected UTF-8'],
    ['a lone surrogate', [0xed, 0xa0, 0x80], 'Unexpected byte `0xED` at line 1, expected UTF-8'],
    ['a cut character', [0x61, 0xe6, 0x9c], 'Unexpected byte `0xE6` at line 1, expected UTF-8'],
    ['NUL', [0x61, 0x0a, 0x00], 'Unexpected character NUL, expected text'],
  ])('refuses %s', (_, bytes, message) => {
    expect(decodeText(Uint8Array.from(bytes)).text).toBeUndefined();
    expect(decodeText(Uint8Array.from(bytes)).problems).toMatchObject([{ kind: 'encoding', message }]);
  });

  it('places the byte that is wrong', () => {
    expect(problem(Uint8Array.from([0x61, 0x0a, 0x62, 0xe9]))?.place).toEqual({
      start: { line: 2, column: 2, offset: 3 },
      end: { line: 2, column: 3, offset: 4 },
    });
  });

  it('refuses large files and long lines at once', () => {
    const started = performance.now();
    expect(problem(encode('x'.repeat(5_000_000)))).toMatchObject({ kind: 'size' });
    expect(problem(encode(`a\n${'x'.repeat(MAX_LINE + 1)}`))).toMatchObject({
      kind: 'size',
      place: { start: { line: 2 } },
    });
    expect(performance.now() - started).toBeLessThan(500);
    expect(problem(encode(`${'x'.repeat(MAX_LINE)}\n`.repeat(Math.floor(MAX_BYTES / (MAX_LINE + 1)))))).toBeUndefined();
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const { text, problems } = decodeText(bytes);
        expect(text === undefined).toBe(problems.some((one) => one.kind !== 'bom'));
        if (text !== undefined) expect(encode(text)).toEqual(Uint8Array.from(bytes));
      }),
    );
  });
});

describe('splitFrontMatter', () => {
  it.each([
    ['---\nid: x\n---\n\nBody\n', 'id: x\n', '\nBody\n', 4],
    ['---\r\nid: x\r\n---\r\nBody', 'id: x\r\n', 'Body', 4],
    ['\uFEFF---\nid: x\n---\nBody', 'id: x\n', 'Body', 4],
    ['---\n---\nBody', '', 'Body', 3],
    ['---\nid: x\n---', 'id: x\n', '', 3],
    ['---\ntext: |\n  ---\n ---\n----\n---\nBody', 'text: |\n  ---\n ---\n----\n', 'Body', 7],
  ])('%j', (text, yaml, body, line) => {
    const split = splitFrontMatter(text);
    expect(split).toMatchObject({ yaml, body });
    expect(split.problem).toBeUndefined();
    if (body !== '') expect(split.bodyStart.line).toBe(line);
    expect(text.slice(split.bodyStart.offset)).toBe(body);
    expect(text.slice(split.yamlStart.offset, split.yamlStart.offset + yaml.length)).toBe(yaml);
  });

  it.each(['', 'Body', '# ---', ' ---\nid: x\n---\n', '\n---\nid: x\n---\n', '----\nid: x\n----\n'])(
    '%j has none',
    (text) => {
      const { yaml, body, problem: found } = splitFrontMatter(text);
      expect({ yaml, body, found }).toEqual({ yaml: undefined, body: text, found: undefined });
    },
  );

  it.each([
    '---js',
    '---javascript',
    '--- js',
    '---JS',
    '---yaml',
    '---json',
    '---coffee',
    '--- ',
    '---\t',
    '---\u00a0',
    '---\rx',
    ';;;',
    '+++',
    '---{',
  ])('%j is no opening', (opening) => {
    const text = `${opening}\nmodule.exports = {}\n---\nBody`;
    const split = splitFrontMatter(text);
    expect(split.yaml).toBeUndefined();
    expect(split.problem).toMatchObject({ kind: 'fence', expected: ['---'] });
    expect(at(text, split.problem?.place ?? { start: split.yamlStart, end: split.yamlStart })).toBe(
      opening.split(/\r?\n/u)[0],
    );
  });

  it.each(['---', '---\n', '---\nid: x\n', '---\nid: x\n--- \n', '---\nid: x\u2028---\u2028\n'])(
    '%j is not closed',
    (text) => {
      expect(splitFrontMatter(text).yaml).toBeUndefined();
      expect(splitFrontMatter(text).problem?.kind).toBe('fence');
    },
  );

  it('loses nothing', () => {
    const piece = fc.constantFrom('---', '\n', '\r\n', 'id: x', ' ', '\uFEFF', 'js', '+++');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const { yaml, body, bodyStart } = splitFrontMatter(text);
        expect(text.slice(bodyStart.offset)).toBe(body);
        expect(text.endsWith(body)).toBe(true);
        if (yaml !== undefined) expect(text).toMatch(/^\uFEFF?---\r?\n/u);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('parseFrontMatterForDocusaurus', () => {
  const parse = (fileContent: string) => parseFrontMatterForDocusaurus({ filePath: '/site/docs/a.md', fileContent });

  it('carries the mark that the plugin asks for', () => {
    expect(SAFE_FRONT_MATTER).toBe(Symbol.for('gait.safe-front-matter'));
    expect((parseFrontMatterForDocusaurus as unknown as Record<symbol, unknown>)[SAFE_FRONT_MATTER]).toBe(true);
  });

  it('reads YAML 1.2: dates and leading zeros stay as they are written or are numbers', async () => {
    const text = '---\ntitle: A\ndate: 2026-10-01\nyes: yes\nlist: [1, two]\n---\n\nBody\n';
    expect(await parse(text)).toEqual({
      frontMatter: { title: 'A', date: '2026-10-01', yes: 'yes', list: [1, 'two'] },
      content: 'Body',
    });
    expect(await parse('Body only')).toEqual({ frontMatter: {}, content: 'Body only' });
  });

  it.each([
    ['---js\n({})\n---\n', '/site/docs/a.md:1:1: Unexpected `---js` on the first line, expected `---` alone.'],
    [
      '---\nmdx: {format: mdx}\n---\n',
      '/site/docs/a.md:2:6: Unexpected key `mdx` in front matter, expected plain Markdown.',
    ],
    [
      '---\nformat: mdx\n---\n',
      '/site/docs/a.md:2:9: Unexpected key `format` in front matter, expected plain Markdown.',
    ],
    ['---\na: &x 1\nb: *x\n---\n', '/site/docs/a.md:2:7: Unexpected anchor `1`, expected a plain value.'],
    ['---\na: !!js/function x\n---\n', 'Unexpected tag'],
    ['---\na: {b\n---\n', '/site/docs/a.md:3:1: '],
    ['---\n__proto__: {polluted: true}\n---\n', 'Unexpected key `__proto__`'],
    ['---\na: 1\na: 2\n---\n', 'Unexpected second `a`'],
  ])('throws for %j', async (text, message) => {
    await expect(parse(text)).rejects.toThrow(message);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
