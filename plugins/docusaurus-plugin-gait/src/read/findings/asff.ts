import type { Finding, FindingStatus } from '../../model/finding.ts';
import { type Entry, toProblem } from './entry.ts';
import { toProwlerReferences } from './prowler.ts';
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

/** Standards of Security Hub by the name that their ids use, and what they are called in a generator's id. */
const CONTROL_ID = /^[A-Za-z][A-Za-z0-9]*\.[0-9]+$/u;

/** True for a finding of the AWS Security Finding Format. */
export function isAsff(entry: Json): boolean {
  return 'GeneratorId' in entry || 'ProductArn' in entry || 'AwsAccountId' in entry;
}

/** A finding of the AWS Security Finding Format (docs.aws.amazon.com, Security Hub user guide). */
export function readAsff(entry: Json): Entry {
  const generator = toText(entry.GeneratorId);
  const product = toText(entry.ProductArn).match(/:product\/([^/]+\/[^/]+)/u)?.[1] ?? '';
  if (generator === '' && product === '') return toProblem('absence of `GeneratorId`', 'what made the finding');
  const source = toSource(entry, generator, product);
  if (source === undefined)
    return toProblem(`\`GeneratorId\` \`${generator}\``, 'one that names a control, a check or a product');
  const resources = toList(entry.Resources).filter(isObject);
  const severity = toObject(entry.Severity);
  const about = {
    tool: source.tool,
    kind: source.kind,
    status: toStatus(entry, source),
    severity:
      toSeverity(severity.Label) === 'unknown' ? fromNormalized(severity.Normalized) : toSeverity(severity.Label),
    account: toText(entry.AwsAccountId),
    title: toText(entry.Title),
    time: toTime(entry.UpdatedAt) || toTime(entry.LastObservedAt) || toTime(entry.CreatedAt),
    frameworks: toList(toObject(entry.Compliance).RelatedRequirements).map(toText),
  };
  const findings = source.checks.flatMap((check) =>
    (resources.length > 0 ? resources : [{}]).map((resource: Json): Omit<Finding, 'source'> => ({
      ...about,
      check,
      region: firstText(resource.Region, entry.Region, toText(entry.ProductArn).split(':')[3]),
      resource: toText(resource.Id),
    })),
  );
  return { findings };
}

/** Who made a finding, and what it is about. */
interface Source {
  tool: string;
  kind: Finding['kind'];
  checks: string[];
}

/** Every shape of a generator's id, the surest sign first. */
function toSource(entry: Json, generator: string, product: string): Source | undefined {
  if (generator.startsWith('prowler-'))
    return { tool: 'prowler', kind: 'check', checks: toProwlerReferences(generator.slice('prowler-'.length)) };
  const fields = toObject(entry.ProductFields);
  const control = toText(toObject(entry.Compliance).SecurityControlId);
  const ofHub = (id: string): Source => ({
    tool: 'securityhub',
    kind: 'check',
    checks: [toReference('securityhub', id)],
  });
  if (control !== '') return ofHub(control);
  const [, consolidated] = /^security-control\/(.+)$/u.exec(generator) ?? [];
  if (consolidated !== undefined) return ofHub(consolidated);
  const [, standard = '', version = '', rule] =
    /^(?:arn:[^:]*:securityhub:[^:]*:[^:]*:(?:ruleset|standards)\/)?([a-z0-9-]+)\/v\/([0-9.]+)\/(?:rule\/)?(.+)$/u.exec(
      generator,
    ) ?? [];
  if (rule !== undefined) {
    // Only the foundational standard numbers its controls as Security Hub itself does.
    const isOwn = CONTROL_ID.test(rule);
    const requirement = `${standard}/v/${version}/${rule}`;
    return ofHub(isOwn ? rule : (controlOfStandard(fields) ?? requirement));
  }
  if (product.startsWith('aws/securityhub')) {
    const named = firstText(fields.ControlId, fields.RuleId);
    return named === '' ? undefined : ofHub(named);
  }
  return toAlert(entry, generator, product);
}

/** The control of Security Hub that a standard's rule links to for its remediation. */
function controlOfStandard(fields: Json): string | undefined {
  const [, control] = /\/securityhub\/([^/]+)\/remediation/u.exec(toText(fields.RecommendationUrl)) ?? [];
  return control !== undefined && CONTROL_ID.test(control) && !control.startsWith('Standard') ? control : undefined;
}

/** A detector's finding: by its type, as the detector itself writes that. */
function toAlert(entry: Json, generator: string, product: string): Source | undefined {
  const name = product.split('/')[1] ?? '';
  const tool = toToolKey(name === 'default' || name === '' ? firstText(entry.ProductName, generator) : name);
  const types = toList(entry.Types).map(toText);
  const type = types.map((one) => one.slice(one.lastIndexOf('/') + 1)).find((one) => one.includes(':')) ?? '';
  if (tool === 'guardduty' && type !== '') {
    // Security Hub writes a hyphen for the slash of `UnauthorizedAccess:EC2/SSHBruteForce`, since a slash parts its types.
    return { tool, kind: 'alert', checks: [toReference(tool, type.replace(/^([^:]+:[^-/]+)-/u, '$1/'))] };
  }
  const rule = tool === 'inspector' ? (types[0] ?? generator) : generator;
  const named = firstText(rule, type, entry.Title);
  return named === '' ? undefined : { tool, kind: 'alert', checks: [toReference(tool, named)] };
}

/** What the record, its workflow and its compliance say together. */
function toStatus(entry: Json, { tool, kind }: Source): FindingStatus {
  const workflow = firstText(toObject(entry.Workflow).Status, entry.WorkflowState);
  const compliance = toText(toObject(entry.Compliance).Status);
  if (toText(entry.RecordState) === 'ARCHIVED') return 'not-applicable';
  if (compliance === 'PASSED') return 'pass';
  if (workflow === 'SUPPRESSED') return 'suppressed';
  if (compliance === 'FAILED') return 'fail';
  // Prowler writes a warning for what its mutelist names; to Security Hub it means that the check could not be made.
  if (compliance === 'WARNING') return tool === 'prowler' ? 'muted' : 'unknown';
  if (compliance === 'NOT_AVAILABLE') return tool === 'prowler' ? 'manual' : 'unknown';
  if (workflow === 'RESOLVED') return 'pass';
  return kind === 'alert' ? 'fail' : 'unknown';
}

/** Severity from the number of old findings (0 to 100), as Security Hub's guide maps it. */
function fromNormalized(value: unknown): Finding['severity'] {
  if (typeof value !== 'number') return 'unknown';
  if (value >= 90) return 'critical';
  if (value >= 70) return 'high';
  if (value >= 40) return 'medium';
  return value >= 1 ? 'low' : 'informational';
}
