import { describe, expect, it } from 'vitest';
import { createFiles } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/files.ts';
import type { ApiControls } from '../../plugins/docusaurus-plugin-gait/src/model/schema/api-controls.ts';
import type { ApiSops } from '../../plugins/docusaurus-plugin-gait/src/model/schema/api-sops.ts';
import { createDigest } from '../../plugins/docusaurus-plugin-gait/src/report/findings/digest.ts';
import {
  CATALOGUE,
  EXCEPTION,
  SOP,
  catalogueWith,
  exceptionWith,
  walkSopWith,
} from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { findSchemaProblems } from '../support/json-schema.ts';
import { configurationWith, createBase, recordsOf } from './report-support.ts';

const KEY = 'prowler:iam_rotate_access_key_90_days';
const CONTROLS = `  - id: '1.13'
    title: Access keys are rotated within 90 days
    assessment: automated
    decides: partial
    checks: [{id: '${KEY}', verified: true}]
  - {id: '1.14', title: A gap, assessment: manual, path: [Identity], levels: ['1'], severity: high, area: operations}`;
const CROSSWALK = `schema: 1
from: cis-aws@5.0.0
to: cis-aws@6.0.0
map:
  - {from: ['1.13'], to: ['1.12'], relation: same}
  - {from: ['1.14'], to: [], relation: dropped}
`;
const SOP_TEXT = walkSopWith({
  frontMatter: { contributors: "['@mallory']", alerts: "['guardduty:Recon:EC2/PortProbe']" },
});
const RECORDS = recordsOf(
  [{ attests: "[{control: 'cis-aws@5.0.0#1.13', status: pass, reason: '@mallory saw it'}]" }],
  SOP_TEXT,
);

/** Files of a site with a failing check, an exception, a record and a contributor, under this decision. */
function filesOf(publish = ''): Map<string, string> {
  const digest = createDigest();
  digest.add({
    ...{ tool: 'prowler', kind: 'check', check: KEY, status: 'fail', severity: 'high', region: 'eu-west-1' },
    ...{ account: '999988887777', resource: 'arn:aws:iam::999988887777:user/deploy', time: '2026-11-10T10:00:00Z' },
    ...{ title: 'Keys of deploy', source: 'scan.json', frameworks: [] },
  });
  const base = createBase(
    {
      'gait.config.yaml': configurationWith(publish),
      [CATALOGUE]: catalogueWith(CONTROLS),
      [SOP]: SOP_TEXT,
      'controls/crosswalks/cis-aws-5.0.0--cis-aws-6.0.0.yaml': CROSSWALK,
      [EXCEPTION]: exceptionWith({
        control: undefined,
        ...{ check: `'${KEY}'`, scope: 'account 111122223333', reason: "'@mallory asked'", expires: '2027-01-01' },
      }),
      ...RECORDS.files,
    },
    { addedBy: RECORDS.addedBy },
  );
  const site = 'https://sops.example.org/kb/';
  return createFiles({ base, changed: new Map(), promotions: [], findings: digest.finish(), site });
}

const read = <T>(files: Map<string, string>, name: string): T => JSON.parse(files.get(`api/${name}.json`) ?? '') as T;
const readControls = (publish?: string) =>
  read<ApiControls>(filesOf(publish), 'controls').frameworks[0]?.controls ?? [];
const decide = (findings: string, exceptions: string) =>
  `publish: {findings: ${findings}, exceptions: ${exceptions}, people: team}\n`;

