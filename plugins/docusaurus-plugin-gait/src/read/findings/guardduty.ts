import { type Entry, toProblem } from './entry.ts';
import {
  type Json,
  firstText,
  isObject,
  toList,
  toObject,
  toReference,
  toScoredSeverity,
  toText,
  toTime,
} from './values.ts';

/**
 * Details of resources and their keys that tell which one it is, the most particular first: a finding about a cluster also names the
 * instance that it runs on, and one about a bucket the access key that was used.
 */
const RESOURCES: readonly (readonly [details: string, ...keys: string[]])[] = [
  ['S3BucketDetails', 'Arn', 'Name'],
  ['EksClusterDetails', 'Arn', 'Name'],
  ['EcsClusterDetails', 'Arn', 'Name'],
  ['LambdaDetails', 'FunctionArn', 'FunctionName'],
  ['RdsDbInstanceDetails', 'DbInstanceArn', 'DbInstanceIdentifier'],
  ['RdsLimitlessDbDetails', 'DbShardGroupArn'],
  ['EbsSnapshotDetails', 'SnapshotArn'],
  ['Ec2ImageDetails', 'ImageArn'],
  ['RecoveryPointDetails', 'RecoveryPointArn'],
  ['BedrockGuardrailDetails', 'GuardrailArn'],
  ['InstanceDetails', 'InstanceId'],
  ['AccessKeyDetails', 'AccessKeyId', 'UserName', 'PrincipalId'],
  ['ContainerDetails', 'Id', 'Name'],
];

/** True for a finding as GuardDuty itself writes it: keys begin with a capital from the AWS CLI, with a small letter in events and exports. */
export function isGuardDuty(entry: Json): boolean {
  const account = get(entry, 'AccountId');
  return account !== undefined && (isObject(get(entry, 'Service')) || isObject(get(entry, 'Resource')));
}

/** A finding of GuardDuty (docs.aws.amazon.com, GuardDuty API reference, `Finding`), joined by its type. */
export function readGuardDuty(entry: Json): Entry {
  const type = toText(get(entry, 'Type'));
  if (type === '') return toProblem('absence of `Type`', 'the type of the finding');
  const about = {
    tool: 'guardduty',
    kind: 'alert',
    check: toReference('guardduty', type),
    // Somebody, or a rule of theirs, archives what needs no action.
    status: get(toObject(get(entry, 'Service')), 'Archived') === true ? 'suppressed' : 'fail',
    severity: toScoredSeverity(get(entry, 'Severity')) ?? 'unknown',
    account: toText(get(entry, 'AccountId')),
    region: toText(get(entry, 'Region')),
    time: toTime(get(entry, 'UpdatedAt')) || toTime(get(entry, 'CreatedAt')),
    title: toText(get(entry, 'Title')),
  } as const;
  const resources = getResources(toObject(get(entry, 'Resource')));
  return { findings: resources.map((resource) => ({ ...about, resource, frameworks: [] })) };
}

function getResources(resource: Json): string[] {
  for (const [details, ...keys] of RESOURCES) {
    const value = get(resource, details);
    const names = (Array.isArray(value) ? toList(value) : [value])
      .map((one) => firstText(...keys.map((key) => get(toObject(one), key))))
      .filter((name) => name !== '');
    if (names.length > 0) return names;
  }
  return [''];
}

/** A value by its key, whichever way that begins. */
function get(entry: Json, key: string): unknown {
  return entry[key] ?? entry[key.charAt(0).toLowerCase() + key.slice(1)];
}
