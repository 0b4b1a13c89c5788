import { Aws } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { Effect, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { getFunctionName } from '../../model/automation-function.ts';
import type { Manifest } from '../../model/schema/manifest.ts';
import { SCHEDULE_SOURCE } from '../lambda/event.ts';

/** How long AWS tries to hand an event over. */
const RETRY = { maximumEventAgeInSeconds: 3_600, maximumRetryAttempts: 24 };

/** What a trigger starts, and where an event goes that could not be handed over. */
interface Target {
  manifest: Manifest;
  handler: LambdaFunction;
  deadLetters: Queue;
}

/** Rule of EventBridge with the pattern as the manifest has it. */
export function createRule(scope: Construct, { manifest, handler, deadLetters }: Target): void {
  const rule = new CfnRule(scope, 'Rule', {
    // People must find it when they want it off.
    name: getFunctionName(manifest.name),
    description: `Starts the automation ${manifest.name}`,
    eventPattern: manifest.triggers.event,
    targets: [
      {
        id: 'automation',
        arn: handler.functionArn,
        retryPolicy: RETRY,
        deadLetterConfig: { arn: deadLetters.queueArn },
      },
    ],
  });
  handler.addPermission('Rule', { principal: new ServicePrincipal('events.amazonaws.com'), sourceArn: rule.attrArn });
  deadLetters.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.ALLOW,
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [deadLetters.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
    }),
  );
}

/** Entry in EventBridge Scheduler. It hands over an event in the form of EventBridge, so that inputs are taken from it in the same way. */
export function createSchedule(scope: Construct, timezone: string, { manifest, handler, deadLetters }: Target): void {
  const allow = (actions: string[], resources: string[]): PolicyStatement =>
    new PolicyStatement({ effect: Effect.ALLOW, actions, resources });
  const role = new Role(scope, 'ScheduleRole', {
    description: `Lets the schedule start the automation ${manifest.name}`,
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
    inlinePolicies: {
      Start: new PolicyDocument({
        statements: [
          allow(['lambda:InvokeFunction'], [handler.functionArn]),
          allow(['sqs:SendMessage'], [deadLetters.queueArn]),
        ],
      }),
    },
  });
  new CfnSchedule(scope, 'Schedule', {
    name: getFunctionName(manifest.name),
    description: `Starts the automation ${manifest.name}`,
    scheduleExpression: manifest.triggers.schedule ?? '',
    scheduleExpressionTimezone: timezone,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: handler.functionArn,
      roleArn: role.roleArn,
      retryPolicy: RETRY,
      deadLetterConfig: { arn: deadLetters.queueArn },
      input: JSON.stringify({
        version: '0',
        id: '<aws.scheduler.execution-id>',
        source: SCHEDULE_SOURCE,
        'detail-type': 'Schedule',
        account: Aws.ACCOUNT_ID,
        region: Aws.REGION,
        time: '<aws.scheduler.scheduled-time>',
        detail: {},
      }),
    },
  });
}
