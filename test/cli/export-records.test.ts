import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { EXCEPTION, exceptionWith, recordWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { toUuid } from '../../plugins/docusaurus-plugin-gait/src/write/export/uuid.ts';
import { FILES, run, SITE } from './export-support.ts';
import { createSite, gait } from './support.ts';

/**
 * The part of NIST's schema of a component definition that is used here, transcribed from
 * https://github.com/usnistgov/OSCAL/releases/download/v1.1.2/oscal_component_schema.json
 */
const Uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
const OscalText = z.string().regex(/^\S(.*\S)?$/u);
const Token = z.string().regex(/^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u);
const Prop = z.strictObject({ name: Token, uuid: Uuid.optional(), ns: z.url().optional(), value: OscalText });
const OscalLink = z.strictObject({ href: z.url(), rel: Token.optional() });
const Oscal = z.strictObject({
  'component-definition': z.strictObject({
    uuid: Uuid,
    metadata: z.strictObject({
      title: z.string(),
      'last-modified': z.iso.datetime({ offset: true }),
      version: OscalText,
      'oscal-version': OscalText,
      roles: z.array(z.strictObject({ id: Token, title: z.string() })).min(1),
      parties: z
        .array(z.strictObject({ uuid: Uuid, type: z.enum(['person', 'organization']), name: OscalText }))
        .min(1),
    }),
    components: z
      .array(
        z.strictObject({
          uuid: Uuid,
          type: OscalText,
          title: z.string(),
          description: z.string(),
          props: z.array(Prop).min(1),
          links: z.array(OscalLink).min(1),
          'responsible-roles': z
            .array(z.strictObject({ 'role-id': Token, 'party-uuids': z.array(Uuid).min(1) }))
            .min(1)
            .optional(),
          'control-implementations': z
            .array(
              z.strictObject({
                uuid: Uuid,
                source: z.url(),
                description: z.string(),
                'implemented-requirements': z
                  .array(
                    z.strictObject({
                      uuid: Uuid,
                      'control-id': Token,
                      description: z.string(),
                      props: z.array(Prop).min(1),
                      links: z.array(OscalLink).min(1),
                    }),
                  )
                  .min(1),
              }),
            )
            .min(1),
        }),
      )
      .min(1)
      .optional(),
  }),
});

describe('gait export oscal', () => {
  it('is a component definition of what SOPs implement, the same bytes each time', async () => {
    const { text: json } = await run({}, 'oscal', ...SITE);
    expect((await run({}, 'oscal', ...SITE)).text).toBe(json);
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

  it('UUIDs are of version 5 and differ with the name', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(Uuid.safeParse(toUuid(a)).success).toBe(true);
        expect(toUuid(a) === toUuid(b)).toBe(a.normalize('NFC') === b.normalize('NFC'));
      }),
    );
  });
});

const attesting = (id: string, attests: string, more: Record<string, string> = {}): Record<string, string> => ({
  [`records/rotate-key/${id}.yaml`]: recordWith({ id, attests, ...more }),
});
const RECORDS = {
  ...attesting(
    '2026-11-02-aaaaaa',
    "[{control: 'cis-aws@5.0.0#1.13', status: fail}, {control: 'cis-aws@5.0.0#1.1', status: waived}]",
  ),
  ...attesting('2026-11-03-bbbbbb', "[{control: 'cis-aws@5.0.0#1.13', status: pass, reason: seen}]", {
    started_at: '2026-11-03T14:00:00+01:00',
    finished_at: '2026-11-03T14:20:00+01:00',
  }),
  ...attesting('2026-11-04-cccccc', "[{control: 'cis-aws@5.0.0#1.13', status: fail}]", {
    started_at: '2026-11-04T14:00:00+01:00',
    finished_at: '2026-11-04T14:20:00+01:00',
    outcome: 'abandoned',
  }),
};

describe('gait export attestations', () => {
  it('says what the newest finished record attests, for SAF, and names nobody', async () => {
    const { text: json, notes } = await run(RECORDS, 'attestations', ...SITE);
    expect(JSON.parse(json)).toEqual([
      {
        control_id: 'cis-aws@5.0.0#1.13',
        explanation: 'seen. Record 2026-11-03-bbbbbb: https://sops.example.org/kb/sops/rotate-key/',
        frequency: 'quarterly',
        status: 'passed',
        updated: '2026-11-03',
        updated_by: 'a person for Platform team',
      },
    ]);
    expect(notes).toContain('cis-aws@5.0.0#1.1: left out, the form has no word for waived');
  });

  it('as compliance findings of OCSF', async () => {
    const { text: json } = await run(RECORDS, 'attestations', '--format', 'ocsf', ...SITE);
    expect(json).not.toContain('@alice');
    expect(JSON.parse(json)).toMatchObject([
      { class_uid: 2003, type_uid: 200301, compliance: { control: '1.1', status_id: 99, status: 'Waived' } },
      {
        time: Date.UTC(2026, 10, 3, 13, 20),
        finding_info: { title: '1.13: Access keys are rotated within 90 days' },
        compliance: { standards: ['cis-aws@5.0.0'], requirements: ['1.13'], status_id: 1 },
      },
    ]);
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
        },
      },
    });
    expect(yaml).toMatch(/['"]111122223333['"]:/u);
    expect(notes.split('\n')).toEqual([
      'hub: left out, it is about no check of Prowler',
      'old: left out, it expired on 2026-11-19',
      'vague: left out, its scope names no account, no ARN and not `*`, so it could excuse too much',
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
