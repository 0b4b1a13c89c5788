import { buildSite } from '../support/build-site.ts';
import type { BuiltSite, SiteFiles } from '../support/build-site.ts';
import { sop, standard } from '../support/content.ts';
import { AS_OF, getSiteFiles } from '../support/sites.ts';

/** A drawing that pages show and link to. */
export const DRAWING =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>\n';

const CATALOGUE = `schema: 1
framework: house
version: '1.0'
title: House rules
licence: Apache-2.0
sources: [{url: 'https://rules.example.com/', read_on: 2026-10-01}]
controls:
  - {id: '1', title: Services come back, assessment: automated, checks: [{id: 'prowler:service_back', verified: true}]}
`;

/** What must not reach a page of a site that publishes no findings and no exceptions. */
export const SECRETS = [
  '999988887777',
  'arn:aws:s3:::hidden-bucket',
  's3_bucket_no_mfa_delete',
  '@mallory',
  'a secret reason',
];

/** A scan with failures: one that an SOP mends, one that nothing here knows. */
export const SCAN = JSON.stringify(
  ['service_back', 's3_bucket_no_mfa_delete'].map((check) => ({
    class_uid: 2004,
    metadata: { event_code: check, product: { name: 'Prowler' } },
    status_code: 'FAIL',
    severity: 'High',
    finding_info: { title: `About ${check}` },
    resources: [{ uid: 'arn:aws:s3:::hidden-bucket', region: 'eu-west-1' }],
    cloud: { account: { uid: '999988887777' } },
    time_dt: '2026-11-20T10:00:00',
  })),
);

const EXCEPTION = `schema: 1
id: old-service
check: 'prowler:service_back'
scope: account 999988887777
reason: a secret reason
granted_by: '@mallory'
granted_on: 2026-10-01
expires: 2027-10-01
`;

/** Sources of the site, less its configuration. */
export const FILES: SiteFiles = {
  'findings/scan.json': SCAN,
  'exceptions/old-service.yaml': EXCEPTION,
  'controls/house-1.0.yaml': CATALOGUE,
  'docs/sops/restart.md': sop({
    id: 'restart',
    title: 'Restart a service',
    extra: "formerly: [start-again]\ncontrols: ['house@1.0#1']\nrelated: [drain]\n",
    body: 'First [drain it](drain.md#restart-it), as the [standard](../standards/services.md#coming-back) asks. A [drawing](plan.svg).\n\n![The plan](plan.svg)\n\n```mermaid\nflowchart LR\n  accTitle: Who takes requests\n  accDescr: A drained service hands its requests to another one\n  lb[Load balancer] -->|healthy| a[Service]\n  lb -.->|drained| b{Other <b>one</b>}\n  click a href "javascript:alert(1)"\n```\n\n```console\n$ uptime\n 10:30 up 3 days\n$ whoami\nalice\n```',
  }),
  'docs/sops/plan.svg': DRAWING,
  'docs/sops/drain.md': sop({
    id: 'drain',
    title: 'Drain a service',
    extra: 'risk: high\n',
    body: 'Then [restart it](./restart.md).',
  }),
  'docs/standards/services.md': standard({
    id: 'services',
    title: 'Services',
    body: '## Coming back\n\n[Restart](../sops/restart.md) and [the control](control:house@1.0#1), [the guide](../guide/index.md).\n\n![The plan](../sops/plan.svg)\n\n```mermaid\nsequenceDiagram\n  accTitle: How a service comes back\n  Operator->>Service: restart\n  Service-->>Operator: ready\n```',
  }),
  'docs/guide/index.md': '---\ntitle: Guide\n---\n\nSee [the standard](../standards/services.md).\n',
};

/** A small site that is published below `/kb/`, in which everything links to everything. */
export function buildSubPath(): Promise<BuiltSite> {
  const baseUrl = '/kb/';
  const files = { ...getSiteFiles({ baseUrl }), ...FILES };
  return buildSite({ name: 'sub-path', files, baseUrl, args: ['--as-of', AS_OF] });
}
