import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CSV_HEADER, asff, ocsf, readAll } from './read-findings-support.ts';

const checks = (content: string): string[] => readAll(content).findings.map((one) => one.check);
const statuses = (content: unknown): string[] => readAll(JSON.stringify(content)).findings.map((one) => one.status);

describe('OCSF', () => {
  it('reads a detection finding of Prowler', () => {
    const { findings, count } = readAll(JSON.stringify([ocsf()]));
    expect(count).toEqual({ formats: ['OCSF'], entries: 1, read: 1, refused: 0, findings: 1, isComplete: true });
    expect(findings).toEqual([
      {
        tool: 'prowler',
        kind: 'check',
        check: 'prowler:iam_root_mfa_enabled',
        status: 'fail',
        severity: 'critical',
        account: '111122223333',
        region: 'us-east-1',
        resource: 'arn:aws:iam::111122223333:root',
        time: '2026-11-20T10:00:00Z',
        title: 'Root has MFA',
        source: 'scan',
        frameworks: ['CIS-5.0 1.4'],
      },
    ]);
  });

  it('keeps verdicts apart', () => {
    expect(
      statuses([
        ocsf({ status_code: 'PASS' }),
        ocsf({ status_code: 'MANUAL' }),
        ocsf({ status_id: 3 }),
        ocsf({ status_code: 'PASS', status_id: 3 }),
      ]),
    ).toEqual(['pass', 'manual', 'muted', 'pass']);
  });

  it('reads the checks of a compliance finding', () => {
    const compliance = {
      standards: ['CIS-5.0'],
      requirements: ['1.4'],
      status_id: 3,
      checks: [
        { uid: 'iam_root_mfa_enabled', status: 'Fail' },
        { uid: 'iam_no_root_access_key', status: 'Pass' },
        { uid: 'account_maintain_current_contact_details', status: 'Unknown' },
      ],
    };
    const { findings } = readAll(JSON.stringify([ocsf({ class_uid: 2003, status_code: undefined, compliance })]));
    expect(findings.map(({ check, status }) => [check, status])).toEqual([
      ['prowler:iam_root_mfa_enabled', 'fail'],
      ['prowler:iam_no_root_access_key', 'pass'],
      ['prowler:account_maintain_current_contact_details', 'manual'],
    ]);
  });

  it('reads old names of checks as those of today, also one that stands for two', () => {
    const named = (code: string) => ocsf({ metadata: { event_code: code, product: { name: 'Prowler' } } });
    expect(checks(JSON.stringify([named('apigateway_public'), named('inspector2_findings_exist')]))).toEqual([
      'prowler:apigateway_restapi_public',
      'prowler:inspector2_active_findings_exist',
      'prowler:inspector2_is_enabled',
    ]);
  });
});

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

describe('Prowler CSV', () => {
  const row =
    '2026-11-20 10:00:00.1;111122223333;iam_root_mfa_enabled;"Root; has ""MFA""";FAIL;False;critical;arn:x;us-east-1;CIS-5.0: 1.4, 1.5 | FSBP: IAM.9';
  it('reads rows by the names of their columns', () => {
    const { findings, count } = readAll(`\uFEFF${CSV_HEADER}\r\n${row}\r\n`);
    expect(count).toMatchObject({ formats: ['Prowler CSV'], entries: 1, read: 1 });
    expect(findings).toMatchObject([
      {
        check: 'prowler:iam_root_mfa_enabled',
        title: 'Root; has "MFA"',
        time: '2026-11-20T10:00:00Z',
        frameworks: ['CIS-5.0 1.4', 'CIS-5.0 1.5', 'FSBP IAM.9'],
      },
    ]);
  });

  it('names rows that it cannot read and goes on', () => {
    const { count, problems } = readAll(
      `${CSV_HEADER}\na;b\n${row.replace('FAIL', 'MAYBE')}\n${row}\n${row.replace('"Root;', '"Root" ')}\n`,
    );
    expect(count).toMatchObject({ entries: 4, read: 2, refused: 2 });
    expect(problems.map((one) => one.message)).toEqual([
      'Unexpected row of 2 columns, expected 10',
      'Unexpected `STATUS` `MAYBE`, expected PASS, FAIL or MANUAL',
    ]);
  });

  it('goes on after a quote without an end', () => {
    const { count, problems } = readAll(`${CSV_HEADER}\n${row}\n1;"2\n`);
    expect(count).toMatchObject({ entries: 2, read: 1, refused: 1 });
    expect(problems[0]?.message).toBe('Unexpected quote without an end, expected a second one');
  });
});

