import { describe, expect, it } from 'vitest';
import { readAll } from './read-findings-support.ts';

const checks = (content: string): string[] => readAll(content).findings.map((one) => one.check);
const statuses = (content: unknown): string[] => readAll(JSON.stringify(content)).findings.map((one) => one.status);

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

describe('Trivy', () => {
  const report = {
    SchemaVersion: 2,
    CreatedAt: '2026-11-20T10:00:00.123456789Z',
    ArtifactName: 'shop:1.2',
    Metadata: { OS: { Family: 'debian' } },
    Results: [
      {
        Target: 'shop:1.2 (debian)',
        Class: 'os-pkgs',
        Packages: [{ Name: 'zlib' }],
        Vulnerabilities: [
          { VulnerabilityID: 'CVE-2026-1', PkgName: 'zlib', Severity: 'CRITICAL', Status: 'fixed', Title: 'Bad' },
        ],
      },
      {
        Target: 'main.tf',
        Misconfigurations: [
          { ID: 'AWS-0086', Severity: 'HIGH', Status: 'FAIL' },
          { ID: 'AWS-0087', Severity: 'HIGH', Status: 'PASS' },
        ],
        Secrets: [{ RuleID: 'aws-access-key-id', Severity: 'CRITICAL', StartLine: 3 }],
      },
    ],
  };

  it('reads vulnerabilities, misconfigurations and secrets under the names of its SARIF', () => {
    const { findings, problems, count } = readAll(JSON.stringify(report, null, 2), 100);
    expect(problems).toEqual([]);
    expect(count).toMatchObject({ formats: ['Trivy'], entries: 4, read: 4 });
    expect(findings.map(({ check, status, severity, resource }) => [check, status, severity, resource])).toEqual([
      ['trivy:CVE-2026-1', 'fail', 'critical', 'shop:1.2 (debian):zlib'],
      ['trivy:AWS-0086', 'fail', 'high', 'main.tf'],
      ['trivy:AWS-0087', 'pass', 'high', 'main.tf'],
      ['trivy:aws-access-key-id', 'fail', 'critical', 'main.tf:3'],
    ]);
    expect(findings[0]).toMatchObject({ kind: 'alert', title: 'Bad', time: '2026-11-20T10:00:00Z' });
  });

  it('says nothing of a report without results', () => {
    const { SchemaVersion, ArtifactName } = report;
    for (const empty of [
      { SchemaVersion, ArtifactName },
      { SchemaVersion, ArtifactName, Results: [] },
      { SchemaVersion, ArtifactName, Results: [{ Target: 'x' }] },
    ])
      expect(readAll(JSON.stringify(empty))).toMatchObject({ count: { entries: 0 }, problems: [] });
  });

  it('names an entry without an id', () => {
    const Results = [{ Target: 'x', Vulnerabilities: [{ PkgName: 'y' }] }];
    expect(readAll(JSON.stringify({ Results })).problems).toMatchObject([
      { index: 1, message: 'Unexpected absence of `VulnerabilityID`, expected the id of what was found' },
    ]);
  });
});
