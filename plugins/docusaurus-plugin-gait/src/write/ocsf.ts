import { type Finding, SEVERITIES } from '../model/finding.ts';
import { splitReference } from '../model/check-reference.ts';

/** `severity_id` of OCSF by severity. */
const SEVERITY_IDS: Record<Finding['severity'], number> = {
  ...{ unknown: 0, informational: 1, low: 2, medium: 3, high: 4, critical: 5 },
};
const STATUS_CODES: Partial<Record<Finding['status'], string>> = { pass: 'PASS', fail: 'FAIL', manual: 'MANUAL' };

/**
 * A finding as one line of an OCSF Detection Finding (schema.ocsf.io, class 2004), with no more than Gait reads. What OCSF has no
 * word for stands under `unmapped.gait`.
 */
export function toOcsfLine(finding: Finding): string {
  const { tool, kind, check, status, severity, account, region, resource, time, title, frameworks } = finding;
  const compliance: Record<string, string[]> = {};
  for (const one of frameworks) {
    const at = one.lastIndexOf(' ');
    (compliance[one.slice(0, Math.max(at, 0))] ??= []).push(one.slice(at + 1));
  }
  const word = SEVERITIES.includes(severity) ? severity : 'unknown';
  return `${JSON.stringify({
    ...{ class_uid: 2004, category_uid: 2, type_uid: 200401, activity_id: 1 },
    metadata: { version: '1.4.0', event_code: splitReference(check).name, product: { name: tool } },
    severity_id: SEVERITY_IDS[word],
    severity: word.charAt(0).toUpperCase() + word.slice(1),
    ...(STATUS_CODES[status] && { status_code: STATUS_CODES[status] }),
    finding_info: { uid: `${check}-${account}-${region}-${resource}`, title },
    resources: [{ uid: resource, region }],
    cloud: { provider: 'aws', account: { uid: account }, region },
    ...(time !== '' && { time: Date.parse(time) / 1000, time_dt: time }),
    unmapped: { compliance, gait: { kind, status } },
  })}\n`;
}
