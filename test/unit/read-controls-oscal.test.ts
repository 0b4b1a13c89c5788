import { describe, expect, it } from 'vitest';
import { importCatalogue, importText, toLines } from './read-controls-support.ts';

/** A catalogue of our own with what the format can do: nested groups, an enhancement, parameters of every kind. */
const CATALOG = {
  catalog: {
    uuid: 'f2c0b1de-4b8e-4a35-9a5b-0f0c5a3d9b11',
    metadata: {
      title: 'House rules',
      version: '2.0+a',
      'oscal-version': '1.1.2',
      links: [{ href: '#local' }, { href: 'https://example.com/house-rules' }],
    },
    params: [{ id: 'all', label: 'everybody in the house' }],
    groups: [
      {
        id: 'door',
        title: 'Doors',
        controls: [
          {
            id: 'door-1',
            title: 'Doors are shut',
            params: [
              {
                id: 'door-1_when',
                select: {
                  'how-many': 'one-or-more',
                  choice: ['at night', 'when {{ insert: param, door-1_who }} leave'],
                },
              },
              { id: 'door-1_who', label: 'the last ones' },
            ],
            parts: [
              {
                name: 'statement',
                parts: [
                  {
                    name: 'item',
                    props: [{ name: 'label', value: 'a.' }],
                    prose: 'Shut the door {{ insert: param, door-1_when }}:',
                  },
                  {
                    name: 'item',
                    props: [{ name: 'label', value: 'b.' }],
                    prose: 'Tell {{insert:param,all}}:',
                    parts: [{ name: 'item', props: [{ name: 'label', value: '1.' }], prose: 'by word; and' }],
                  },
                ],
              },
              { name: 'guidance', prose: 'Not part of what it asks.' },
            ],
            controls: [
              {
                id: 'door-1.1',
                title: 'Doors lock by themselves',
                parts: [{ name: 'statement', prose: 'Use {{ insert: param, gone }}.' }],
              },
              { id: 'door-1.2', title: 'Keys', props: [{ name: 'status', value: 'Withdrawn' }] },
            ],
          },
        ],
        groups: [{ id: 'back', controls: [{ id: 'back-1', title: 'The back door is bolted' }] }],
      },
    ],
    controls: [{ id: 'fire-1', title: 'There is {{ insert: param, door-1_who }} extinguisher' }],
  },
};

describe('OSCAL catalogue', () => {
  const { byId, notes, ...catalogue } = importCatalogue(CATALOG, { licence: 'CC0-1.0', keepStatements: true });

  it('takes framework, version, title and source from the file', () => {
    expect(catalogue).toMatchObject({
      framework: 'house-rules',
      version: '2.0-a',
      title: 'House rules',
      sources: [{ url: 'https://example.com/house-rules', read_on: '2026-11-22' }],
    });
  });

  it('lists controls and enhancements once, in the order of the catalogue, with groups and parents as path', () => {
    expect(catalogue.controls.map(({ id, path }) => [id, ...path])).toEqual([
      ['fire-1'],
      ['door-1', 'Doors'],
      ['door-1.1', 'Doors', 'Doors are shut'],
      ['door-1.2', 'Doors', 'Doors are shut'],
      ['back-1', 'Doors', 'back'],
    ]);
  });

  it('inserts parameters, also in each other and in titles, and lays statements out by item', () => {
    expect(byId.get('door-1')?.statement).toBe(
      [
        'a. Shut the door [Selection (one or more): at night; when [Assignment: the last ones] leave]:',
        'b. Tell [Assignment: everybody in the house]:',
        '  1. by word; and',
      ].join('\n'),
    );
    expect(byId.get('fire-1')?.title).toBe('There is [Assignment: the last ones] extinguisher');
  });

  it('keeps withdrawn controls as such', () => {
    expect(catalogue.controls.filter(({ status }) => status === 'withdrawn').map(({ id }) => id)).toEqual(['door-1.2']);
  });

  it('says what it decided', () => {
    expect(toLines(notes)).toEqual([
      'parameter door-1.1: Unexpected param `gone` in the text, expected a parameter of the catalogue → Written as `[gone]`.',
      'identity house-rules: Unexpected version `2.0+a`, expected letters, digits, points and hyphens → Written as `2.0-a`, so that references can hold it.',
    ]);
  });

  it('keeps no statement unless asked, nor under a licence that does not allow it', () => {
    const withText = (options: object) =>
      importCatalogue(CATALOG, options).controls.filter(({ statement }) => statement !== undefined);
    expect(withText({ licence: 'CC0-1.0' })).toEqual([]);
    expect(withText({ keepStatements: true })).toEqual([]);
    expect(withText({ keepStatements: true, licence: 'CC BY-NC-SA 4.0' })).toEqual([]);
    expect(withText({ keepStatements: true, licence: 'CC-BY-4.0' })).toHaveLength(2);
    expect(toLines(importCatalogue(CATALOG, { keepStatements: true }).notes)).toContain(
      'statement house-rules: Unexpected wish to keep the text of a standard under `Not stated`, expected a licence that allows it → No statement is kept. Name the licence with --licence if it is another one.',
    );
  });

  it('survives parameters that hold each other', () => {
    const params = [
      { id: 'a', select: { choice: ['{{ insert: param, b }}'] } },
      { id: 'b', select: { choice: ['{{ insert: param, a }}', '{{ insert: param, a }}'] } },
    ];
    const control = { id: 'c', title: 'C', params, parts: [{ name: 'statement', prose: '{{ insert: param, a }}' }] };
    const { byId: found } = importCatalogue(
      { catalog: { metadata: { title: 'T', version: '1' }, controls: [control] } },
      { licence: 'CC0', keepStatements: true },
    );
    expect(found.get('c')?.statement).toBe('[Selection: [Selection: [a]; [a]]]');
  });
});

