import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { processJob } from '../../plugins/docusaurus-plugin-gait/src/base/process.ts';
import type { FileKind } from '../../plugins/docusaurus-plugin-gait/src/model/document.ts';
import { parseConfiguration } from '../../plugins/docusaurus-plugin-gait/src/read/configuration.ts';
import {
  EXAMPLE_SITE,
  catalogueWith,
  recordWith,
  sopWith,
} from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { toIsoDate } from '../../plugins/docusaurus-plugin-gait/src/write/mend-date.ts';
import { sortTopLevelKeys } from '../../plugins/docusaurus-plugin-gait/src/write/mend-order.ts';
import { mendFile } from '../../plugins/docusaurus-plugin-gait/src/write/mend.ts';
import { createSite, gait } from './support.ts';

const SOP = 'docs/sops/rotate-key.md';

const MESSY = `\uFEFF---\r
# Who wrote this: see contributors\r
\r
title: Rotate an access key\r
id: rotate-key   # same as the file\r
description: "When an access key is older than 90 days."\r
area: operations\r
cadence: {every: 1 month, from: 2026/1/5}\r
\r
# claimed, not earned\r
maturity: crawl\r
owner: platform\r
last_reviewed_on: 01 Oct 2026\r
review_in: 6 months\r
variables:\r
  - name: ACCOUNT_ID\r
    description: The account\r
    example: 012345678901   # 12 digits\r
  - {name: TEAM, description: The team, pattern: ^team$ , example: 'a'}\r
# the end\r
---\r
\r
## Purpose\r
\r
Trailing spaces   \r
and a lone\u00a0space.\r
\r
## Procedure\r
\r
1. Ask "$ACCOUNT_ID" of "$TEAM".`;

const MENDED = `\uFEFF---\r
# Who wrote this: see contributors\r
\r
id: rotate-key   # same as the file\r
title: Rotate an access key\r
description: "When an access key is older than 90 days."\r
area: operations\r
# claimed, not earned\r
maturity: crawl\r
owner: platform\r
last_reviewed_on: 2026-10-01\r
review_in: 6 months\r
cadence: {every: 1 month, from: 2026-01-05}\r
\r
variables:\r
  - name: ACCOUNT_ID\r
    description: The account\r
    example: '012345678901'   # 12 digits\r
  - {name: TEAM, description: The team, pattern: ^team$ , example: 'a'}\r
# the end\r
---\r
\r
## Purpose\r
\r
Trailing spaces   \r
and a lone\u00a0space.\r
\r
## Procedure\r
\r
1. Ask "$ACCOUNT_ID" of "$TEAM".`;

describe('gait fix', () => {
  it('mends quotes, dates and the order of keys, and keeps every other byte', async () => {
    const folder = createSite({ [SOP]: MESSY });
    chmodSync(path.join(folder, SOP), 0o640);
    const { code, stdout } = await gait(folder, ['fix']);
    expect(readFileSync(path.join(folder, SOP), 'utf8')).toBe(MENDED);
    expect(`\n${stdout}`).toMatchInlineSnapshot(`
      "
      docs/sops/rotate-key.md:8  date: 2026/1/5 → 2026-01-05
      docs/sops/rotate-key.md:13  date: 01 Oct 2026 → 2026-10-01
      docs/sops/rotate-key.md:18  quotes: '012345678901'
      docs/sops/rotate-key.md:4  order of the keys
      Mended 4 places in 1 file
      "
    `);
    expect(code).toBe(0);
    expect(statSync(path.join(folder, SOP)).mode & 0o777).toBe(0o640);
    expect(readdirSync(path.join(folder, 'docs/sops'))).toEqual(['rotate-key.md']);
    expect(await gait(folder, ['fix'])).toMatchObject({ code: 0, stdout: 'Nothing to mend\n' });
  });

  it('says with --dry-run what it would do, does not do it, and ends with 3', async () => {
    const folder = createSite({ [SOP]: MESSY });
    const { code, stdout } = await gait(folder, ['fix', '--dry-run']);
    expect(code).toBe(3);
    expect(stdout).toMatch(/Would mend 4 places in 1 file\n$/u);
    expect(readFileSync(path.join(folder, SOP), 'utf8')).toBe(MESSY);
    expect((await gait(createSite({ [SOP]: sopWith() }), ['fix', '--dry-run'])).code).toBe(0);
  });

  it('mends the paths that are asked for', async () => {
    const folder = createSite({ [SOP]: MESSY });
    await gait(folder, ['fix', 'docs/standards']);
    expect(readFileSync(path.join(folder, SOP), 'utf8')).toBe(MESSY);
    expect((await gait(folder, ['fix', 'nowhere'])).code).toBe(2);
  });

  it('quotes ids in catalogues and leaves records alone', async () => {
    const record = 'records/rotate-key/2026-11-02-k3f9qa.yaml';
    const folder = createSite({
      'controls/cis-aws-5.0.0.yaml': catalogueWith('  - {id: 1.10, title: One, assessment: manual}'),
      [record]: recordWith({ commit: '1234567' }),
    });
    await gait(folder, ['fix']);
    expect(readFileSync(path.join(folder, 'controls/cis-aws-5.0.0.yaml'), 'utf8')).toContain("{id: '1.10', title");
    expect(readFileSync(path.join(folder, record), 'utf8')).toBe(recordWith({ commit: '1234567' }));
  });

  it.each([
    ['broken YAML', 'title: [\nid: a\n'],
    ['anchors', 'title: &a x\nid: *a\n'],
    ['text that keeps its trailing lines', 'title: |+\n  x\n\nid: a\n'],
    ['a flow mapping', '{title: x, id: a}\n'],
    ['a duplicate key', 'title: x\nid: a\nid: b\n'],
  ])('leaves %s alone', (_, yaml) => {
    expect(sortTopLevelKeys(yaml, ['id', 'title'])).toBe(yaml);
  });
});

