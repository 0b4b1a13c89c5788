import { buildSite } from '../support/build-site.ts';
import type { BuiltSite, SiteFiles } from '../support/build-site.ts';
import { CONFIGURATION, sop } from '../support/content.ts';
import { AS_OF, getSiteFiles } from '../support/sites.ts';

const CATALOGUE = `schema: 1
framework: house
version: '1.0'
title: House rules
licence: Apache-2.0
sources: [{url: 'https://rules.example.com/', read_on: 2026-10-01}]
controls:
  - {id: '1', title: Buckets are private, area: operations, assessment: automated, checks: [{id: 'prowler:bucket_private', verified: true}]}
  - {id: '2', title: Buckets are logged, area: operations, assessment: automated, checks: [{id: 'prowler:bucket_logged', verified: true}]}
  - {id: '3', title: Buckets are old, area: operations, assessment: automated, checks: [{id: 'prowler:bucket_old', verified: true}]}
`;

const VARIABLES = `controls: ['house@1.0#1']
variables:
  - {name: ACCOUNT_ID, description: The account, pattern: '^[0-9]{12}$', example: '123456789012'}
  - {name: REGION, description: The region, pattern: '^[a-z]{2}-[a-z]+-[0-9]$', example: eu-west-1}
  - {name: BUCKET, description: The bucket, pattern: '^[a-z0-9][a-z0-9.-]{2,62}$', example: my-bucket}
`;
const COMMAND = 'restart "$ACCOUNT_ID" "$REGION" "$BUCKET"';

/** A finding about a bucket, as Prowler writes it. */
export function bucketFinding(check: string, status = 'FAIL'): Record<string, unknown> {
  return {
    class_uid: 2004,
    metadata: { event_code: check, product: { name: 'Prowler' } },
    status_code: status,
    severity: 'High',
    finding_info: { title: `About ${check}` },
    resources: [{ uid: 'arn:aws:s3:::shop-invoices', region: 'eu-west-1' }],
    cloud: { account: { uid: '999988887777' } },
    time_dt: '2026-11-30T10:00:00',
  };
}

function exception(id: string, check: string, expires: string): string {
  return `schema: 1
id: ${id}
check: 'prowler:${check}'
scope: account 999988887777
reason: its successor is being built
granted_by: '@carol'
granted_on: 2026-10-01
expires: ${expires}
`;
}

const FINDINGS = ['bucket_private', 'bucket_logged', 'bucket_unknown'].map((check) => bucketFinding(check));

const FILES: SiteFiles = {
  'gait.config.yaml': `${CONFIGURATION}publish: {findings: full, exceptions: full, people: handle}\n`,
  'findings/scan.json': JSON.stringify([...FINDINGS, bucketFinding('bucket_old', 'PASS')]),
  'findings/of-last-year.json': JSON.stringify([
    { ...bucketFinding('bucket_unencrypted'), time_dt: '2025-11-30T10:00:00' },
  ]),
  'exceptions/late-logs.yaml': exception('late-logs', 'bucket_logged', '2027-06-01'),
  'exceptions/ended.yaml': exception('ended', 'bucket_private', '2026-11-01'),
  'controls/house-1.0.yaml': CATALOGUE,
  'docs/sops/close-bucket.md': sop({
    id: 'close-bucket',
    title: 'Close a bucket',
    extra: VARIABLES,
    command: COMMAND,
  }),
};

/** A small site that publishes findings, exceptions and handles in full. */
export function buildPublished(): Promise<BuiltSite> {
  return buildSite({ name: 'published', files: { ...getSiteFiles(), ...FILES }, args: ['--as-of', AS_OF] });
}
