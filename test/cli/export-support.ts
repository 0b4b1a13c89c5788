import { expect } from 'vitest';
import { catalogueWith, walkSopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { createBase } from '../unit/report-support.ts';
import { createSite, gait } from './support.ts';

/** Arguments that name the address of the site. */
export const SITE = ['--site-url', 'https://sops.example.org/kb/'];
/** Path of the SOP. */
const SOP = 'docs/sops/rotate-key.md';
const CHECKS = `  - id: '1.13'
    title: Access keys are rotated within 90 days
    assessment: automated
    checks: [{id: 'prowler:iam_rotate_access_key_90_days', verified: true}, {id: 'securityhub:IAM.3', verified: true}]`;
/** A control with two checks, and an SOP that serves it and answers alerts. */
export const FILES = {
  'controls/cis-aws-5.0.0.yaml': catalogueWith(CHECKS),
  [SOP]: walkSopWith({
    frontMatter: {
      cadence: '{every: 3 months, from: 2026-01-05}',
      alerts: "['guardduty:Recon:EC2/PortProbe', 'prometheus:DiskFull', 'own:thing', 'cloudwatch:a<b>']",
    },
  }),
};

/** Fingerprint of the SOP. */
export const FINGERPRINT = createBase(FILES).sops.get('rotate-key')?.file.fingerprint ?? '';

/** Runs an export of {@link FILES} and these; what it wrote, and what it said of what it left out. */
export async function run(files: Record<string, string>, ...argv: string[]): Promise<{ text: string; notes: string }> {
  const { code, stdout, stderr } = await gait(createSite({ ...FILES, ...files }), ['export', ...argv]);
  expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
  return { text: stdout, notes: stderr };
}
