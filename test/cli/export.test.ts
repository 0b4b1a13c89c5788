import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { EXAMPLE_SITE, catalogueWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { FILES, run, SITE } from './export-support.ts';
import { createSite, gait } from './support.ts';

/** Keys and types that Prowler takes, and no others: prowler/lib/check/custom_checks_metadata.py. */
const text = { type: 'string' };
const toObject = (properties: object) => ({ type: 'object', properties, additionalProperties: false });
const PROWLER = toObject({
  CustomChecksMetadata: toObject({
    aws: toObject({
      Checks: {
        type: 'object',
        additionalProperties: toObject({
          Severity: { enum: ['critical', 'high', 'medium', 'low', 'informational'] },
          CheckTitle: text,
          Description: text,
          Risk: text,
          RelatedUrl: text,
          Remediation: toObject({ Code: { type: 'object' }, Recommendation: toObject({ Text: text, Url: text }) }),
        }),
      },
    }),
  }),
});

describe('gait export prowler-metadata', () => {
  it('gives every check its page, and the SOP where there is one, in the keys that Prowler takes', async () => {
    const { text: yaml } = await run({}, 'prowler-metadata', ...SITE);
    const data = parse(yaml) as { CustomChecksMetadata: { aws: { Checks: Record<string, unknown> } } };
    expect(new Ajv().validate(PROWLER, data)).toBe(true);
    const checks = data.CustomChecksMetadata.aws.Checks;
    expect(Object.keys(checks)).toHaveLength(645);
    expect(checks.iam_rotate_access_key_90_days).toEqual({
      RelatedUrl: 'https://sops.example.org/kb/sops/rotate-key/',
      Remediation: {
        Recommendation: { Url: 'https://sops.example.org/kb/checks/prowler/iam---rotate---access---key---90---days/' },
      },
    });
  });
});

describe('gait export securityhub-rules', () => {
  it('adds the SOP to findings, within the limits of Security Hub', async () => {
    const { text: json } = await run({}, 'securityhub-rules', ...SITE);
    expect(JSON.parse(json)).toEqual([
      {
        RuleName: 'gait-rotate-key-IAM.3',
        RuleOrder: 1,
        RuleStatus: 'ENABLED',
        IsTerminal: false,
        Description: 'Links findings of IAM.3 to their SOPs',
        Criteria: {
          ComplianceSecurityControlId: [{ Value: 'IAM.3', Comparison: 'EQUALS' }],
          RecordState: [{ Value: 'ACTIVE', Comparison: 'EQUALS' }],
        },
        Actions: [
          {
            Type: 'FINDING_FIELDS_UPDATE',
            FindingFieldsUpdate: {
              Note: {
                Text: 'Follow “Rotate an access key”: https://sops.example.org/kb/sops/rotate-key/',
                UpdatedBy: 'gait',
              },
              UserDefinedFields: { sop: 'https://sops.example.org/kb/sops/rotate-key/' },
            },
          },
        ],
      },
    ]);
  });

  it('parts more controls than a criterion takes', async () => {
    const checks = Array.from({ length: 45 }, (_, at) => `{id: 'securityhub:X.${at + 1}', verified: false}`).join(', ');
    const catalogue = catalogueWith(`  - {id: '1.13', title: Many, assessment: automated, checks: [${checks}]}`);
    const { text: json } = await run({ 'controls/cis-aws-5.0.0.yaml': catalogue }, 'securityhub-rules', ...SITE);
    const rules = JSON.parse(json) as { Criteria: { ComplianceSecurityControlId: unknown[] } }[];
    expect(rules.map((rule) => rule.Criteria.ComplianceSecurityControlId.length)).toEqual([20, 20, 5]);
  });
});

interface EventRule {
  Name: string;
  EventPattern: { detail?: Record<string, unknown> };
  InputTransformer: { InputPathsMap: Record<string, string>; InputTemplate: string };
}

/** What EventBridge makes of a template: a variable becomes JSON, or text when it stands inside quotes. */
function transform({ InputTransformer }: EventRule, event: Record<string, string>): unknown {
  const { InputPathsMap, InputTemplate } = InputTransformer;
  return JSON.parse(
    InputTemplate.replace(/("(?:[^"\\]|\\.)*")|<([a-z]+)>/gu, (_, quoted: string | undefined, name: string) => {
      if (quoted === undefined) {
        expect(InputPathsMap).toHaveProperty(name);
        return JSON.stringify(event[name] ?? '');
      }
      return quoted.replace(/<([a-z]+)>/gu, (__, inner: string) => event[inner] ?? '');
    }),
  );
}