describe('dates', () => {
  it.each([
    ['2026/10/1', '2026-10-01'],
    ['2026.10.01', '2026-10-01'],
    ['2026-1-5', '2026-01-05'],
    ['01 Oct 2026', '2026-10-01'],
    ['1st October 2026', '2026-10-01'],
    ['Sept. 3, 2026', '2026-09-03'],
    ['3-sep-2026', '2026-09-03'],
    ['29 February 2028', '2028-02-29'],
  ])('%s is %s', (written, date) => {
    expect(toIsoDate(written)).toBe(date);
  });

  it.each([
    '03/04/2026',
    '01.10.2026',
    '30 Feb 2026',
    '2026/13/1',
    '2026-10',
    '1 Octember 2026',
    '1 Ma 2026',
    '10/1/26',
    '',
  ])('%j is left alone', (written) => {
    expect(toIsoDate(written)).toBeUndefined();
  });
});

describe('mending any front matter', () => {
  const { configuration } = parseConfiguration(EXAMPLE_SITE['gait.config.yaml'] ?? '');
  if (!configuration) throw new Error('The example has no configuration');
  const read = (text: string, kind: FileKind = 'sop') =>
    processJob({ path: SOP, kind, bytes: new TextEncoder().encode(text) }, configuration);

  const line = fc.constantFrom(
    'id: rotate-key',
    'id: 123',
    "id: '1'",
    'id: 1.10 # one',
    'title: x',
    'title: >\n  folded\n  text',
    'title: |\n  literal\n',
    'title: "a\n  b"',
    'description: y # z',
    'area: operations',
    'maturity: crawl',
    'maturity: wallk',
    'owner: platform',
    'last_reviewed_on: 2026/10/1',
    'last_reviewed_on: 1 Oct 2026',
    "last_reviewed_on: '2026.10.1'",
    'last_reviewed_on: 03/04/2026',
    'review_in: 6 months',
    'cadence: on-demand',
    'cadence:\n  every: 1 month\n  from: 2026.1.5',
    'controls: [cis-aws@5.0.0#1.13]',
    'variables:\n  - name: A\n    description: b\n    pattern: ^a$ # c\n    example: 0123',
    'variables: [{name: A, description: b, example: 1_0}]',
    'unknown: 1',
    '# comment',
    '',
    '  # indented comment',
    'related: []',
    'formerly: [1.10, a, 0x1]',
    "title: it's",
    'pattern: a #b',
    '- x',
    'roles: [',
  );
  const anyText = fc
    .tuple(
      fc.array(line, { maxLength: 14 }),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('', '\uFEFF'),
      fc.constantFrom('', '## Purpose\n\nx  \n'),
    )
    .map(([lines, end, bom, body]) =>
      `${bom}---\n${lines.map((one) => `${one}\n`).join('')}---\n${body}`.replaceAll('\n', end),
    );

  it('is done in one go, touches nothing but YAML, and makes nothing worse', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const before = read(text);
        const { text: after, mends } = mendFile(text, before.file);
        expect(after === text).toBe(mends.length === 0);
        const again = read(after);
        expect(mendFile(after, again.file)).toEqual({ text: after, mends: [], left: [] });
        expect(again.diagnostics.length).toBeLessThanOrEqual(before.diagnostics.length);
        const errors = (all: typeof before.diagnostics) => all.filter((one) => one.severity === 'error').length;
        expect(errors(again.diagnostics)).toBeLessThanOrEqual(errors(before.diagnostics));
        const bodyOf = (whole: string) => whole.slice(whole.lastIndexOf('\n---') + 1);
        expect(bodyOf(after)).toBe(bodyOf(text));
        const comments = (whole: string) =>
          whole
            .split(/\r?\n/u)
            .filter((one) => one.startsWith('#'))
            .sort();
        expect(comments(after)).toEqual(comments(text));
      }),
      { numRuns: 300 },
    );
  });

  it('ends when a blank line and a comment come first', () => {
    const text = '---\n\n# about the title\ntitle: x\nid: rotate-key\n---\n';
    const { text: after } = mendFile(text, read(text).file);
    expect(after).toBe('---\n\nid: rotate-key\n# about the title\ntitle: x\n---\n');
  });

  it('changes nothing in an SOP that is right', () => {
    expect(mendFile(sopWith(), read(sopWith()).file)).toEqual({ text: sopWith(), mends: [], left: [] });
  });
});
