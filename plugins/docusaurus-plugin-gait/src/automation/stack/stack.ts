import { App, CfnParameter, DefaultStackSynthesizer, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Alarm, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { getFunctionName } from '../../model/automation-function.ts';
import type { StackAutomation, StackInput } from './contract.ts';
import { createRole, getWakeTopics } from './role.ts';
import { createRule, createSchedule } from './triggers.ts';

/** Id of the stack in its app. Its name is chosen when it is deployed. */
export const STACK = 'Gait';

/** What every function of the stack shares. */
interface Shared {
  topic: ITopic;
  environment: string;
  kept: Bucket | undefined;
}

/** Builds the stack. It stands alone: no CDK bootstrap, no assets; the code of a function is a folder beside the template. */
export function createEventStack(input: StackInput, outdir?: string): App {
  const app = new App({ outdir, analyticsReporting: false, treeMetadata: false });
  const stack = new Stack(app, STACK, {
    description:
      'Automations of a knowledge base, started by events and schedules. Written by gait export event-stack.',
    synthesizer: new DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
  });
  const shared = createShared(stack, input);
  for (const automation of input.automations) createAutomation(stack, automation, { ...shared, input });
  return app;
}

function createShared(stack: Stack, { automations }: StackInput): Shared {
  const topic = new CfnParameter(stack, 'AlarmTopicArn', {
    description: 'Topic of SNS for people: what automations leave to them, and alarms',
    allowedPattern: '^arn:[a-z-]+:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$',
  });
  const environment = new CfnParameter(stack, 'EnvironmentName', {
    description: 'Name of the environment of this account, as records say it: staging, production …',
    allowedPattern: '^(?!emulator$)[a-z][a-z0-9-]*$',
  });
  return {
    topic: Topic.fromTopicArn(stack, 'AlarmTopic', topic.valueAsString),
    environment: environment.valueAsString,
    kept: automations.some(({ isApply }) => isApply) ? createBucket(stack) : undefined,
  };
}

/** What runs leave: journals, evidence and records. It stays when the stack goes. */
function createBucket(stack: Stack): Bucket {
  const bucket = new Bucket(stack, 'Kept', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    versioned: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'Only functions of this stack write, new versions alone; who reads is told by data events of CloudTrail where they are on',
  });
  return bucket;
}

function createAutomation(
  stack: Stack,
  automation: StackAutomation,
  { topic, environment, kept, input }: Shared & { input: StackInput },
): void {
  const { manifest, isApply } = automation;
  const { name, summary, triggers } = manifest;
  const scope = new Construct(stack, toPascal(name));
  const deadLetters = new Queue(scope, 'DeadLetters', {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  const logs = new LogGroup(scope, 'Log', {
    logGroupName: `/aws/lambda/${getFunctionName(name)}`,
    retention: RetentionDays.ONE_YEAR,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const topics = [topic.topicArn, ...getWakeTopics(manifest, input.wake)];
  const handler = new LambdaFunction(scope, 'Function', {
    functionName: getFunctionName(name),
    description: summary.slice(0, 256),
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    handler: 'index.handler',
    // In the place of an asset: see below.
    code: Code.fromInline('-'),
    role: createRole(scope, automation, { logs, topics, kept: isApply ? kept : undefined }),
    timeout: Duration.minutes(15),
    memorySize: 512,
    deadLetterQueue: deadLetters,
    retryAttempts: 2,
    maxEventAge: Duration.hours(1),
    logGroup: logs,
    environment: {
      GAIT_ENVIRONMENT: environment,
      GAIT_TOPIC: topic.topicArn,
      ...(isApply && kept && { GAIT_BUCKET: kept.bucketName }),
    },
  });
  (handler.node.defaultChild as CfnFunction).addPropertyOverride('Code', `./${name}`);
  const reason = 'aws cloudformation package uploads this folder, and writes where it went';
  Validations.of(handler).acknowledge({ id: 'CloudFormation-Validate::W3002', reason });
  const target = { manifest, handler, deadLetters };
  if (triggers.event !== null) createRule(scope, target);
  if (triggers.schedule !== null) createSchedule(scope, input.timezone, target);
  const ring = createBell(scope, topic);
  ring(
    'Failed',
    `${name} failed, or could not tell anybody`,
    handler.metricErrors({ statistic: 'Sum', period: Duration.minutes(5) }),
  );
  ring(
    'Lost',
    `An event did not start ${name}: it lies in the queue`,
    deadLetters.metricApproximateNumberOfMessagesVisible({ statistic: 'Maximum', period: Duration.minutes(5) }),
  );
}

function createBell(scope: Construct, topic: ITopic): (id: string, alarmDescription: string, metric: IMetric) => void {
  return (id, alarmDescription, metric) => {
    const alarm = new Alarm(scope, id, {
      alarmDescription,
      metric,
      threshold: 1,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(topic));
  };
}

function toPascal(name: string): string {
  return name
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}
