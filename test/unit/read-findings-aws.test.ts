import { describe, expect, it } from 'vitest';
import { asff, readAll } from './read-findings-support.ts';

const checks = (content: string): string[] => readAll(content).findings.map((one) => one.check);
const statuses = (content: unknown): string[] => readAll(JSON.stringify(content)).findings.map((one) => one.status);

describe('ASFF', () => {
  it.each([
    ['an object around a list', { Findings: [asff()] }],
    ['a list', [asff()]],
    ['a single object', asff()],
    ['an event', { version: '0', 'detail-type': 'Security Hub Findings - Imported', detail: { findings: [asff()] } }],
    ['a list of events', [{ detail: { findings: [asff()] } }]],
  ])('reads %s', (_, envelope) => {
    for (const text of [JSON.stringify(envelope), JSON.stringify(envelope, null, 2)])
      expect(checks(text)).toEqual(['securityhub:EC2.7']);
  });

  it('reads lines, of findings and of events', () => {
    const event = { detail: { findings: [asff(), asff()] } };
    const { count, problems } = readAll(`${JSON.stringify(asff())}\n\n{broken}\n${JSON.stringify(event)}\n`);
    expect(count).toMatchObject({ entries: 4, read: 3, refused: 1 });
    expect(problems).toEqual([expect.objectContaining({ index: 2, message: 'Unexpected syntax, expected JSON' })]);
  });

  const bare = { Compliance: { Status: 'FAILED' } };
  it.each([
    ['security-control/EC2.7', {}, 'securityhub:EC2.7'],
    ['aws-foundational-security-best-practices/v/1.0.0/EC2.7', {}, 'securityhub:EC2.7'],
    ['cis-aws-foundations-benchmark/v/5.0.0/5.1.1', {}, 'securityhub:cis-aws-foundations-benchmark/v/5.0.0/5.1.1'],
    [
      'arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/2.7',
      {},
      'securityhub:cis-aws-foundations-benchmark/v/1.2.0/2.7',
    ],
    [
      'cis-aws-foundations-benchmark/v/3.0.0/2.2.1',
      { ProductFields: { RecommendationUrl: 'https://docs.aws.amazon.com/console/securityhub/EC2.7/remediation' } },
      'securityhub:EC2.7',
    ],
    ['prowler-iam_root_mfa_enabled', {}, 'prowler:iam_root_mfa_enabled'],
  ])('joins %s', (GeneratorId, more, expected) => {
    expect(checks(JSON.stringify(asff({ ...bare, GeneratorId, ...more })))).toEqual([expected]);
  });

  it('joins what has no compliance by the type of the alert or the rule', () => {
    const alert = asff({
      ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/guardduty',
      GeneratorId: 'arn:aws:guardduty:eu-west-1:111122223333:detector/1',
      Types: ['TTPs/Initial Access/UnauthorizedAccess:EC2-SSHBruteForce'],
      Compliance: undefined,
    });
    const other = asff({
      ProductArn: 'arn:aws:securityhub:eu-west-1::product/aquasecurity/aquasecurity',
      GeneratorId: 'Trivy/CVE-2026-1',
      Compliance: undefined,
    });
    expect(readAll(JSON.stringify([alert, other])).findings).toMatchObject([
      { kind: 'alert', tool: 'guardduty', check: 'guardduty:UnauthorizedAccess:EC2/SSHBruteForce', status: 'fail' },
      { kind: 'alert', tool: 'aquasecurity', check: 'aquasecurity:Trivy/CVE-2026-1', status: 'fail' },
    ]);
  });

  it('keeps verdicts apart', () => {
    const compliance = (Status: string) => ({ Compliance: { Status, SecurityControlId: 'EC2.7' } });
    const ofProwler = {
      GeneratorId: 'prowler-x_y',
      ProductArn: 'arn:aws:securityhub:eu-west-1::product/prowler/prowler',
    };
    expect(
      statuses([
        asff(compliance('PASSED')),
        asff({ Workflow: { Status: 'SUPPRESSED' } }),
        asff({ RecordState: 'ARCHIVED' }),
        asff(compliance('WARNING')),
        asff(compliance('NOT_AVAILABLE')),
        asff({ ...ofProwler, Compliance: { Status: 'WARNING' } }),
      ]),
    ).toEqual(['pass', 'suppressed', 'not-applicable', 'unknown', 'unknown', 'muted']);
  });
});

