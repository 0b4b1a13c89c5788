import { describe, expect, it } from 'vitest';
import { importCatalogue, importText, toLines } from './read-controls-support.ts';

const IDENTITY = {
  framework: 'house',
  version: '1',
  title: 'House rules',
  source: 'https://example.com/',
  fileName: 'rules.csv',
};

describe('CSV', () => {
  it.each([',', ';', '\t'])('with %j between cells', (sign) => {
    const rows = [
      ['Control ID', 'Title', 'Chapter', 'Section', 'Level', 'Severity', 'Assessment', 'Status', 'Checks', 'Owner'],
      [
        '1.10',
        'Doors are shut',
        'Doors',
        'Front',
        '1 2',
        'High',
        'Automated',
        'active',
        'prowler:iam_root_mfa_enabled config:x',
        'Ann',
      ],
      ['1.2', 'Windows "too"', 'Windows', '', '', '', '', 'withdrawn', '', ''],
    ];
    const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(sign)).join('\r\n');
    const { controls, notes } = importCatalogue(`\uFEFF${text}`, IDENTITY);
    expect(controls).toEqual([
      {
        id: '1.2',
        title: 'Windows "too"',
        path: ['Windows'],
        levels: [],
        assessment: 'manual',
        status: 'withdrawn',
        checks: [],
        decides: 'all',
      },
      {
        id: '1.10',
        title: 'Doors are shut',
        path: ['Doors', 'Front'],
        levels: ['1', '2'],
        severity: 'high',
        assessment: 'automated',
        status: 'active',
        checks: [
          { id: 'prowler:iam_root_mfa_enabled', verified: false },
          { id: 'config:x', verified: false },
        ],
        decides: 'all',
      },
    ]);
    expect(toLines(notes)).toEqual([
      'left-out column 10: Unexpected column `Owner`, expected id, title, path, levels, severity, assessment, status, statement or checks → Left out: it has no place in a catalogue.',
      'empty-checks 1.2: Unexpected empty list of checks, expected some → Kept: a catalogue lists every control.',
    ]);
  });

  it('splits a path at >, and keeps a text of several lines', () => {
    const { controls } = importCatalogue('id,path,statement\na,One > Two,"First.\n\nSecond."\n', {
      ...IDENTITY,
      licence: 'MIT',
      keepStatements: true,
    });
    expect(controls[0]).toMatchObject({ title: 'First', path: ['One', 'Two'], statement: 'First.\n\nSecond.' });
  });

  it('names words that it does not know', () => {
    const { controls, notes } = importCatalogue(
      'id,title,assessment,status,checks\na,A,perhaps,gone,iam_root',
      IDENTITY,
    );
    expect(controls[0]).toMatchObject({ assessment: 'manual', status: 'active', checks: [] });
    expect(toLines(notes)).toEqual([
      'left-out a: Unexpected assessment `perhaps`, expected automated or manual → Left out.',
      'left-out a: Unexpected status `gone`, expected active or withdrawn → Left out.',
      'left-out a: Unexpected check `iam_root`, expected a tool and a check, such as `prowler:iam_root_mfa_enabled` → Left out: it names no tool.',
    ]);
  });

  it.each([
    [
      'has no column of ids',
      'title,path\nA,B',
      IDENTITY,
      'Unexpected columns `title`, `path`, expected one that is called `id`',
    ],
    ['ends within quotes', 'id,title\n1,"A', IDENTITY, /^Unexpected content of the file, expected CSV \(/u],
    ['has no rows', 'id,title\n', IDENTITY, 'Unexpected file without controls, expected some'],
    ['is empty', '', IDENTITY, /^Unexpected columns/u],
    [
      'does not say what it is',
      'id\n1',
      { fileName: 'x.csv' },
      'Unexpected file that does not say what standard it is, expected --framework, --title, --source on the command line',
    ],
    [
      'gets a key that is none',
      'id\n1',
      { ...IDENTITY, framework: 'CIS AWS' },
      /^Unexpected framework `CIS AWS`, expected lower-case words/u,
    ],
    [
      'gets a version that is none',
      'id\n1',
      { ...IDENTITY, version: '#' },
      'Unexpected version `#`, expected letters and digits, such as `5.0.0`',
    ],
    [
      'gets a source that is none',
      'id\n1',
      { ...IDENTITY, source: 'ftp://x' },
      'Unexpected source `ftp://x`, expected an address that starts with https://',
    ],
  ])('is refused when it %s', (_, text, options, message) => {
    expect(importText(text, options).problem?.message).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
  });
});
