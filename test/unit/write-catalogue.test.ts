import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { Catalogue } from '../../plugins/docusaurus-plugin-gait/src/model/schema/catalogue.ts';
import { Crosswalk } from '../../plugins/docusaurus-plugin-gait/src/model/schema/crosswalk.ts';
import { toCatalogueYaml, toCrosswalkYaml } from '../../plugins/docusaurus-plugin-gait/src/write/catalogue.ts';

it('writes the form of the house: ids in single quotes, one line for a check, defaults left out', () => {
  const text = toCatalogueYaml(
    Catalogue.parse({
      schema: 1,
      framework: 'cis-aws',
      version: '5.0.0',
      title: 'A benchmark: one',
      licence: 'Facts',
      sources: [{ url: 'https://example.com/', read_on: '2026-11-20' }],
      controls: [
        {
          id: '1.10',
          title: "The account's key, and no other",
          path: ['Identity', 'Keys, old'],
          levels: ['1'],
          severity: 'high',
          assessment: 'manual',
          area: 'operations',
          statement: 'One.\n  - two',
          checks: [{ id: 'prowler:a', verified: true }],
          decides: 'any',
        },
        { id: 'b', title: 'yes', assessment: 'automated' },
      ],
    }),
  );
  expect(text).toBe(`schema: 1
framework: cis-aws
version: '5.0.0'
title: 'A benchmark: one'
licence: Facts
sources:
  - {url: 'https://example.com/', read_on: 2026-11-20}
controls:
  - id: '1.10'
    title: 'The account''s key, and no other'
    path: [Identity, 'Keys, old']
    levels: ['1']
    severity: high
    assessment: manual
    area: operations
    status: active
    statement: |-
      One.
        - two
    checks:
      - {id: 'prowler:a', verified: true}
    decides: any
  - id: 'b'
    title: 'yes'
    assessment: automated
    status: active
    checks: []
`);
});

const text = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.constantFrom('null', '~', '1.10', '- a', '# b', "it's", 'a: b', '2026-11-20', 'on', '.inf', '{', '[x]', '%', '@'),
);
const line = text.filter((one) => /^[^\r\n]+$/u.test(one));

it('writes any text so that it reads back the same', () => {
  const control = fc.record(
    {
      id: text,
      title: line,
      path: fc.array(line, { maxLength: 3 }),
      levels: fc.array(text, { maxLength: 2 }),
      assessment: fc.constantFrom('automated', 'manual'),
      statement: fc.oneof(
        text,
        fc.array(text).map((lines) => lines.join('\n')),
      ),
      checks: fc.array(fc.record({ id: fc.constantFrom('prowler:a', "x:it's"), verified: fc.boolean() }), {
        maxLength: 2,
      }),
      decides: fc.constantFrom('all', 'any', 'partial'),
    },
    { requiredKeys: ['id', 'title', 'assessment'] },
  );
  fc.assert(
    fc.property(line, line, fc.array(control, { minLength: 1, maxLength: 4 }), (title, licence, controls) => {
      const sources = [{ url: 'https://example.com/', read_on: '2026-11-20' }];
      const catalogue = Catalogue.parse({
        schema: 1,
        framework: 'f',
        version: '1.10',
        title,
        licence,
        sources,
        controls,
      });
      expect(Catalogue.parse(parse(toCatalogueYaml(catalogue)))).toEqual(catalogue);
    }),
    { numRuns: 500 },
  );
});

it('writes any crosswalk so that it reads back the same', () => {
  const row = fc.record({
    from: fc.array(text, { maxLength: 3 }),
    to: fc.array(text, { maxLength: 3 }),
    relation: fc.constantFrom('same', 'changed', 'split', 'merged', 'dropped', 'new'),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 4 }), (map) => {
      const crosswalk = Crosswalk.parse({ schema: 1, from: 'a@1', to: 'b@1.10', map });
      expect(Crosswalk.parse(parse(toCrosswalkYaml(crosswalk)))).toEqual(crosswalk);
    }),
  );
});
