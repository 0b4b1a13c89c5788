import { describe, expect, it } from 'vitest';
import { CSV_HEADER, ocsf, readAll } from './read-findings-support.ts';

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