describe('files under /api/', () => {
  it.each(['', decide('counts', 'counts'), decide('masked', 'full'), decide('full', 'full')])(
    'are as their schemas say, and the same bytes each time: %s',
    (publish) => {
      const files = filesOf(publish);
      expect([...files]).toEqual([...filesOf(publish)]);
      for (const name of ['controls', 'coverage', 'sops']) {
        const schema = read<object>(files, `${name}.schema`);
        expect(findSchemaProblems(schema, read(files, name)), name).toBe('');
        expect(findSchemaProblems(schema, { ...read<object>(files, name), extra: 1 })).toContain('additional');
      }
    },
  );

  it('say of a control what serves it, tests it, and became of it', () => {
    expect(readControls()).toMatchObject([
      {
        reference: 'cis-aws@5.0.0#1.13',
        url: 'https://sops.example.org/kb/controls/cis--aws-5-0-0/1-13/',
        best: 'walk',
        sops: [
          { id: 'rotate-key', maturity: 'walk', status: 'active', url: 'https://sops.example.org/kb/sops/rotate-key/' },
        ],
        checks: [{ id: KEY, verified: true, url: expect.stringContaining('/kb/checks/prowler/') as string }],
        elsewhere: [{ framework: 'cis-aws@6.0.0', relation: 'same', controls: ['cis-aws@6.0.0#1.12'] }],
      },
      { id: '1.14', best: null, sops: [], levels: ['1'], severity: 'high', elsewhere: [{ relation: 'dropped' }] },
    ]);
  });

  it('say of an SOP how mature it is and where it leads from, and name nobody', () => {
    const files = filesOf(decide('full', 'full'));
    const { sops } = read<ApiSops>(files, 'sops');
    expect(sops).toMatchObject([
      {
        id: 'rotate-key',
        owner: 'platform',
        maturity: { claimed: 'walk', effective: 'walk', rehearsed: false },
        records: { total: 1, counting: 1 },
        checks: [KEY],
        alerts: ['guardduty:Recon:EC2/PortProbe'],
      },
    ]);
    for (const name of ['controls', 'coverage', 'sops'])
      expect(files.get(`api/${name}.json`)).not.toMatch(/mallory|alice/u);
  });

  it('say the same of coverage as the report', () => {
    expect(read(filesOf(), 'coverage')).toMatchObject({
      schema: 1,
      report: 'coverage',
      frameworks: [
        {
          key: 'cis-aws@5.0.0',
          url: 'https://sops.example.org/kb/controls/cis--aws-5-0-0/',
          counts: { total: 2, covered: 1, walk: 1 },
          by_maturity: [{ key: 'gap', total: 1, manual: 1 }, {}, { key: 'walk', total: 1, checked: 1 }, {}],
          controls: [{ reference: 'cis-aws@5.0.0#1.14' }, { best: 'walk' }],
        },
      ],
    });
  });
});

describe('what is decided about publishing holds for them', () => {
  const PRIVATE = /99998888|11112222|arn:|deploy|mallory|asked/u;

  it.each([['', ''] as const, [decide('counts', 'none'), ''] as const])('nothing by name: %s', (publish) => {
    const [control] = readControls(publish);
    expect(control).toMatchObject({ state: null, exceptions: null });
    expect([...filesOf(publish).values()].join('')).not.toMatch(PRIVATE);
  });

  it('where a control stands, without accounts and resources', () => {
    const [control, gap] = readControls(decide('masked', 'counts'));
    expect(control).toMatchObject({
      state: {
        verdict: 'fail',
        disputed: true,
        excused: false,
        checks: [{ id: KEY, verdict: 'fail', failing: 1, newest: '2026-11-10' }],
        attestation: { status: 'pass', sop: 'rotate-key', valid_until: '2027-05-01' },
      },
      exceptions: 1,
    });
    expect(gap?.state).toMatchObject({ verdict: 'manual', checks: [], attestation: null });
    expect([...filesOf(decide('masked', 'counts')).values()].join('')).not.toMatch(PRIVATE);
  });

  it('exceptions in full, but for people', () => {
    expect(readControls(decide('none', 'full'))[0]).toMatchObject({
      state: null,
      exceptions: [{ target: KEY, scope: 'account 111122223333', reason: 'somebody asked', expires: '2027-01-01' }],
    });
  });
});
