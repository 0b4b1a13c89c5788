import { FINDING_STATUSES, type Finding, type FindingStatus } from '../../model/finding.ts';
import { type Entry, toProblem } from './entry.ts';
import { toProwlerReferences, toProwlerStatus } from './prowler.ts';
import {
  type Json,
  firstText,
  isObject,
  toList,
  toObject,
  toReference,
  toSeverity,
  toText,
  toTime,
  toToolKey,
} from './values.ts';

/** Classes of OCSF that are findings: Detection Finding and Compliance Finding (schema.ocsf.io, category 2). */
const DETECTION = 2004;
const COMPLIANCE = 2003;

/** Severities by `severity_id` (OCSF's dictionary): 6 is Fatal, 99 Other. */
const SEVERITY_IDS = ['unknown', 'informational', 'low', 'medium', 'high', 'critical', 'critical'];

/** True for an event of OCSF. */
export function isOcsf(entry: Json): boolean {
  return 'class_uid' in entry || ('finding_info' in entry && 'metadata' in entry);
}

/** An event of OCSF as Prowler and other tools write it. */
export function readOcsf(entry: Json): Entry {
  const kind = entry.class_uid;
  if (kind !== DETECTION && kind !== COMPLIANCE)
    return toProblem(
      `\`class_uid\` \`${toText(kind)}\``,
      `${DETECTION} (Detection Finding) or ${COMPLIANCE} (Compliance Finding)`,
    );
  return kind === COMPLIANCE ? readCompliance(entry) : readDetection(entry);
}

function readDetection(entry: Json): Entry {
  const info = toObject(entry.finding_info);
  const check = firstText(toObject(entry.metadata).event_code, toObject(info.analytic).uid);
  if (check === '') return toProblem('absence of `metadata.event_code`', 'the id of the check');
  const own = toObject(toObject(entry.unmapped).gait).status;
  const status =
    FINDING_STATUSES.find((one) => one === own) ??
    toProwlerStatus(toText(entry.status_code), isSuppressed(entry)) ??
    toGenericStatus(entry);
  if (status === undefined)
    return toProblem(`\`status_code\` \`${toText(entry.status_code)}\``, 'PASS, FAIL or MANUAL');
  return { findings: toFindings(entry, [check], () => status) };
}

/** A compliance finding holds a verdict for each check behind a requirement. */
function readCompliance(entry: Json): Entry {
  const compliance = toObject(entry.compliance);
  const checks = toList(compliance.checks).filter(isObject);
  const code = firstText(entry.status_code, compliance.status_code, compliance.status);
  const own = firstText(toObject(entry.metadata).event_code, toObject(toObject(entry.finding_info).analytic).uid);
  const fallback = toComplianceStatus(code, compliance.status_id, isSuppressed(entry));
  if (checks.length === 0 && own === '')
    return toProblem('absence of `compliance.checks`', 'the checks behind the requirement');
  if (checks.length === 0) return fallback ? { findings: toFindings(entry, [own], () => fallback) } : noStatus(code);
  const verdicts = new Map<string, FindingStatus>();
  for (const check of checks) {
    const id = firstText(check.uid, check.name);
    const status = toComplianceStatus(toText(check.status), check.status_id, isSuppressed(entry)) ?? fallback;
    if (id === '') return toProblem('absence of `uid` in `compliance.checks`', 'the id of the check');
    if (!status) return noStatus(toText(check.status));
    verdicts.set(id, status);
  }
  return { findings: toFindings(entry, [...verdicts.keys()], (check) => verdicts.get(check) ?? 'unknown') };
}

function noStatus(code: string): Entry {
  return toProblem(`status \`${code}\``, 'Pass, Fail, Warning or Unknown');
}

function toFindings(
  entry: Json,
  checks: string[],
  getStatus: (check: string) => FindingStatus,
): Omit<Finding, 'source'>[] {
  const cloud = toObject(entry.cloud);
  const info = toObject(entry.finding_info);
  const unmapped = toObject(entry.unmapped);
  const product = toObject(toObject(entry.metadata).product);
  const name = firstText(product.name, product.uid);
  const tool = name === '' ? 'prowler' : toToolKey(name);
  const resources = toList(entry.resources).filter(isObject);
  const severityId = typeof entry.severity_id === 'number' ? SEVERITY_IDS[entry.severity_id] : undefined;
  const severity = toSeverity(entry.severity);
  const about = {
    tool,
    kind: toObject(unmapped.gait).kind === 'alert' ? 'alert' : 'check',
    severity: severity === 'unknown' ? toSeverity(severityId) : severity,
    account: toText(toObject(cloud.account).uid),
    title: firstText(info.title, entry.message),
    time: toTime(entry.time_dt) || toTime(entry.time) || toTime(info.created_time_dt) || toTime(info.created_time),
    frameworks: toFrameworks(unmapped.compliance, toObject(entry.compliance)),
  } as const;
  return checks.flatMap((check) =>
    (tool === 'prowler' ? toProwlerReferences(check) : [toReference(tool, check)]).flatMap((reference) =>
      (resources.length > 0 ? resources : [{}]).map((resource: Json) => ({
        ...about,
        check: reference,
        status: getStatus(check),
        region: firstText(resource.region, cloud.region),
        resource: firstText(resource.uid, resource.name),
      })),
    ),
  );
}

/** `status_id` 3 is Suppressed: Prowler sets it for what its mutelist names. The verdict is `status_code`. */
function isSuppressed(entry: Json): boolean {
  return entry.status_id === 3 || toText(entry.status).toLowerCase() === 'suppressed';
}

/** Tools that give no verdict report what they detected, so it fails; OCSF's status 4 is Resolved, 5 Archived. */
function toGenericStatus(entry: Json): FindingStatus | undefined {
  if (toText(entry.status_code) !== '') return undefined;
  if (isSuppressed(entry)) return 'suppressed';
  if (entry.status_id === 4) return 'pass';
  return entry.status_id === 5 ? 'not-applicable' : 'fail';
}

/** OCSF's compliance status: 1 Pass, 2 Warning, 3 Fail; Prowler writes Unknown for what a person must look at. */
function toComplianceStatus(text: string, id: unknown, isMuted: boolean): FindingStatus | undefined {
  const code = text.toLowerCase();
  if (code === 'pass' || (code === '' && id === 1)) return 'pass';
  if (code === 'fail' || (code === '' && id === 3)) return isMuted ? 'muted' : 'fail';
  if (code === 'warning' || (code === '' && id === 2)) return isMuted ? 'muted' : 'fail';
  if (code === 'unknown' || code === 'manual' || (code === '' && id === 0)) return isMuted ? 'muted' : 'manual';
  return undefined;
}

function toFrameworks(compliance: unknown, own: Json): string[] {
  const listed = Object.entries(toObject(compliance)).flatMap(([framework, ids]) =>
    toList(ids).map((id) => `${framework} ${toText(id)}`),
  );
  const standards = toList(own.standards).map(toText).join(', ');
  return [...listed, ...toList(own.requirements).map((id) => `${standards} ${toText(id)}`.trim())];
}