describe('OSCAL profile', () => {
  const profile = (body: object) => ({
    profile: { metadata: { title: 'Small house', version: '1', 'oscal-version': '1.0.4' }, ...body },
  });
  const getIds = (body: object) => importCatalogue(CATALOG, { profile: profile(body) }).controls.map(({ id }) => id);

  it.each([
    ['everything', { imports: [{ 'include-all': {} }] }, ['fire-1', 'door-1', 'door-1.1', 'door-1.2', 'back-1']],
    ['everything when nothing is said', { imports: [{}] }, ['fire-1', 'door-1', 'door-1.1', 'door-1.2', 'back-1']],
    ['what is named', { imports: [{ 'include-controls': [{ 'with-ids': ['door-1'] }] }] }, ['door-1']],
    [
      'what is named, with what enhances it',
      { imports: [{ 'include-controls': [{ 'with-ids': ['door-1'], 'with-child-controls': 'yes' }] }] },
      ['door-1', 'door-1.1', 'door-1.2'],
    ],
    [
      'what matches',
      { imports: [{ 'include-controls': [{ matching: [{ pattern: '*-1' }] }] }] },
      ['fire-1', 'door-1', 'back-1'],
    ],
    [
      'all but what is excluded',
      { imports: [{ 'include-all': {}, 'exclude-controls': [{ matching: [{ pattern: 'door-1*' }] }] }] },
      ['fire-1', 'back-1'],
    ],
    [
      'several imports together',
      {
        imports: [
          { 'include-controls': [{ 'with-ids': ['fire-1'] }] },
          { 'include-controls': [{ 'with-ids': ['back-1'] }] },
        ],
      },
      ['fire-1', 'back-1'],
    ],
  ])('takes %s', (_, body, expected) => {
    expect(getIds(body)).toEqual(expected);
  });

  it('sets parameters, names what the catalogue does not have, and gives its title and version', () => {
    const { byId, notes, title, version } = importCatalogue(CATALOG, {
      licence: 'CC0',
      keepStatements: true,
      profile: profile({
        imports: [{ 'include-controls': [{ 'with-ids': ['door-1', 'roof-1'] }] }],
        modify: {
          'set-parameters': [
            { 'param-id': 'door-1_when', values: ['at {{ insert: param, all }}'] },
            { 'param-id': 'nothing', values: ['x'] },
          ],
          alters: [{ 'control-id': 'door-1', adds: [] }],
        },
      }),
    });
    expect([title, version]).toEqual(['Small house', '1']);
    expect(byId.get('door-1')?.statement).toContain('Shut the door at [Assignment: everybody in the house]:');
    expect(toLines(notes)).toEqual([
      'unknown-id nothing: Unexpected parameter `nothing` in the profile, expected one of the catalogue → Not set.',
      'left-out door-1: Unexpected changes to the text of 1 control in the profile, expected choice of controls and parameters → Left out: controls keep the text of the catalogue.',
      'unknown-id roof-1: Unexpected control `roof-1` in the profile, expected one of the catalogue → Left out: the catalogue that was given does not have it.',
    ]);
  });

  it.each([
    [
      'another file',
      { catalog: {} },
      'Unexpected content of the profile, expected an OSCAL profile: an object with the key `profile`',
    ],
    ['no imports', { profile: {} }, 'Unexpected profile without `imports`, expected one that takes controls'],
    ['no JSON', '{', /^Unexpected content of the file, expected JSON/u],
  ])('is refused when it is %s', (_, content, message) => {
    expect(importText(CATALOG, { profile: content }).problem?.message).toEqual(
      typeof message === 'string' ? message : expect.stringMatching(message),
    );
  });

  it('does not go with another format', () => {
    expect(importText('id,title\n1,One', { profile: profile({}), format: 'csv' }).problem?.message).toBe(
      'Unexpected profile for a file of the format `csv`, expected an OSCAL catalogue',
    );
  });
});

