import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { Catalogue } from '../../plugins/docusaurus-plugin-gait/src/model/schema/catalogue.ts';
import { ControlReference } from '../../plugins/docusaurus-plugin-gait/src/model/schema/common.ts';
import { FORMATS, readControls, type Format } from '../../plugins/docusaurus-plugin-gait/src/read/controls/index.ts';
import { readOscalProfile } from '../../plugins/docusaurus-plugin-gait/src/read/controls/oscal-profile.ts';
import { matchesGlob } from '../../plugins/docusaurus-plugin-gait/src/read/controls/glob.ts';
import { toCatalogueYaml } from '../../plugins/docusaurus-plugin-gait/src/write/catalogue.ts';

/** Keys of all formats, and some that JavaScript knows. */
const KEYS = [
  ...[
    'catalog',
    'profile',
    'metadata',
    'title',
    'version',
    'oscal-version',
    'groups',
    'controls',
    'id',
    'params',
    'parts',
    'props',
    'prose',
  ],
  ...[
    'select',
    'choice',
    'how-many',
    'label',
    'values',
    'name',
    'value',
    'imports',
    'include-all',
    'include-controls',
    'exclude-controls',
  ],
  ...[
    'with-ids',
    'with-child-controls',
    'matching',
    'pattern',
    'modify',
    'set-parameters',
    'param-id',
    'alters',
    'links',
    'href',
  ],
  ...[
    'Requirements',
    'requirements',
    'Items',
    'Shortcode',
    'ShortName',
    'Description',
    'L',
    'L1',
    'Required',
    'Version',
    'Name',
  ],
  ...['req_id', 'req_description', 'chapter_name', 'level1', 'statement', 'description'],
  ...[
    'Framework',
    'framework',
    'Provider',
    'Id',
    'Checks',
    'checks',
    'Attributes',
    'Section',
    'Profile',
    'AssessmentStatus',
    'Severity',
  ],
  ...['__proto__', 'constructor', 'toString'],
];
const TEXTS = [
  '1.1',
  '1.10',
  '1.9',
  '1.11',
  'a',
  'A',
  '',
  ' ',
  'withdrawn',
  'status',
  'statement',
  'label',
  'param',
  'AWS',
  'CIS',
  'constructor',
];
const PROSE = [
  '{{ insert: param, a }}',
  '{{insert:param,A}}',
  'iam_root_mfa_enabled',
  '\u202Ehidden',
  '\uD800',
  'One. Two.',
];

const { data } = fc.letrec((tie) => ({
  data: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom<unknown>(...TEXTS, ...PROSE, null, true, 1.1, -0, 1e21),
    fc.string({ unit: 'binary' }),
    fc.array(tie('data'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.constantFrom(...KEYS), tie('data')), { maxLength: 6 })
      .map((entries) => Object.fromEntries(entries) as unknown),
  ),
}));
/** What JSON cannot hold, such as half a character, it writes out; nothing is not JSON. */
const toText = (content: unknown): string => JSON.stringify(content ?? null);

/** A control as any of the formats could write it, with anything anywhere. */
const control = fc
  .tuple(
    fc.constantFrom<unknown>('1.1', '1.1', '1.9', '1.11', 'a', 'a b', 1.1, '\u00E9', 'x'.repeat(90)),
    data,
    fc.array(fc.tuple(fc.constantFrom(...KEYS), data)),
  )
  .map(([id, value, entries]) => ({
    ...(Object.fromEntries(entries) as object),
    ...{ id, Id: id, Shortcode: id, req_id: id },
    ...{
      title: value,
      Name: value,
      Description: value,
      req_description: value,
      statement: value,
      parts: [{ name: 'statement', prose: value }],
    },
  }));

