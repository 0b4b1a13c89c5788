import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globSync } from 'tinyglobby';
import { parse } from 'yaml';
import { z } from 'zod';
import { EXCEPTION, exceptionWith, recordWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { toUuid } from '../../plugins/docusaurus-plugin-gait/src/write/export/uuid.ts';
import { ROOT, runGait } from '../support/run.ts';
import { FILES, FINGERPRINT, run, SITE } from './export-support.ts';
import { findOscalProblems, findProblemsByTranscription, Oscal, readOscalCorpus } from './oscal-schema.ts';
import { commitAll, createSite, gait } from './support.ts';

describe('gait export oscal', () => {
  it('is a component definition of what SOPs implement, the same bytes each time', async () => {
    const { text: json } = await run({}, 'oscal', ...SITE);
    expect((await run({}, 'oscal', ...SITE)).text).toBe(json);
    expect(findOscalProblems(JSON.parse(json))).toBe('');
    const definition = Oscal.parse(JSON.parse(json))['component-definition'];
    expect(definition.metadata).toMatchObject({ 'last-modified': '2026-11-20T00:00:00Z', version: '2026-11-20' });
    expect(definition.components).toMatchObject([
      {
        type: 'process-procedure',
        title: 'Rotate an access key',
        props: [
          { name: 'maturity', value: 'walk' },
          { name: 'maturity-claimed' },
          { name: 'records', value: '0' },
          {},
          {},
        ],
        'control-implementations': [
          {
            source: 'https://www.cisecurity.org/',
            'implemented-requirements': [{ 'control-id': '_1.13', props: [{ name: 'label', value: '1.13' }] }],
          },
        ],
      },
    ]);
  });

  it(
    'is one of this repository as well: each active SOP that serves a control, once',
    { timeout: 120_000 },
    async () => {
      const args = ['export', 'oscal', ...SITE, '--as-of', '2026-12-01'];
      const { code, stdout, output } = await runGait(args, { cwd: ROOT });
      expect(code, output).toBe(0);
      const whole = JSON.parse(stdout) as unknown;
      expect(findOscalProblems(whole)).toBe('');
      const { components = [], metadata } = Oscal.parse(whole)['component-definition'];
      const parties = metadata.parties?.map(({ uuid }) => uuid) ?? [];
      const files = globSync('docs/sops/**/*.md', { cwd: ROOT });
      expect(components.length + (output.match(/: left out, /gu) ?? []).length).toBe(files.length);
      for (const component of components) {
        const owners = component['responsible-roles']?.flatMap((role) => role['party-uuids'] ?? []) ?? [];
        expect(owners).toHaveLength(1);
        expect(parties).toContain(owners[0]);
        for (const { source } of component['control-implementations'] ?? []) expect(source).toMatch(/^https:\/\//u);
      }
      const uuids = stdout.match(/(?<="uuid": ")[^"]+/gu) ?? [];
      expect(new Set(uuids).size).toBe(uuids.length);
    },
  );

  it.runIf(readOscalCorpus(/component-definition/u))(
    "the transcription asks for no more than NIST's own example has",
    () => {
      expect(findProblemsByTranscription(readOscalCorpus(/component-definition/u))).toBe('');
      expect(findProblemsByTranscription({ 'component-definition': { uuid: 'x' } })).not.toBe('');
    },
  );

  it('UUIDs are of version 5 and differ with the name', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(toUuid(a)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
        expect(toUuid(a) === toUuid(b)).toBe(a.normalize('NFC') === b.normalize('NFC'));
      }),
    );
  });
});

/**
 * Attributes that https://github.com/ocsf/ocsf-schema asks for of a compliance finding (events/findings/compliance_finding.json and
 * finding.json, events/base_event.json), with the words of objects/compliance.json for its status.
 */
const OcsfFinding = z.looseObject({
  activity_id: z.literal(1),
  category_uid: z.literal(2),
  class_uid: z.literal(2003),
  type_uid: z.literal(200301),
  severity_id: z.int().min(0).max(5),
  time: z.int(),
  metadata: z.looseObject({ version: z.string(), product: z.looseObject({ vendor_name: z.string() }) }),
  finding_info: z.looseObject({ uid: z.string(), title: z.string() }),
  compliance: z.looseObject({
    standards: z.array(z.string()).min(1),
    status_id: z.literal([0, 1, 2, 3, 99]),
    status: z.string(),
  }),
});

const attesting = (day: string, attests: string, more: Record<string, string> = {}): Record<string, string> => {
  const id = `2026-11-${day}-aaaaaa`;
  const times = { started_at: `2026-11-${day}T14:00:00+01:00`, finished_at: `2026-11-${day}T14:20:00+01:00` };
  return {
    [`records/rotate-key/${id}.yaml`]: recordWith({ id, fingerprint: `'${FINGERPRINT}'`, attests, ...times, ...more }),
  };
};
const RECORDS = {
  ...attesting(
    '02',
    "[{control: 'cis-aws@5.0.0#1.13', status: fail}, {control: 'cis-aws@5.0.0#1.1', status: waived, until: 2026-12-24, reason: moved}]",
  ),
  ...attesting('03', "[{control: 'cis-aws@5.0.0#1.13', status: pass, reason: '@mallory saw it'}]"),
  ...attesting('04', "[{control: 'cis-aws@5.0.0#1.13', status: fail}]", { outcome: 'abandoned' }),
  ...attesting('05', "[{control: 'cis-aws@5.0.0#1.13', status: fail}]", { performer: "{person: '@bob'}" }),
};

