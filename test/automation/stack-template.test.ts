import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { SQS } from '@aws-sdk/client-sqs';
import { Validations } from 'aws-cdk-lib';
import type { App } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { getObstacle, getTriggerObstacle } from '../../plugins/docusaurus-plugin-gait/src/automation/lambda/fitness.ts';
import { getStatements } from '../../plugins/docusaurus-plugin-gait/src/automation/stack/access.ts';
import { createEventStack, STACK } from '../../plugins/docusaurus-plugin-gait/src/automation/stack/stack.ts';
import { toTemplate } from '../../plugins/docusaurus-plugin-gait/src/automation/stack/template.ts';
import { readSubject } from '../../plugins/docusaurus-plugin-gait/src/automation/subject.ts';
import type { Manifest } from '../../plugins/docusaurus-plugin-gait/src/model/schema/manifest.ts';
import { createDiskSource } from '../../plugins/docusaurus-plugin-gait/src/read/disk.ts';
import { ROOT } from '../support/run.ts';
import { createBench } from './bench.ts';
import { describeWith } from './describe.ts';

interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
}

const source = createDiskSource(ROOT);
const readManifest = async (name: string): Promise<Manifest> => (await readSubject(source, name)).manifest;
const [buckets, review, ssh] = await Promise.all(
  ['block-public-buckets', 'review-iam-access', 'close-open-ssh'].map(readManifest),
);
if (!buckets || !review || !ssh) throw new Error('an automation is missing');
const INPUT = {
  automations: [
    { manifest: buckets, isApply: true },
    { manifest: review, isApply: false },
    // Nothing but a runbook starts it.
    { manifest: ssh, isApply: true },
  ],
  timezone: 'Europe/Vienna',
  wake: { 'cloud-platform': [{ sns: 'arn:aws:sns:eu-west-1:123456789012:oncall' }] },
};
const text = await toTemplate(INPUT);
const resources = Object.entries((JSON.parse(text) as { Resources: Record<string, Resource> }).Resources);
const list = (type: string): Record<string, unknown>[] =>
  resources.filter(([, { Type }]) => Type === type).map(([, { Properties }]) => Properties);

function getFindings(app: App): string[] {
  return new AwsSolutionsChecks().validateScope(app).violations.map(({ ruleName }) => ruleName);
}

