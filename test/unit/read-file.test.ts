import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import type { FileKind } from '../../plugins/docusaurus-plugin-gait/src/model/document.ts';
import { parseConfiguration } from '../../plugins/docusaurus-plugin-gait/src/read/configuration.ts';
import { readGaitFile } from '../../plugins/docusaurus-plugin-gait/src/read/file.ts';
import { createLineIndex } from '../../plugins/docusaurus-plugin-gait/src/read/lines.ts';
import { CONFIGURATION, FRONT_MATTER } from './read-support.ts';

const KINDS: FileKind[] = [
  'sop',
  'standard',
  'guide',
  'catalogue',
  'crosswalk',
  'exception',
  'record',
  'manifest',
  'other',
];

function configure(more = '') {
  const { configuration, diagnostics } = parseConfiguration(CONFIGURATION + more);
  if (!configuration) throw new Error(diagnostics.map((one) => one.message).join('\n'));
  return configuration;
}

const configuration = configure();

function read(kind: FileKind, content: string | Uint8Array) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return readGaitFile({ kind, path: 'a/b', bytes, configuration });
}

function readSop(content: string, from = configuration) {
  const file = readGaitFile({
    kind: 'sop',
    path: 'a/b',
    bytes: new TextEncoder().encode(content),
    configuration: from,
  });
  if (file.kind !== 'sop') throw new Error('not an SOP');
  return file;
}

const SOP = `---\n${FRONT_MATTER}---\n\n## Purpose\n\nText.\n\n## Procedure\n\n1. Go.\n`;

describe('readGaitFile', () => {
  it('reads an SOP with its fingerprint', () => {
    const file = readSop(SOP);
    expect(file).toMatchObject({ kind: 'sop', path: 'a/b', bodyLine: 12, frontMatter: { isValid: true } });
    expect(file.hash).toMatch(/^[0-9a-f]{64}$/u);
    expect(file.fingerprint).toMatch(/^g1-[0-9a-f]{16}$/u);
    expect(file.body?.steps).toHaveLength(1);
  });

  it('is plain data: it survives a copy to another thread and a round through JSON', () => {
    const file = readSop(SOP);
    expect(structuredClone(file)).toEqual(file);
    expect(JSON.parse(JSON.stringify(file))).toEqual(file);
  });

  it('reads the body of an SOP whose front matter is missing or wrong', () => {
    expect(readSop('## Procedure\n\n1. Go.\n')).toMatchObject({
      frontMatter: {
        isValid: false,
        syntax: [
          { kind: 'fence', message: 'Unexpected start of the file, expected front matter between two lines of `---`' },
        ],
      },
      body: { steps: [{ id: 'go' }] },
    });
    expect(readSop(SOP.replace('title: ', 'title: @')).body?.steps).toHaveLength(1);
  });

  it('lets a guide page do without front matter, and no page ask for code', () => {
    expect(read('guide', '# Hello\n')).toMatchObject({
      frontMatter: { isValid: true },
      body: { headings: [{ text: 'Hello' }] },
    });
    for (const kind of ['guide', 'standard', 'sop'] as const) {
      const file = read(kind, '---\nmdx: {format: mdx}\nformat: mdx\n---\n');
      if (!('frontMatter' in file)) throw new Error('no front matter');
      const found = file.frontMatter.issues
        .filter((issue) => issue.kind === 'unknown-key')
        .map((issue) => issue.pointer);
      expect(found).toEqual(['/mdx', '/format']);
    }
  });

  it('says once why a file cannot be read', () => {
    for (const bytes of [
      Uint8Array.from([0xff, 0xfe, 0x61, 0]),
      new TextEncoder().encode('x'.repeat(5_000_000)),
      Uint8Array.of(0),
    ]) {
      for (const kind of KINDS.filter((one) => one !== 'other')) {
        const file = read(kind, bytes);
        const data = 'frontMatter' in file ? file.frontMatter : 'yaml' in file ? file.yaml : undefined;
        expect(data).toMatchObject({ isValid: false, issues: [] });
        expect(data?.syntax).toHaveLength(1);
      }
    }
  });

  it('takes what is merely unusual as it is', () => {
    const unusual =
      '{braces} ${{ x }} `<placeholder>` $5 %s 服務 🚀 \\* a_b_c 10:30 key:value #tag @me e.g. https://a.example/?b=c&d';
    const file = readSop(`${SOP}2. ${unusual}\n\n   \`\`\`bash\n   ps | awk '{print $1}' > out\n   \`\`\`\n`);
    expect(file.frontMatter.isValid).toBe(true);
    expect(file.body).toMatchObject({ html: [], directives: [], strayBlocks: [], variables: [] });
    expect(file.body?.steps[1]?.text).toBe(unusual.replace('`<placeholder>`', '<placeholder>').replace('\\*', '*'));
  });
});