describe('SARIF', () => {
  const run = (
    results: unknown[],
    tool: unknown = {
      driver: {
        name: 'Trivy',
        rules: [{ id: 'CVE-1', properties: { 'security-severity': '9.8' }, shortDescription: { text: 'Bad' } }],
      },
    },
  ) => ({ version: '2.1.0', runs: [{ tool, results }] });
  it('reads results with what their rule says', () => {
    const location = { physicalLocation: { artifactLocation: { uri: 'a.tf' }, region: { startLine: 3 } } };
    expect(readAll(JSON.stringify(run([{ ruleIndex: 0, locations: [location] }]))).findings).toMatchObject([
      {
        tool: 'trivy',
        kind: 'alert',
        check: 'trivy:CVE-1',
        severity: 'critical',
        status: 'fail',
        title: 'Bad',
        resource: 'a.tf:3',
      },
    ]);
  });

  it('waits for a tool that comes after its results', () => {
    const { runs } = run([{ ruleId: 'CVE-1' }]);
    const [{ tool, results } = { tool: {}, results: [] }] = runs;
    expect(checks(JSON.stringify({ runs: [{ results, tool }] }))).toEqual(['trivy:CVE-1']);
    expect(checks(JSON.stringify({ runs: [{ results }] }))).toEqual(['tool:CVE-1']);
  });

  it('keeps verdicts apart', () => {
    expect(
      statuses(
        run([
          { ruleId: 'A', kind: 'pass' },
          { ruleId: 'A', suppressions: [{ kind: 'inSource' }] },
          { ruleId: 'A', suppressions: [{ kind: 'external', status: 'underReview' }] },
          { ruleId: 'A', kind: 'notApplicable' },
          { ruleId: 'A', kind: 'review' },
        ]),
      ),
    ).toEqual(['pass', 'suppressed', 'fail', 'not-applicable', 'manual']);
  });

  it('says nothing of an empty run', () => {
    expect(readAll(JSON.stringify(run([])))).toMatchObject({ count: { entries: 0 }, problems: [] });
  });
});

describe('Checkov', () => {
  const report = {
    check_type: 'terraform',
    results: {
      passed_checks: [
        { check_id: 'CKV_AWS_1', check_name: 'A', file_path: '/a.tf', file_line_range: [1, 2], resource: 'x.y' },
      ],
      failed_checks: [{ check_id: 'CKV_AWS_2', check_name: 'B', severity: 'HIGH' }],
      skipped_checks: [{ check_id: 'CKV_AWS_3' }],
      parsing_errors: [],
    },
    summary: { passed: 1 },
  };
  it.each([
    ['one', report, 1],
    ['several', [report, { ...report, check_type: 'secrets' }], 2],
  ])('reads %s', (_, content, times) => {
    const { findings } = readAll(JSON.stringify(content));
    expect(findings).toHaveLength(3 * times);
    expect(findings.slice(0, 3).map(({ check, status }) => [check, status])).toEqual([
      ['checkov:CKV_AWS_1', 'pass'],
      ['checkov:CKV_AWS_2', 'fail'],
      ['checkov:CKV_AWS_3', 'suppressed'],
    ]);
    expect(findings[0]?.resource).toBe('/a.tf:1 x.y');
  });
});