describe('GuardDuty', () => {
  const finding = {
    AccountId: '111122223333',
    Arn: 'arn:aws:guardduty:eu-west-1:111122223333:detector/1/finding/2',
    Id: '2',
    Region: 'eu-west-1',
    Resource: { ResourceType: 'Instance', InstanceDetails: { InstanceId: 'i-0123456789abcdef0' } },
    SchemaVersion: '2.0',
    Service: { Archived: false, EventLastSeen: '2026-11-20T09:00:00Z', ServiceName: 'guardduty' },
    Severity: 8,
    Title: 'Somebody guesses passwords',
    Type: 'UnauthorizedAccess:EC2/SSHBruteForce',
    UpdatedAt: '2026-11-20T10:00:00.123Z',
  };
  /** Keys as events and exports of GuardDuty write them. */
  const small = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value).map(([key, one]) => [key.charAt(0).toLowerCase() + key.slice(1), small(one)]),
        )
      : value;
  const event = { 'detail-type': 'GuardDuty Finding', source: 'aws.guardduty', detail: small(finding) };

  it('joins by the type of the alert', () => {
    expect(readAll(JSON.stringify({ Findings: [finding] }))).toEqual({
      count: { formats: ['GuardDuty'], entries: 1, read: 1, refused: 0, findings: 1, isComplete: true },
      problems: [],
      findings: [
        {
          tool: 'guardduty',
          kind: 'alert',
          check: 'guardduty:UnauthorizedAccess:EC2/SSHBruteForce',
          status: 'fail',
          severity: 'high',
          account: '111122223333',
          region: 'eu-west-1',
          resource: 'i-0123456789abcdef0',
          time: '2026-11-20T10:00:00Z',
          title: 'Somebody guesses passwords',
          source: 'scan',
          frameworks: [],
        },
      ],
    });
  });

  it.each([
    ['what the AWS CLI writes', JSON.stringify({ Findings: [finding] }, null, 4)],
    ['what the API answers', JSON.stringify({ findings: [small(finding)] })],
    ['an event', JSON.stringify(event)],
    ['an indented event', JSON.stringify(event, null, 2)],
    ['a list of events', JSON.stringify([event])],
    ['lines, as an export to S3', `${JSON.stringify(small(finding))}\n`.repeat(2)],
    ['lines of events', `${JSON.stringify(event)}\n`.repeat(2)],
  ])('reads %s', (_, text) => {
    const { findings, problems } = readAll(text);
    const { findings: expected } = readAll(JSON.stringify([finding]));
    expect(problems).toEqual([]);
    expect(findings[0]).toEqual(expected[0]);
  });

  it('tells the resource, the severity and what was archived', () => {
    const bucket = {
      S3BucketDetails: [{ Arn: 'arn:aws:s3:::a' }, { Name: 'b' }],
      AccessKeyDetails: { AccessKeyId: 'x' },
    };
    const cluster = { EksClusterDetails: { Arn: 'arn:aws:eks:x' }, InstanceDetails: { InstanceId: 'i-1' } };
    const { findings } = readAll(
      JSON.stringify([
        { ...finding, Resource: bucket, Severity: 9.1 },
        { ...finding, Resource: cluster, Severity: 5.5 },
        { ...finding, Resource: {}, Severity: 2, Service: { Archived: true } },
      ]),
    );
    expect(findings.map(({ resource, severity, status }) => [resource, severity, status])).toEqual([
      ['arn:aws:s3:::a', 'critical', 'fail'],
      ['b', 'critical', 'fail'],
      ['arn:aws:eks:x', 'medium', 'fail'],
      ['', 'low', 'suppressed'],
    ]);
  });

  it('names one without a type', () => {
    expect(readAll(JSON.stringify([{ ...finding, Type: undefined }])).problems).toMatchObject([
      { index: 1, message: 'Unexpected absence of `Type`, expected the type of the finding' },
    ]);
  });
});

describe('Inspector', () => {
  const finding = {
    awsAccountId: '111122223333',
    findingArn: 'arn:aws:inspector2:eu-west-1:111122223333:finding/1',
    type: 'PACKAGE_VULNERABILITY',
    status: 'ACTIVE',
    severity: 'HIGH',
    title: 'CVE-2026-1 - openssl',
    updatedAt: 1795168800.5,
    resources: [{ id: 'i-1', type: 'AWS_EC2_INSTANCE', region: 'eu-west-1' }],
  };

  it('joins by the type of the alert', () => {
    expect(readAll(JSON.stringify({ findings: [finding] })).findings).toMatchObject([
      {
        ...{ kind: 'alert', check: 'inspector:PACKAGE_VULNERABILITY', status: 'fail', severity: 'high' },
        ...{ account: '111122223333', region: 'eu-west-1', resource: 'i-1', time: '2026-11-20T10:00:00Z' },
      },
    ]);
    expect(statuses({ 'detail-type': 'Inspector2 Finding', detail: finding })).toEqual(['fail']);
  });

  it('keeps statuses apart, and names one that it does not know', () => {
    const of = (status: string) => ({ ...finding, status });
    expect(statuses([finding, of('SUPPRESSED'), of('CLOSED')])).toEqual(['fail', 'suppressed', 'pass']);
    expect(readAll(JSON.stringify([of('GONE')])).count).toMatchObject({ read: 0, refused: 1 });
  });
});
