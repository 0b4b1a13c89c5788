import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXCEPTION, exceptionWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { asff, ocsf } from '../unit/read-findings-support.ts';
import { createSite, gait } from './support.ts';

const named = (code: string, more = {}) =>
  ocsf({ metadata: { event_code: code, product: { name: 'Prowler' } }, ...more });
const SCAN = JSON.stringify([
  named('iam_rotate_access_key_90_days'),
  named('s3_bucket_no_mfa_delete', { severity: 'Low' }),
  named('iam_root_mfa_enabled', { status_code: 'PASS' }),
  { wrong: true },
]);

describe('gait findings summary', () => {
  it('lists failing checks, those without an SOP first, and names what it could not read', async () => {
    const root = createSite({ 'scan.json': SCAN });
    const { code, stdout, stderr } = await gait(root, ['findings', 'summary', 'scan.json']);
    expect(code).toBe(1);
    expect(stdout).toMatch(/prowler +111122223333 +2026-11-20T10:00:00Z +2 +1 +1 +1\n/u);
    expect(stdout).toMatch(
      /s3_bucket_no_mfa_delete +low +1 +no SOP\nprowler:iam_rotate_access_key_90_days +critical +1 +rotate-key\n/u,
    );
    expect(stderr).toContain('scan.json, entry 4, at byte');
    expect(stderr).toContain('scan.json: OCSF, 3 findings of 4 entries, 1 not read\n');
  });

  it('says what an exception in force covers', async () => {
    const summaryOf = async (expires: string) => {
      const check = "'prowler:s3_bucket_no_mfa_delete'";
      const exception = exceptionWith({ control: undefined, check, scope: 'everywhere', expires });
      const root = createSite({ 'scan.json': SCAN, [EXCEPTION]: exception });
      return (await gait(root, ['findings', 'summary', 'scan.json', '--as-of', '2026-11-21'])).stdout;
    };
    expect(await summaryOf('2026-11-21')).toMatch(/s3_bucket_no_mfa_delete .* no SOP, covered by an exception\n/u);
    expect(await summaryOf('2026-11-20')).toMatch(/s3_bucket_no_mfa_delete .* no SOP\n/u);
  });

  it('says which findings are stale, since no list has them', async () => {
    const root = createSite({ 'scan.json': SCAN });
    const { stdout } = await gait(root, ['findings', 'summary', 'scan.json', '--as-of', '2027-11-21']);
    expect(stdout).not.toContain('prowler:s3_bucket_no_mfa_delete');
    expect(stdout).toMatch(
      /\n\nIn no list of checks: 3 findings that are stale, from before 2027-\d\d-\d\d or replaced by a newer scan\./u,
    );
    const fresh = await gait(root, ['findings', 'summary', 'scan.json', '--as-of', '2026-11-21']);
    expect(fresh.stdout).not.toContain('stale');
  });

  it('reads all files of a folder that is named', async () => {
    const root = createSite({ 'scans/a.json': SCAN, 'scans/deep/b.json': JSON.stringify([named('x_check')]) });
    const { stdout, stderr } = await gait(root, ['findings', 'summary', 'scans', '--as-of', '2026-11-21']);
    expect(stdout).toContain('prowler:x_check');
    expect(stderr).toContain(`${path.join('scans', 'deep', 'b.json')}: OCSF, 1 finding of 1 entry, 0 not read\n`);
    expect(stderr).toContain('a.json: OCSF, 3 findings of 4 entries, 1 not read\n');
  });

  it('speaks JSON and Markdown', async () => {
    const root = createSite({
      'findings/a.json': JSON.stringify({
        Findings: [asff({ GeneratorId: 'x|y', ProductArn: 'a:product/b/c', Compliance: {} })],
      }),
    });
    const json = JSON.parse((await gait(root, ['findings', 'summary', '--format', 'json'])).stdout) as Record<
      string,
      unknown
    >;
    expect(json).toMatchObject({
      schema: 1,
      files: [{ entries: 1, read: 1, refused: 0 }],
      needs: [{ reference: 'c:x|y', sops: [] }],
    });
    expect((await gait(root, ['findings', 'summary', '--format', 'md'])).stdout).toContain(
      '| `c:x\\|y` | medium | 1 | no SOP |',
    );
  });
});

describe('gait findings import', () => {
  it('keeps every finding, so that the summary is the same', async () => {
    const alert = asff({
      ProductArn: 'arn:aws:securityhub:eu-west-1::product/aws/guardduty',
      Types: ['TTPs/X/Recon:EC2-PortProbe'],
      Compliance: undefined,
      GeneratorId: 'g',
    });
    const findings = [asff(), alert, asff({ Workflow: { Status: 'SUPPRESSED' } }), asff({ RecordState: 'ARCHIVED' })];
    const root = createSite({ 'in.json': JSON.stringify({ Findings: findings }) });
    const before = await gait(root, ['findings', 'summary', 'in.json']);
    const { code, stderr } = await gait(root, ['findings', 'import', 'in.json']);
    expect(code).toBe(0);
    expect(stderr).toContain(`Wrote ${path.join('findings', 'in.ocsf.jsonl')}`);
    expect(readFileSync(path.join(root, 'findings/in.ocsf.jsonl'), 'utf8').split('\n')).toHaveLength(5);
    expect((await gait(root, ['findings', 'summary'])).stdout).toBe(before.stdout);
  });

  it('writes nothing when there is nothing', async () => {
    const root = createSite({ 'in.json': '[]' });
    expect((await gait(root, ['findings', 'import', 'in.json'])).code).toBe(2);
    expect((await gait(root, ['findings', 'summary', 'gone.json'])).code).toBe(2);
  });
});