describe('gait export alert-links', () => {
  it('leads from each alert to its page, from any other by its name, and says what it leaves out', async () => {
    const { text: json, notes } = await run({}, 'alert-links', ...SITE);
    const rules = JSON.parse(json) as EventRule[];
    expect(rules.map((rule) => rule.Name)).toEqual([
      'gait-guardduty-Recon-EC2-PortProbe',
      'gait-guardduty-other',
      'gait-cloudwatch-a-b-',
      'gait-cloudwatch-other',
    ]);
    expect(rules[0]?.EventPattern.detail).toEqual({ type: ['Recon:EC2/PortProbe'] });
    expect(rules[1]?.EventPattern.detail).toEqual({ type: [{ 'anything-but': ['Recon:EC2/PortProbe'] }] });
    const event = { alert: 'Recon:EC2/PortProbe', title: 'A "quoted" title' };
    expect(rules.slice(0, 2).map((rule) => transform(rule, event))).toMatchObject([
      {
        follow: 'https://sops.example.org/kb/alerts/guardduty/recon----3a-ec2----2f-portprobe-----258w/',
        sop: 'Rotate an access key',
        title: 'A "quoted" title',
      },
      { follow: 'https://sops.example.org/kb/alerts/guardduty/Recon:EC2/PortProbe' },
    ]);
    expect(notes).toBe('own:thing: left out, it is not known which event carries it\n');
  });

  it('as annotations of Alertmanager', async () => {
    const { text: yaml } = await run({}, 'alert-links', '--format', 'alertmanager', ...SITE);
    expect(parse(yaml)).toEqual({
      any: { annotations: { runbook_url: 'https://sops.example.org/kb/alerts/prometheus/{{ $labels.alertname }}' } },
      alerts: [
        {
          alert: 'DiskFull',
          annotations: { runbook_url: 'https://sops.example.org/kb/alerts/prometheus/diskfull-----aw/' },
        },
      ],
    });
  });
});

describe('the address of the site', () => {
  it.each([
    'http://sops.example.org',
    'sops.example.org',
    'https://a@b.example',
    'https://b.example/?x',
    'javascript:1',
  ])('%s is refused', async (address) => {
    const { code, stderr } = await gait(createSite(FILES), ['export', 'oscal', '--site-url', address]);
    expect(code).toBe(2);
    expect(stderr).toContain('expected one such as https://sops.example.org');
  });

  it('is asked for, or taken from the configuration; and a file is written whole', async () => {
    expect((await gait(createSite(FILES), ['export', 'oscal'])).stderr).toContain('set site_url in gait.config.yaml');
    const configuration = `${EXAMPLE_SITE['gait.config.yaml'] ?? ''}site_url: https://kb.example.org\n`;
    const folder = createSite({ ...FILES, 'gait.config.yaml': configuration });
    for (const round of ['new', 'again'])
      expect((await gait(folder, ['export', 'oscal', '--out', 'o.json'])).code, round).toBe(0);
    expect(readFileSync(path.join(folder, 'o.json'), 'utf8')).toContain('https://kb.example.org/sops/rotate-key/');
    expect((await gait(folder, ['export', 'oscal', '--out', 'no/such/o.json'])).code).toBe(2);
  });
});