describe('keys of a team', () => {
  const custom = configure(
    "custom_keys:\n  tier: {type: integer, enum: [1, 2], required: true}\n  ticket: {type: string, pattern: '[A-Z]+-[0-9]+'}\n  systems: {type: array, items: {type: string}}\n",
  );
  const issues = (more: string) =>
    readSop(SOP.replace('id: restart\n', `id: restart\n${more}`), custom).frontMatter.issues.map(
      (issue) => issue.message,
    );

  it('are held against what the configuration says', () => {
    expect(issues('tier: 1\nticket: OPS-12\nsystems: [a]\n')).toEqual([]);
    expect(issues('tier: 3\n')).toEqual(['Unexpected `3` at `tier`, expected `1` or `2`']);
    expect(issues('tier: 1\nticket: none\n')).toEqual([
      'Unexpected `none` at `ticket`, expected text that matches `[A-Z]+-[0-9]+`',
    ]);
    expect(issues('tier: 1\nsystems: [1]\n')).toEqual(['Unexpected `1` at `systems[0]`, expected text']);
    expect(issues('')).toEqual(['Unexpected absence of `tier`, expected `1` or `2`']);
    expect(issues('tier: 1\ntickt: OPS-1\n')).toEqual(['Unexpected key `tickt`, expected `ticket`']);
  });

  it('are unknown elsewhere', () => {
    expect(readSop(SOP.replace('id:', 'tier: 1\nid:')).frontMatter.issues).toMatchObject([
      { kind: 'unknown-key', pointer: '/tier' },
    ]);
  });
});

describe('any bytes', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.string({ unit: 'binary', maxLength: 400 }).map((text) => new TextEncoder().encode(text)),
    fc
      .array(
        fc.constantFrom(
          '---\n', 'id: x\n', '## Procedure\n', '1. a\n', '   ```bash\n', '```\n', ':::stop\n', ':::\n', '> ', '- ', '[a](b)', '![a][b]', '[b]: c\n', '<b>', '$X', '"', '| a |\n|---|\n', '\t', '\r\n', '\u202E', '\uFEFF', '*', '_', '`', '\\', '&#0;', '{#x}', 'Wait: 1 day\n', 'If this fails: ', '\u0000',
        ),
        { maxLength: 60 },
      )
      .map((pieces) => new TextEncoder().encode(pieces.join(''))),
  ); // prettier-ignore

  it.each(KINDS)('make a file of kind %s, and no error', (kind) => {
    fc.assert(
      fc.property(bytes, (content) => {
        const file = read(kind, content);
        expect(file.kind).toBe(kind);
        expect(structuredClone(file)).toEqual(file);
        if (file.kind === 'sop')
          for (const { place } of file.body?.fences ?? []) expect(place.end.offset).toBeLessThanOrEqual(content.length);
      }),
      { numRuns: kind === 'sop' ? 500 : 100 },
    );
  });
});

/** This repository's own pages, and real runbooks where `GAIT_CORPUS_DIR` says that there are some. */
const PAGES = [join(import.meta.dirname, '../../docs'), join(process.env['GAIT_CORPUS_DIR'] ?? '', 'corpora')];

describe('real pages', () => {
  const files = PAGES.flatMap((cwd) => globSync('**/*.md', { cwd, absolute: true }));

  it('are read without an error, every place where it says', { timeout: 120_000 }, () => {
    expect(files.length).toBeGreaterThan(20);
    for (const path of files) {
      const text = readFileSync(path, 'utf8');
      const { toPoint } = createLineIndex(text);
      const { body, frontMatter } = readSop(text);
      const inBody = body ? [...body.headings, ...body.fences, ...body.links, ...body.variables] : [];
      const places = [...inBody, ...frontMatter.syntax, ...frontMatter.issues].flatMap(({ place }) => place ?? []);
      expect(places).toEqual(
        places.map(({ start, end }) => ({ start: toPoint(start.offset), end: toPoint(end.offset) })),
      );
      expect(Math.max(0, ...places.map(({ end }) => end.offset))).toBeLessThanOrEqual(text.length);
      const used = body?.variables ?? [];
      expect(
        used.filter(({ name, place }) => !text.slice(place.start.offset, place.end.offset).includes(name)),
      ).toEqual([]);
    }
  });
});