/** Documents that look like a format from afar. */
const SHAPES: Record<Format, fc.Arbitrary<string>> = {
  oscal: fc
    .tuple(fc.array(control), fc.array(control), data, data)
    .map(([controls, inner, params, metadata]) =>
      toText({ catalog: { metadata, params, controls, groups: [{ title: 'G', controls: inner }] } }),
    ),
  asvs: fc
    .tuple(fc.array(control), fc.boolean())
    .map(([controls, isFlat]) =>
      toText(isFlat ? { requirements: controls } : { Requirements: [{ Items: [{ Items: controls }] }] }),
    ),
  masvs: fc.tuple(fc.array(control), data).map(([controls, title]) => toText({ groups: [{ title, controls }] })),
  prowler: fc
    .tuple(fc.array(control), data)
    .map(([Requirements, Name]) => toText({ Framework: 'CIS', Provider: 'AWS', Name, Requirements })),
  csv: fc
    .array(fc.tuple(fc.constantFrom('1.1', '1.9', 'a b'), fc.string(), fc.constantFrom(...PROSE), fc.string()))
    .map((rows) =>
      [
        'id,title,checks,path',
        ...rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')),
      ].join('\n'),
    ),
};

const OPTIONS = {
  readOn: '2026-11-22',
  framework: 'f',
  version: '1',
  title: 'T',
  source: 'https://example.com/',
  licence: 'CC0',
  keepStatements: true,
};

describe.each(FORMATS)('any content read as %s', (format) => {
  it('gives a catalogue that can be written, read again and referred to, or a reason; never an error', () => {
    const content = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), data.map(toText), {
      arbitrary: SHAPES[format],
      weight: 6,
    });
    fc.assert(
      fc.property(content, fc.boolean(), (text, isBare) => {
        const options = isBare ? { readOn: '2026-11-22', format } : { ...OPTIONS, format };
        const result = readControls(text, options);
        expect(readControls(text, options)).toEqual(result);
        if (!result.catalogue) {
          expect(result.problem.message).toMatch(/^Unexpected /u);
          return;
        }
        const { framework, version, controls } = result.catalogue;
        expect(Catalogue.parse(parse(toCatalogueYaml(result.catalogue)))).toEqual(result.catalogue);
        expect(new Set(controls.map(({ id }) => id)).size).toBe(controls.length);
        for (const { id } of controls)
          expect(ControlReference.safeParse(`${framework}@${version}#${id}`).success).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

it('the format is found in any content, or a reason given', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), ...Object.values(SHAPES)), fc.string(), (text, fileName) => {
      const result = readControls(text, { ...OPTIONS, fileName });
      expect(result.catalogue ?? result.problem).toBeDefined();
    }),
    { numRuns: 200 },
  );
});

it('any profile is read or refused', () => {
  const profile = fc
    .tuple(data, data)
    .map(([imports, modify]) => toText({ profile: { metadata: {}, imports, modify } }));
  fc.assert(
    fc.property(fc.oneof(fc.json(), profile), (text) => {
      const { profile: read, problem } = readOscalProfile(text);
      const notes: never[] = [];
      if (read)
        expect(
          [...read.select([{ id: 'a' }, { id: 'A', parent: 'a' }], notes)].every((id) => ['a', 'A'].includes(id)),
        ).toBe(true);
      else expect(problem.message).toMatch(/^Unexpected /u);
    }),
    { numRuns: 200 },
  );
});

it('patterns match as the same pattern written as a regular expression does, and end', () => {
  const sign = fc.constantFrom('a', 'b', '.', '*', '?');
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 }),
      fc.string({ unit: sign, maxLength: 6 }),
      (text, pattern) => {
        const expression = pattern.replaceAll('.', '\\.').replaceAll('?', '.').replaceAll('*', '.*');
        expect(matchesGlob(text, pattern)).toBe(new RegExp(`^${expression}$`, 'u').test(text));
      },
    ),
  );
  expect(matchesGlob('a'.repeat(5000), `${'*a'.repeat(2000)}b`)).toBe(false);
});