describe('files that are not right', () => {
  it.each([
    ['', 'Unexpected empty file, expected findings'],
    [
      '# Notes',
      'Unexpected content, expected findings of Prowler (OCSF or CSV), Security Hub (ASFF), SARIF or Checkov',
    ],
    ['{"a": 1}', 'Unexpected object with `a`, expected a finding of OCSF or ASFF'],
    ['[1, null]', 'Unexpected number, expected an object'],
    [
      '{"results": [1]}',
      'Unexpected object without findings, expected `Findings`, `detail.findings`, `runs` or `results`',
    ],
  ])('says what is wrong with %j', (text, message) => {
    expect(readAll(text).problems[0]?.message).toBe(message);
  });

  it('reads UTF-16 and marks', () => {
    const text = JSON.stringify([ocsf({ finding_info: { title: 'Ünï' } })]);
    const little = new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
    const big = little.slice().map((_, at, all) => all[at ^ 1] ?? 0);
    for (const bytes of [little, big, little.slice(2), new TextEncoder().encode(`\uFEFF${text}`)])
      for (const piece of [1, 7, 1 << 20]) expect(readAll(bytes, piece).findings).toMatchObject([{ title: 'Ünï' }]);
  });

  it('names an entry that is not UTF-8 and reads the others', () => {
    const bytes = Buffer.from(JSON.stringify([ocsf(), ocsf({ message: 'é' }), ocsf()]), 'latin1');
    const { count, problems } = readAll(new Uint8Array(bytes));
    expect(count).toMatchObject({ entries: 3, read: 2, refused: 1 });
    expect(problems).toMatchObject([
      { index: 2, message: 'Unexpected bytes that are not UTF-8, expected text as UTF-8' },
    ]);
  });

  it('reads NaN as null', () => {
    const text = JSON.stringify([ocsf({ message: 'NaN "NaN" stays', risk: 'R' })]).replace('"R"', 'NaN');
    expect(readAll(text).count).toMatchObject({ read: 1, refused: 0 });
  });

  it('refuses nesting and size without harm', () => {
    const deep = JSON.stringify([ocsf({ x: 0 }), ocsf()]).replace(
      '"x":0',
      `"x":${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    );
    expect(readAll(deep)).toMatchObject({ count: { read: 1, refused: 1 }, problems: [{ index: 1 }] });
    const large = JSON.stringify([ocsf({ x: 'y'.repeat(9 * 1024 * 1024) }), ocsf()]);
    expect(readAll(large, 1 << 16)).toMatchObject({ count: { read: 1, refused: 1 } });
  });

  it('says where a truncated file ends', () => {
    const text = JSON.stringify([ocsf(), ocsf()]);
    const { count, problems } = readAll(text.slice(0, -20));
    expect(count).toMatchObject({ read: 1, isComplete: false });
    expect(problems[0]?.message).toBe('Unexpected end of the file within an entry or a list, expected all of it');
    expect(problems[0]?.offset).toBe(text.indexOf('},{') + 2);
  });

  it('stops where the structure breaks', () => {
    expect(readAll(`[${JSON.stringify(ocsf())}}, {}]`).problems[0]?.message).toMatch(
      /^Unexpected syntax between entries/u,
    );
  });
});

const REAL = process.env.GAIT_CORPUS_DIR;
describe.runIf(REAL !== undefined)('real files', () => {
  const folder = join(REAL ?? '', 'findings');
  const files =
    REAL === undefined
      ? []
      : readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  it.each(files.map((one) => [one.name, join(one.parentPath, one.name)]))('%s', (_, path) => {
    const whole = readAll(new Uint8Array(readFileSync(path)));
    expect(whole.problems).toEqual([]);
    expect(whole.count.refused).toBe(0);
    expect(readAll(new Uint8Array(readFileSync(path)), 13)).toEqual(whole);
  });
});
