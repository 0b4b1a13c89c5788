import { Aws, Validations } from 'aws-cdk-lib';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { LOCKS_PATH } from '../lock.ts';
import { getStatements } from './access.ts';
import type { StackAutomation, StackInput } from './contract.ts';

/** What a function writes to besides what its automation is about. */
export interface Surroundings {
  logs: LogGroup;
  /** Topics for people, as ARNs. */
  topics: readonly string[];
  /** Only of a function that applies. */
  kept: Bucket | undefined;
}

/**
 * The role of a function: the manifest's permissions, and what the runtime needs for itself, named one by one. The function adds its dead-letter
 * queue.
 */
export function createRole(scope: Construct, automation: StackAutomation, around: Surroundings): Role {
  const { manifest } = automation;
  const statements = getStatements(manifest, automation);
  const role = new Role(scope, 'Role', {
    description: `What the automation ${manifest.name} may do${automation.isApply ? '' : '; it only plans'}`,
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: {
      Automation: new PolicyDocument({ statements: statements.map((one) => PolicyStatement.fromJson(one)) }),
      Runtime: new PolicyDocument({ statements: getOwnStatements(automation, around) }),
    },
  });
  acknowledgeWildcards(role, automation, around);
  return role;
}

/** Topics of those whom the manifest wakes. */
export function getWakeTopics({ safeguards }: StackAutomation['manifest'], wake: StackInput['wake']): string[] {
  const channels = safeguards.wake.flatMap((name) => (Object.hasOwn(wake, name) ? (wake[name] ?? []) : []));
  return [...new Set(channels.flatMap((channel) => ('sns' in channel ? [channel.sns] : [])))];
}

function getOwnStatements({ manifest, isApply }: StackAutomation, around: Surroundings): PolicyStatement[] {
  const { logs, topics, kept } = around;
  const allow = (sid: string, actions: string[], resources: string[]): PolicyStatement =>
    new PolicyStatement({ sid, effect: Effect.ALLOW, actions, resources });
  const own = [
    allow('WriteLog', ['logs:CreateLogStream', 'logs:PutLogEvents'], [logs.logGroupArn]),
    allow('TellPeople', ['sns:Publish'], [...topics]),
  ];
  if (!isApply || kept === undefined) return own;
  return [
    ...own,
    allow('TakeLock', ['ssm:GetParametersByPath', 'ssm:PutParameter', 'ssm:DeleteParameters'], getLocks(manifest.name)),
    allow(
      'KeepRuns',
      ['s3:PutObject'],
      getKeptKeys(manifest).map((key) => kept.arnForObjects(key)),
    ),
  ];
}

/** A lock is a parameter for each turn: AWS asks for the path when they are listed, and for the parameter otherwise. */
function getLocks(name: string): string[] {
  const arn = `arn:${Aws.PARTITION}:ssm:${Aws.REGION}:${Aws.ACCOUNT_ID}:parameter${LOCKS_PATH}/${name}`;
  return [arn, `${arn}/*`];
}

function getKeptKeys({ sops }: StackAutomation['manifest']): string[] {
  return ['runs/*', ...sops.map(({ id }) => `records/${id}/*`)];
}

/** Wildcards are no accident: those of the manifest are declared and reviewed there, the rest are names that the runtime makes up. */
function acknowledgeWildcards(role: Role, automation: StackAutomation, { kept }: Surroundings): void {
  const { manifest, isApply } = automation;
  const declared = getStatements(manifest, automation).flatMap(({ Action, Resource }) => [
    ...Action.filter(hasWildcard).map((one) => `Action::${one}`),
    ...Resource.filter(hasWildcard).map((one) => `Resource::${one}`),
  ]);
  const reason = `The manifest of ${manifest.name} declares it, and the runtime refuses every other action`;
  acknowledge(role, [...new Set(declared)], reason);
  if (!isApply || kept === undefined) return;
  const locks = `Resource::arn:<AWS::Partition>:ssm:<AWS::Region>:<AWS::AccountId>:parameter${LOCKS_PATH}/${manifest.name}/*`;
  acknowledge(role, [locks], 'Each turn of the lock is a parameter of its own');
  const bucket = role.stack.getLogicalId(kept.node.defaultChild as CfnBucket);
  const keys = getKeptKeys(manifest).map((key) => `Resource::<${bucket}.Arn>/${key}`);
  acknowledge(role, keys, 'Each run has an id of its own');
}

function acknowledge(role: Role, findings: readonly string[], reason: string): void {
  for (const finding of findings) Validations.of(role).acknowledge({ id: `AwsSolutions-IAM5[${finding}]`, reason });
}

function hasWildcard(text: string): boolean {
  return text.includes('*');
}
