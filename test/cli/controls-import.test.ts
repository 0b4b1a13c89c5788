import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createFolder, createSite, gait } from './support.ts';

const COMPLIANCE = JSON.stringify({
  Framework: 'CIS',
  Name: 'CIS Benchmark v7.0.0',
  Version: '7.0',
  Provider: 'AWS',
  Requirements: [
    {
      Id: '1.1',
      Description: 'Text',
      Checks: ['iam_root_mfa_enabled'],
      Attributes: [{ Section: '1 Chapter', Profile: 'Level 1' }],
    },
    { Id: '1.2', Description: 'Text', Checks: [], Attributes: [{ Section: '1 Chapter', Profile: 'Level 2' }] },
  ],
});
const CATALOG = JSON.stringify({
  catalog: {
    metadata: { title: 'House', version: '1' },
    controls: [
      { id: 'a', title: 'A' },
      { id: 'b', title: 'B' },
    ],
  },
});
const PROFILE = JSON.stringify({
  profile: { metadata: { title: 'Low', version: '2' }, imports: [{ 'include-controls': [{ 'with-ids': ['b'] }] }] },
});

describe('gait controls import', () => {
  it('prints a catalogue, with its notes on stderr', async () => {
    const { code, stdout, stderr } = await gait(createFolder({ 'cis.json': COMPLIANCE }), [
      'controls',
      'import',
      'cis.json',
    ]);
    expect(code).toBe(0);
    expect(stdout).toBe(`schema: 1
framework: cis-aws
version: '7.0.0'
title: CIS Benchmark
licence: 'Not stated in the file: the standard''s own terms'
sources:
  - {url: 'https://github.com/prowler-cloud/prowler/tree/master/prowler/compliance', read_on: 2026-11-20}
controls:
  - id: '1.1'
    title: Chapter 1.1
    path: [Chapter]
    levels: ['1']
    assessment: automated
    status: active
    checks:
      - {id: 'prowler:iam_root_mfa_enabled', verified: true}
  - id: '1.2'
    title: Chapter 1.2
    path: [Chapter]
    levels: ['2']
    assessment: manual
    status: active
    checks: []
`);
    expect(stderr).toBe(
      [
        'empty-checks: 1.2: Unexpected empty list of checks, expected some. Kept: a catalogue lists every control.',
        'title: 1.1 and 1 more: Unexpected absence of names, expected one for each control (the file has prose alone, and its licence does not allow to keep that). Chapter and id stand as titles. Write titles of your own, or bring them with --titles.',
        '2 controls of cis-aws@7.0.0, 2 notes',
        '',
      ].join('\n'),
    );
  });

  it('writes a file that validates, under the name that the house gives it', async () => {
    const site = createSite({ 'cis.json': COMPLIANCE });
    const flags = [
      '--out',
      'controls/',
      '--area',
      'operations',
      '--title',
      'Ours',
      '--source',
      'https://example.com/',
      '--as-of',
      '2026-11-01',
    ];
    const { code, stdout, stderr } = await gait(site, ['controls', 'import', 'cis.json', ...flags]);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/Wrote controls\/cis-aws-7\.0\.0\.yaml\n2 controls of cis-aws@7\.0\.0, 2 notes\n$/u);
    const written: unknown = parse(readFileSync(path.join(site, 'controls/cis-aws-7.0.0.yaml'), 'utf8'));
    expect(written).toMatchObject({
      title: 'Ours',
      sources: [{ url: 'https://example.com/', read_on: '2026-11-01' }],
      controls: [{ area: 'operations' }, { area: 'operations' }],
    });
    const { code: validated, stdout: said } = await gait(site, ['validate', 'controls/cis-aws-7.0.0.yaml']);
    expect([validated, said]).toEqual([0, expect.stringMatching(/^(?:Nothing to mend|0 errors, 0 warnings) /u)]);
  });

  it('overwrites nothing unless told to', async () => {
    const folder = createFolder({ 'cis.json': COMPLIANCE, 'kept.yaml': 'mine' });
    const { code, stderr } = await gait(folder, ['controls', 'import', 'cis.json', '--out', 'kept.yaml']);
    expect(code).toBe(2);
    expect(stderr).toContain(
      'Unexpected file `kept.yaml`, expected none: nothing is overwritten\nChoose another name with --out, or replace the file with --force.',
    );
    expect(readFileSync(path.join(folder, 'kept.yaml'), 'utf8')).toBe('mine');
    expect((await gait(folder, ['controls', 'import', 'cis.json', '--out', 'kept.yaml', '--force'])).code).toBe(0);
    expect(readFileSync(path.join(folder, 'kept.yaml'), 'utf8')).toMatch(/^schema: 1\n/u);
    expect(statSync(path.join(folder, 'kept.yaml')).isFile()).toBe(true);
  });

  it('resolves a profile, and takes a version on the command line', async () => {
    const folder = createFolder({ 'catalog.json': CATALOG, 'low.json': PROFILE });
    const flags = ['--profile', 'low.json', '--framework', 'house-low', '--version', '2.1', '--licence', 'CC0-1.0'];
    const { code, stdout } = await gait(folder, ['controls', 'import', 'catalog.json', ...flags]);
    expect(code).toBe(0);
    expect(parse(stdout)).toMatchObject({
      framework: 'house-low',
      version: '2.1',
      title: 'Low',
      licence: 'CC0-1.0',
      controls: [{ id: 'b', title: 'B' }],
    });
  });

  it('takes titles and areas of another catalogue', async () => {
    const titles = "controls:\n  - {id: '1.1', title: Ours, area: production}\n";
    const folder = createFolder({ 'cis.json': COMPLIANCE, 'ours.yaml': titles });
    const { stdout } = await gait(folder, ['controls', 'import', 'cis.json', '--titles', 'ours.yaml']);
    expect(parse(stdout)).toMatchObject({
      controls: [{ title: 'Ours', area: 'production' }, { title: 'Chapter 1.2' }],
    });
  });

  it('reads CSV', async () => {
    const folder = createFolder({ 'own.csv': 'id,title\r\n1.10,Ten\r\n1.9,Nine\r\n' });
    const flags = ['--framework', 'own', '--version', '1', '--source', 'https://example.com/'];
    const { stdout } = await gait(folder, ['controls', 'import', 'own.csv', ...flags]);
    expect(parse(stdout)).toMatchObject({ title: 'own', controls: [{ id: '1.9' }, { id: '1.10' }] });
  });

  it.each([
    [
      'a file that is not there',
      ['none.json'],
      'Unexpected path `none.json`, expected a file that can be read\nCheck its spelling.\n',
    ],
    [
      'bytes that are no text',
      ['bytes.json'],
      'Unexpected encoding of `bytes.json`, expected UTF-8\nSave the file as UTF-8.\n',
    ],
    [
      'a profile in place of a catalogue',
      ['low.json'],
      'low.json: Unexpected OSCAL profile, expected the catalogue that it takes its controls from\nImport the catalogue, and name the profile with --profile.\n',
    ],
    [
      'an area that there is not',
      ['cis.json', '--area', 'none'],
      'Unexpected `none` as --area, expected one of: operations\n',
    ],
    [
      'titles without titles',
      ['cis.json', '--titles', 'low.json'],
      'Unexpected content of `low.json`, expected a control catalogue with titles\nName a catalogue as Gait writes it.\n',
    ],
  ])('refuses %s', async (_, argv, message) => {
    const site = createSite({
      'cis.json': COMPLIANCE,
      'low.json': PROFILE,
      'bytes.json': Uint8Array.of(0xff, 0xfe, 0x41),
    });
    const { code, stdout, stderr } = await gait(site, ['controls', 'import', ...argv]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toBe(message);
  });

  it('shows what a terminal would obey or hide', async () => {
    const catalog = JSON.stringify({
      catalog: {
        metadata: { title: 'T', version: '1' },
        controls: [
          { id: 'a', title: 'A\u3164\u001B[31m' },
          { id: '', title: '\u202E' },
        ],
      },
    });
    const { stdout, stderr } = await gait(createFolder({ 'c.json': catalog }), ['controls', 'import', 'c.json'], {
      isTTY: true,
      env: { NO_COLOR: '1' },
    });
    expect(stdout).toContain('A\\u{3164}[31m');
    for (const hidden of ['\u202E', '\u3164', '\u001B']) expect(`${stdout}${stderr}`).not.toContain(hidden);
  });
});

it('--version is that of Gait before a command, and its own after it', async () => {
  const { code, stdout } = await gait(createFolder({}), ['--version']);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+/u)]);
  expect((await gait(createFolder({}), ['validate', '--version'])).code).toBe(2);
});