describe('OSCAL that is refused', () => {
  const withVersion = (version: string, prose = '') => ({
    catalog: {
      metadata: { title: 'T', version: '1', 'oscal-version': version },
      controls: [{ id: 'a', title: 'A', parts: [{ name: 'statement', prose }] }],
    },
  });

  it.each(['1.0.0-milestone3', '1.0.0-rc1', '0.9.1'])('a draft: %s', (version) => {
    expect(importText(withVersion(version)).problem?.message).toMatch(
      new RegExp(`^Unexpected OSCAL version \`${version}\`, expected 1\\.0 or 1\\.1: drafts .* would be lost$`, 'u'),
    );
  });

  it('parameters as milestone 3 wrote them, whatever version the file claims', () => {
    const { problem } = importText(withVersion('1.0.0', 'Lock at <insert param-id="a_prm_1"/>.'));
    expect(problem?.message).toBe(
      'Unexpected `<insert param-id` in the text, expected `{{ insert: param, … }}`: this is how a draft of OSCAL (milestone 3) inserts parameters, and they would be lost',
    );
    expect(problem?.hint).toMatch(/OSCAL 1\.0 or 1\.1/u);
  });

  it('a later version is read, and noted', () => {
    expect(toLines(importCatalogue(withVersion('1.2.0')).notes)[0]).toBe(
      'identity catalog: Unexpected OSCAL version `1.2.0`, expected 1.0 or 1.1 → Read as 1.1.',
    );
  });

  it.each([
    ['XML', '<catalog xmlns="http://csrc.nist.gov/ns/oscal/1.0"/>', 'Unexpected XML, expected JSON, YAML or CSV'],
    ['a profile', { profile: {} }, 'Unexpected OSCAL profile, expected the catalogue that it takes its controls from'],
    [
      'a component definition',
      { 'component-definition': {} },
      'Unexpected OSCAL component-definition, expected an OSCAL catalogue',
    ],
    [
      'no catalogue at all',
      { catalog: 3 },
      'Unexpected content of the file, expected an OSCAL catalogue: an object with the key `catalog`',
    ],
    ['no controls', { catalog: { metadata: { title: 'T' } } }, 'Unexpected file without controls, expected some'],
  ])('%s', (_, content, message) => {
    expect(importText(content).problem?.message).toBe(message);
  });

  it('nesting that no catalogue has', () => {
    const text = `{"catalog":${'{"groups":['.repeat(50_000)}${']}'.repeat(50_000)}}`;
    expect(importText(text).problem?.message).toBe(
      'Unexpected nesting deeper than that of any catalogue, expected less',
    );
  });
});
