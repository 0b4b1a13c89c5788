import type { Finding, FindingProblem } from '../../plugins/docusaurus-plugin-gait/src/model/finding.ts';
import {
  createFindingsReader,
  type FindingsCount,
} from '../../plugins/docusaurus-plugin-gait/src/read/findings/index.ts';

/** What a reader made of some bytes. */
export interface ReadResult {
  count: FindingsCount;
  findings: Finding[];
  problems: FindingProblem[];
}

/** Reads bytes or text, in pieces of this many bytes. */
export function readAll(content: string | Uint8Array, piece = 1 << 20): ReadResult {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const findings: Finding[] = [];
  const problems: FindingProblem[] = [];
  const reader = createFindingsReader('scan', {
    onFinding: (finding) => findings.push(finding),
    onProblem: (problem) => problems.push(problem),
  });
  for (let at = 0; at < bytes.length; at += piece) {
    // The same memory for every piece, as streams may use it.
    const shared = bytes.slice(at, at + piece);
    reader.push(shared);
    shared.fill(0x20);
  }
  return { count: reader.end(), findings, problems };
}

/** An entry of Prowler's OCSF, as small as it can be. */
export function ocsf(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    class_uid: 2004,
    metadata: { event_code: 'iam_root_mfa_enabled', product: { name: 'Prowler' } },
    status_code: 'FAIL',
    status_id: 1,
    severity: 'Critical',
    finding_info: { title: 'Root has MFA', uid: 'x' },
    resources: [{ uid: 'arn:aws:iam::111122223333:root', region: 'us-east-1' }],
    cloud: { account: { uid: '111122223333' }, region: 'us-east-1' },
    time_dt: '2026-11-20T10:00:00.123456',
    unmapped: { compliance: { 'CIS-5.0': ['1.4'] } },
    ...changes,
  };
}

/** A finding of ASFF, as small as it can be. */
export function asff(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    SchemaVersion: '2018-10-08',
    Id: 'x',
    ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/securityhub',
    GeneratorId: 'security-control/EC2.7',
    AwsAccountId: '111122223333',
    Title: 'EBS default encryption',
    Severity: { Label: 'MEDIUM' },
    Compliance: { Status: 'FAILED', SecurityControlId: 'EC2.7' },
    Workflow: { Status: 'NEW' },
    RecordState: 'ACTIVE',
    UpdatedAt: '2026-11-20T10:00:00.123Z',
    Resources: [{ Id: 'AWS::::Account:111122223333', Region: 'eu-west-1' }],
    ...changes,
  };
}

/** The columns of Prowler's CSV that are read. */
export const CSV_HEADER =
  'TIMESTAMP;ACCOUNT_UID;CHECK_ID;CHECK_TITLE;STATUS;MUTED;SEVERITY;RESOURCE_UID;REGION;COMPLIANCE';