/** Exports what a repository attests in which Alice committed everything. */
async function attest(...argv: string[]): Promise<{ rows: unknown; notes: string[]; text: string }> {
  const folder = createSite({ ...FILES, ...RECORDS });
  commitAll(folder);
  const { code, stdout, stderr } = await gait(folder, ['export', 'attestations', ...SITE, ...argv]);
  expect(code).toBe(0);
  return { rows: JSON.parse(stdout), notes: stderr.trim().split('\n'), text: stdout };
}

describe('gait export attestations', () => {
  it('says what the newest record that counts attests, for SAF, and names nobody', async () => {
    const { rows, notes } = await attest();
    expect(rows).toEqual([
      {
        control_id: 'cis-aws@5.0.0#1.13',
        explanation: 'somebody saw it. Record 2026-11-03-aaaaaa: https://sops.example.org/kb/sops/rotate-key/',
        frequency: 'quarterly',
        status: 'passed',
        updated: '2026-11-03',
        updated_by: 'a person for Platform team',
      },
    ]);
    expect(notes).toEqual([
      'cis-aws@5.0.0#1.13: left out, record 2026-11-04-aaaaaa does not count: ended as abandoned',
      'cis-aws@5.0.0#1.13: left out, record 2026-11-05-aaaaaa does not count: not vouched for: @bob did not commit it',
      'cis-aws@5.0.0#1.1: left out, the form has no word for waived (record 2026-11-02-aaaaaa)',
    ]);
  });

  it('as compliance findings of OCSF', async () => {
    const { rows, text } = await attest('--format', 'ocsf');
    expect(text).not.toMatch(/@alice|@bob|@mallory/u);
    expect(rows).toMatchObject([
      { class_uid: 2003, type_uid: 200301, compliance: { control: '1.1', status_id: 99, status: 'Waived' } },
      {
        time: Date.UTC(2026, 10, 3, 13, 20),
        severity_id: 1,
        severity: 'Informational',
        finding_info: { title: '1.13: Access keys are rotated within 90 days' },
        compliance: { standards: ['cis-aws@5.0.0'], requirements: ['1.13'], status_id: 1, status: 'Pass' },
      },
    ]);
    for (const row of rows as unknown[]) expect(OcsfFinding.safeParse(row).error).toBeUndefined();
  });

  it('is silent about what has expired', async () => {
    const { rows, notes } = await attest('--format', 'ocsf', '--as-of', '2027-03-01');
    expect(rows).toEqual([]);
    expect(notes).toContain('cis-aws@5.0.0#1.13: left out, it expired on 2027-02-03 (record 2026-11-03-aaaaaa)');
    expect(notes).toContain('cis-aws@5.0.0#1.1: left out, it expired on 2026-12-24 (record 2026-11-02-aaaaaa)');
  });
});

describe('gait export mutelist', () => {
  const scoped = (
    id: string,
    scope: string,
    more: Record<string, string | undefined> = {},
  ): Record<string, string> => ({
    [`exceptions/${id}.yaml`]: exceptionWith({ id, scope: `'${scope}'`, ...more }),
  });

  it('takes over what names accounts or resources, with its end, and nothing that could excuse more', async () => {
    const { text: yaml, notes } = await run(
      {
        ...scoped('build', 'arn:aws:iam::111122223333:user/build.bot of the staging account'),
        ...scoped('wide', 'account 444455556666 in eu-west-1 and us-east-1', {
          control: undefined,
          check: "'prowler:s3_bucket_no_mfa_delete'",
        }),
        ...scoped('group', 'sg-0123456789abcdef0 of 777788889999', {
          control: undefined,
          check: "'prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22'",
        }),
        ...scoped('vague', 'the build user'),
        ...scoped('old', '444455556666', { expires: '2026-11-19' }),
        ...scoped('hub', '444455556666', { control: undefined, check: "'securityhub:IAM.3'" }),
      },
      'mutelist',
    );
    expect(parse(yaml)).toEqual({
      Mutelist: {
        Accounts: {
          '111122223333': {
            Checks: {
              iam_rotate_access_key_90_days: {
                Regions: ['*'],
                Resources: ['^build\\.bot$'],
                Description: 'build: its successor is being built (granted by Platform team, until 2027-01-01)',
              },
            },
          },
          '444455556666': {
            Checks: {
              s3_bucket_no_mfa_delete: {
                Regions: ['eu-west-1', 'us-east-1'],
                Resources: ['*'],
                Description: 'wide: its successor is being built (granted by Platform team, until 2027-01-01)',
              },
            },
          },
          '777788889999': {
            Checks: {
              ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22: {
                Regions: ['*'],
                Resources: ['^sg-0123456789abcdef0$'],
                Description: 'group: its successor is being built (granted by Platform team, until 2027-01-01)',
              },
            },
          },
        },
      },
    });
    expect(yaml).toMatch(/['"]111122223333['"]:/u);
    expect(notes.split('\n')).toEqual([
      'hub: left out, it is about no check of Prowler',
      'old: left out, it expired on 2026-11-19',
      'vague: left out, its scope names no account, no resource and not `*`, so it could excuse too much',
      '',
    ]);
  });

  it('excuses on the last day, and no more on the next', async () => {
    const folder = createSite({ ...FILES, [EXCEPTION]: exceptionWith({ scope: "'*'" }) });
    const read = async (day: string) => (await gait(folder, ['export', 'mutelist', '--as-of', day])).stdout;
    expect(await read('2027-01-01')).toContain('iam_rotate_access_key_90_days');
    expect(await read('2027-01-02')).not.toContain('iam_rotate_access_key_90_days');
  });
});