describe('the template of the stack', () => {
  it('is the same bytes each time', async () => {
    expect(await toTemplate(structuredClone(INPUT))).toBe(text);
  });

  it('has no finding of cdk-nag that is not answered for', () => {
    const app = createEventStack(INPUT);
    expect(getFindings(app)).toEqual([]);
    // It looks: one more bucket, for which nobody answers, is found.
    new Bucket(app.node.findChild(STACK), 'Bare');
    expect(getFindings(app)).toEqual(['AwsSolutions-S1', 'AwsSolutions-S10']);
  });

  it('answers for nothing but the wildcards of manifests, the names of runs, and the access log of the bucket', () => {
    const reasons = createEventStack(INPUT)
      .node.findAll()
      .flatMap(({ node }) => node.metadata)
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.keys(data as Record<string, string>));
    const rules = reasons.map((one) => one.replace(/\[.*$/su, ''));
    expect(new Set(rules)).toEqual(
      new Set(['Annotation::AwsSolutions-S1', 'Annotation::AwsSolutions-IAM5', 'CloudFormation-Validate::W3002']),
    );
    const wildcards = reasons.flatMap((one) => /IAM5\[(.*)\]$/su.exec(one)?.[1] ?? []);
    expect(wildcards).toContain('Resource::arn:aws:s3:::*');
    expect(wildcards.filter((one) => one.startsWith('Action::'))).toEqual([]);
  });

  it('has one function, role, queue and pair of alarms for each, with a bell that rings people', () => {
    expect(list('AWS::Lambda::Function').map(({ FunctionName, Code }) => [FunctionName, Code])).toEqual([
      ['gait-block-public-buckets', './block-public-buckets'],
      ['gait-review-iam-access', './review-iam-access'],
      ['gait-close-open-ssh', './close-open-ssh'],
    ]);
    expect(list('AWS::SQS::Queue')).toHaveLength(3);
    expect(list('AWS::CloudWatch::Alarm')).toHaveLength(6);
    for (const alarm of list('AWS::CloudWatch::Alarm')) expect(alarm.AlarmActions).toEqual([{ Ref: 'AlarmTopicArn' }]);
    for (const one of list('AWS::Lambda::Function')) expect(one.DeadLetterConfig).toBeDefined();
    expect(list('AWS::Events::Rule')).toMatchObject([
      { Name: 'gait-block-public-buckets', EventPattern: buckets.triggers.event, Targets: [{ DeadLetterConfig: {} }] },
    ]);
    expect(list('AWS::Scheduler::Schedule')).toMatchObject([
      {
        Name: 'gait-review-iam-access',
        ScheduleExpression: 'cron(0 6 1 * ? *)',
        ScheduleExpressionTimezone: 'Europe/Vienna',
        Target: { DeadLetterConfig: {} },
      },
    ]);
  });

  it('gives a role what the manifest says, what the runtime needs, and nothing else', () => {
    const [applies, plans] = list('AWS::IAM::Role').map(({ Policies }) => JSON.stringify(Policies));
    const getActions = (policies = ''): string[] =>
      [...policies.matchAll(/"(\w+:\w+)"/gu)].map(([, action = '']) => action).sort();
    expect(getActions(applies)).toEqual([
      ...['logs:CreateLogStream', 'logs:PutLogEvents', 's3:GetBucketAcl', 's3:GetBucketPolicyStatus'],
      ...['s3:GetBucketPublicAccessBlock', 's3:ListAllMyBuckets', 's3:PutBucketPublicAccessBlock', 's3:PutObject'],
      ...['sns:Publish', 'ssm:DeleteParameters', 'ssm:GetParametersByPath', 'ssm:PutParameter'],
    ]);
    expect(getActions(plans)).toEqual([
      ...[
        'iam:GenerateCredentialReport',
        'iam:GetCredentialReport',
        'logs:CreateLogStream',
        'logs:PutLogEvents',
        'sns:Publish',
      ],
    ]);
    expect(applies).toContain('arn:aws:sns:eu-west-1:123456789012:oncall');
    const getLooking = (actions: string[]): unknown =>
      getStatements({ ...buckets, permissions: [{ actions, resources: ['*'], conditions: {} }] }, { isApply: false });
    expect(getLooking(['s3:PutBucketPublicAccessBlock', 's3:*'])).toEqual([]);
    expect(getLooking(['s3:Get*', 's3:Put*'])).toMatchObject([{ Action: ['s3:Get*'] }]);
  });

  it('takes no automation that a function could not carry out', () => {
    const input = { name: 'token', required: true, secret: true };
    expect(getObstacle(buckets)).toBeUndefined();
    expect(getObstacle({ ...buckets, reaches: ['files'] })).toMatch(/reaches `files`/u);
    expect(getObstacle({ ...buckets, inputs: [input] })).toMatch(/`token` is a secret/u);
    expect(getObstacle({ ...buckets, inputs: [{ ...input, secret: false, pattern: '(a+)+$' }] })).toMatch(
      /pattern of its input/u,
    );
    expect(getObstacle({ ...buckets, triggers: { ...buckets.triggers, inputs: { nobody: 'detail.x' } } })).toMatch(
      /names `nobody`/u,
    );
    expect(getObstacle({ ...buckets, name: 'a'.repeat(60) })).toMatch(/longer than 59/u);
    expect(getTriggerObstacle({ ...buckets, inputs: [{ ...input, secret: false }] })).toMatch(/`token` is required/u);
  });
});

describeWith(await createBench('block-public-buckets'), 'the pattern of the rule', (bench) => {
  it('takes the recorded event, and neither another call nor one that AWS refused', async () => {
    const [events, sqs] = [new EventBridge({ endpoint: bench.endpoint }), new SQS({ endpoint: bench.endpoint })];
    for (const client of [events, sqs]) bench.closeAfter(client);
    const { QueueUrl = '' } = await sqs.createQueue({ QueueName: 'started' });
    const EventPattern = JSON.stringify(list('AWS::Events::Rule')[0]?.EventPattern);
    await events.putRule({ Name: 'rule', EventPattern });
    const target = { Id: 'queue', Arn: 'arn:aws:sqs:eu-west-1:123456789012:started' };
    await events.putTargets({ Rule: 'rule', Targets: [target] });
    const file = join(import.meta.dirname, 'events/bucket-block-deleted.json');
    const event = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string> & { detail: object };
    const isTaken = async (changes: Record<string, unknown>): Promise<boolean> => {
      const Detail = JSON.stringify({ ...event.detail, ...changes });
      await events.putEvents({ Entries: [{ Source: event.source, DetailType: event['detail-type'], Detail }] });
      const { Messages = [] } = await sqs.receiveMessage({ QueueUrl });
      return Messages.length > 0;
    };
    expect(await isTaken({})).toBe(true);
    expect(await isTaken({ eventName: 'PutBucketTagging' })).toBe(false);
    expect(await isTaken({ errorCode: 'AccessDenied' })).toBe(false);
  });
});
