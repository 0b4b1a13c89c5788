import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createSite, gait } from './support.ts';

const CROSSWALKS = {
  'controls/crosswalks/cis-aws-3.0.0--cis-aws-5.0.0.yaml': `schema: 1
from: cis-aws@3.0.0
to: cis-aws@5.0.0
map:
  - {from: ['1.14'], to: ['1.13'], relation: same}
  - {from: ['1.3'], to: [], relation: dropped}
`,
  'controls/crosswalks/cis-aws-5.0.0--cis-aws-6.0.0.yaml': `schema: 1
from: cis-aws@5.0.0
to: cis-aws@6.0.0
map:
  - {from: ['1.13'], to: ['2.13'], relation: same}
  - {from: [], to: ['9.1'], relation: new}
`,
};

describe('gait controls crosswalk', () => {
  it('prints how ids map, with titles of the catalogues that are here', async () => {
    const { code, stdout } = await gait(createSite(CROSSWALKS), [
      'controls',
      'crosswalk',
      'cis-aws@3.0.0',
      'cis-aws@5.0.0',
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^cis-aws@3\.0\.0 → cis-aws@5\.0\.0: 1 same, 1 dropped\n\nFrom {2}To {4}Relation {2}Title\n1\.14 {2}1\.13 {2}same {6}\S.*\n1\.3 {3}– {5}dropped\n$/u,
    );
  });

  it('goes from step to step, in both directions, and writes a crosswalk', async () => {
    const argv = ['controls', 'crosswalk', 'cis-aws@6.0.0', 'cis-aws@3.0.0', '--format'];
    const site = createSite(CROSSWALKS);
    expect(parse((await gait(site, [...argv, 'yaml'])).stdout)).toEqual({
      schema: 1,
      from: 'cis-aws@6.0.0',
      to: 'cis-aws@3.0.0',
      map: [
        { from: ['2.13'], to: ['1.14'], relation: 'same' },
        { from: ['9.1'], to: [], relation: 'dropped' },
        { from: [], to: ['1.3'], relation: 'new' },
      ],
    });
    expect(JSON.parse((await gait(site, [...argv, 'json'])).stdout)).toMatchObject({
      schema: 1,
      via: ['cis-aws@5.0.0'],
      map: [{ relation: 'same' }, {}, {}],
    });
    expect((await gait(site, [...argv, 'csv'])).stdout).toBe(
      'from,to,relation,title\r\ncis-aws@6.0.0#2.13,cis-aws@3.0.0#1.14,same,\r\ncis-aws@6.0.0#9.1,,dropped,\r\n,cis-aws@3.0.0#1.3,new,\r\n',
    );
    expect((await gait(site, [...argv, 'md'])).stdout).toContain('| 2.13 | 1.14 | same |  |\n');
  });

  it('answers for one control', async () => {
    const { stdout } = await gait(createSite(CROSSWALKS), [
      'controls',
      'crosswalk',
      'cis-aws@3.0.0#1.3',
      'cis-aws@6.0.0',
    ]);
    expect(stdout).toContain('by way of cis-aws@5.0.0: 1 dropped\n');
  });

  it.each([
    [
      ['cis-aws@3.0.1', 'cis-aws@5.0.0'],
      'Unexpected `cis-aws@3.0.1`, expected one of: cis-aws@3.0.0, cis-aws@5.0.0, cis-aws@6.0.0\nDid you mean `cis-aws@3.0.0`?\n',
    ],
    [['cis-aws@5.0.0', 'cis-aws@5.0.0'], 'Unexpected `cis-aws@5.0.0` twice, expected two catalogues\n'],
    [
      ['cis-aws@3.0.0#1.15', 'cis-aws@5.0.0'],
      'Unexpected control `cis-aws@3.0.0#1.15`, expected one that the crosswalk names\nDid you mean `cis-aws@3.0.0#1.14`?\n',
    ],
  ])('refuses %j', async (argv, message) => {
    const { code, stdout, stderr } = await gait(createSite(CROSSWALKS), ['controls', 'crosswalk', ...argv]);
    expect([code, stdout, stderr]).toEqual([2, '', message]);
  });

  it('says when no crosswalk leads there', async () => {
    const other =
      "schema: 1\nframework: other\nversion: '1'\ntitle: Other\nlicence: MIT\nsources: [{url: 'https://example.com/', read_on: 2026-11-01}]\ncontrols:\n  - {id: '1', title: One, assessment: manual}\n";
    const { code, stderr } = await gait(createSite({ 'controls/other-1.yaml': other }), [
      'controls',
      'crosswalk',
      'cis-aws@5.0.0',
      'other@1',
    ]);
    expect([code, stderr]).toEqual([
      2,
      'Unexpected absence of a crosswalk from `cis-aws@5.0.0` to `other@1`, expected one\nAdd cis-aws-5.0.0--other-1.yaml to the folder of crosswalks.\n',
    ]);
  });
});
