import { describe, expect, it } from 'vitest';
import { importCatalogue, importText, toLines } from './read-controls-support.ts';

const LONG = `Verify that ${'a thing is as it is meant to be and '.repeat(8)}so on. Another sentence.`;

describe('ASVS, nested', () => {
  const chapter = (Items: object[]) => ({
    Shortcode: 'V1',
    Name: 'Chapter',
    Items: [{ Shortcode: 'V1.1', Name: 'Section', Items }],
  });

  it('5.x: chapter and section become the path, L the level, the text title and statement', () => {
    const { framework, version, controls, licence } = importCatalogue(
      {
        ShortName: 'ASVS',
        Version: '5.0.0',
        Requirements: [chapter([{ Shortcode: 'V1.1.1', Description: 'Verify one. And more.', L: '2' }])],
      },
      { keepStatements: true },
    );
    expect([framework, version, licence]).toEqual(['owasp-asvs', '5.0.0', 'CC-BY-SA-4.0']);
    expect(controls).toEqual([
      {
        id: 'V1.1.1',
        title: 'Verify one',
        path: ['Chapter', 'Section'],
        levels: ['2'],
        assessment: 'manual',
        status: 'active',
        statement: 'Verify one. And more.',
        checks: [],
        decides: 'all',
      },
    ]);
  });

  it('4.x: the lowest level that requires it', () => {
    const levels = (...required: boolean[]) =>
      Object.fromEntries(required.map((Required, at) => [`L${at + 1}`, { Required }]));
    const { controls } = importCatalogue({
      ShortName: 'ASVS',
      Version: '4.0.3',
      Requirements: [
        chapter([
          { Shortcode: 'V1.1.1', Description: 'One', ...levels(false, true, true) },
          { Shortcode: 'V1.1.2', Description: 'Two', ...levels(true, true, true) },
          { Shortcode: 'V1.1.3', Description: '[DELETED, DUPLICATE OF 1.1.1]', ...levels(false, false, false) },
        ]),
      ],
    });
    expect(controls.map(({ levels: [level], status }) => [level, status])).toEqual([
      ['2', 'active'],
      ['1', 'active'],
      [undefined, 'withdrawn'],
    ]);
  });

  it('cuts a long title at a word and says that titles come from prose', () => {
    const { controls, notes } = importCatalogue({
      ShortName: 'ASVS',
      Version: '5',
      Requirements: [chapter([{ Shortcode: 'V1.1.1', Description: LONG }])],
    });
    expect(controls[0]?.title).toMatch(/^Verify that .* (?:it|is|a|thing|meant|to|be|and|as)…$/u);
    expect(controls[0]?.title.length).toBeLessThanOrEqual(200);
    expect(toLines(notes)).toEqual([
      'title V1.1.1: Unexpected absence of names, expected one for each control → The first sentence of the text stands as the title, cut at a word where it is long.',
    ]);
  });
});

describe('ASVS, flat', () => {
  const row = (more: object) => ({
    chapter_name: 'Chapter',
    section_name: 'Section',
    req_id: 'V1.1.1',
    req_description: 'Verify one.',
    ...more,
  });

  it('5.x and 4.x, with the version of the file name', () => {
    const five = importCatalogue({ requirements: [row({ L: '3' })] }, { fileName: 'ASVS-5.0.0-en.flat.json' });
    const four = importCatalogue(
      { requirements: [row({ level1: '', level2: '✓', level3: '✓' })] },
      { fileName: 'ASVS-4.0.3-en.flat.json' },
    );
    expect([five.version, five.controls[0]?.levels]).toEqual(['5.0.0', ['3']]);
    expect([four.version, four.controls[0]?.levels]).toEqual(['4.0.3', ['2']]);
    expect(four.controls[0]).toMatchObject({ title: 'Verify one', path: ['Chapter', 'Section'] });
  });

  it('without a version anywhere, the month stands for it', () => {
    const { version, notes } = importCatalogue({ requirements: [row({})] });
    expect(version).toBe('2026-11');
    expect(toLines(notes)[0]).toMatch(/^identity owasp-asvs: Unexpected file without a version/u);
  });

  it('says when there is nothing in it', () => {
    expect(importText({ requirements: [] }, { format: 'asvs' }).problem?.message).toBe(
      'Unexpected content of the file, expected the ASVS as JSON: an object with `Requirements` or `requirements`',
    );
  });
});

describe('MASVS', () => {
  const text = [
    'metadata:',
    '  title: Mobile standard',
    '  version: vx.x.x',
    'groups:',
    '- id: MASVS-STORE',
    '  title: Storing',
    '  controls:',
    '  - id: MASVS-STORE-1',
    '    statement: The app keeps what it must.',
    "    description: 'First paragraph.",
    '',
    "      Second one.'",
    '  - id: MASVS-STORE-2',
    '    statement: The app leaks nothing.',
  ].join('\n');

  it('groups become the path, statements the titles, the month the version that the file lacks', () => {
    const { framework, version, byId } = importCatalogue(text, { keepStatements: true });
    expect([framework, version]).toEqual(['owasp-masvs', '2026-11']);
    expect(byId.get('MASVS-STORE-1')).toMatchObject({
      title: 'The app keeps what it must',
      path: ['Storing'],
      statement: 'The app keeps what it must.\n\nFirst paragraph.\nSecond one.',
    });
    expect(byId.get('MASVS-STORE-2')?.statement).toBe('The app leaks nothing.');
  });

  it('takes a version that is one', () => {
    expect(importCatalogue(text.replace('vx.x.x', 'v2.1.0')).version).toBe('2.1.0');
    expect(importCatalogue(text.replace('vx.x.x', '2.10')).version).toBe('2.10');
  });

  it.each([
    ['aliases', `${text}\nx: &a 1\ny: *a\n`, /^Unexpected (?:alias|anchor)/u],
    ['broken YAML', 'groups: [', /^Unexpected/u],
    ['other YAML', 'metadata: {}\n', /expected the MASVS as YAML/u],
  ])('refuses %s', (_, content, message) => {
    expect(importText(content, { format: 'masvs' }).problem?.message).toMatch(message);
  });
});
