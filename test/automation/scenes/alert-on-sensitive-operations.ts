import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { S3 } from '@aws-sdk/client-s3';
import { SNS } from '@aws-sdk/client-sns';
import { SENSITIVE } from '../../../scripts/alert-on-sensitive-operations/list.ts';
import { getAlarm } from '../../../scripts/alert-on-sensitive-operations/watch.ts';
import type { Scene, Stage } from '../scene.ts';

/** The log group of the trail. */
export const GROUP = 'aws-cloudtrail-logs';
const ACCOUNT = '123456789012';
/** Inputs of every run. */
export const inputs = { topic: `arn:aws:sns:eu-west-1:${ACCOUNT}:security-alarms` };

let opened: ReturnType<typeof createClients> | undefined;

function createClients({ endpoint, closeAfter }: Stage) {
  const clients = {
    cloudTrail: new CloudTrail({ endpoint }),
    cloudWatch: new CloudWatch({ endpoint }),
    logs: new CloudWatchLogs({ endpoint }),
    s3: new S3({ endpoint, forcePathStyle: true }),
    sns: new SNS({ endpoint }),
  };
  for (const client of Object.values(clients)) closeAfter(client);
  return clients;
}

/** Clients of the emulator, made once. */
export function open(bench: Stage): ReturnType<typeof createClients> {
  opened ??= createClients(bench);
  return opened;
}

/** A trail with a log group, a topic that two hear, and all of the list but so many of its first lines. */
export async function makeWorld(bench: Stage, missing: number): Promise<void> {
  const { cloudTrail, cloudWatch, logs, s3, sns } = open(bench);
  await s3.createBucket({ Bucket: 'example-trail', CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
  await logs.createLogGroup({ logGroupName: GROUP });
  await cloudTrail.createTrail({
    Name: 'organisation',
    S3BucketName: 'example-trail',
    IsMultiRegionTrail: true,
    CloudWatchLogsLogGroupArn: `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:${GROUP}:*`,
    CloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/trail`,
  });
  const { TopicArn } = await sns.createTopic({ Name: 'security-alarms' });
  for (const Endpoint of ['security@example.com', 'pager@example.com'])
    await sns.subscribe({ TopicArn, Protocol: 'email', Endpoint });
  await Promise.all(
    SENSITIVE.slice(missing).flatMap((one) => [
      cloudWatch.putMetricAlarm({ ...getAlarm(one, inputs.topic), AlarmName: `sensitive-${one.name}` }),
      logs.putMetricFilter({
        logGroupName: GROUP,
        filterName: one.name,
        filterPattern: one.pattern,
        metricTransformations: [{ metricName: one.name, metricNamespace: 'SensitiveOperations', metricValue: '1' }],
      }),
    ]),
  );
}

/** Filters and alarms in words. */
export async function look(bench: Stage) {
  const { cloudWatch, logs } = open(bench);
  const { metricFilters = [] } = await logs.describeMetricFilters({ logGroupName: GROUP });
  const { MetricAlarms = [] } = await cloudWatch.describeAlarms({});
  return [
    metricFilters.map(({ filterName, filterPattern }) => `${filterName} ${filterPattern}`).sort(),
    MetricAlarms.map(
      ({ AlarmName, Threshold, ActionsEnabled }) => `${AlarmName} ${Threshold} ${ActionsEnabled}`,
    ).sort(),
  ];
}

const TOO_MANY = 4;

/** The emulator keeps no history of alarms. It is a reading call. */
const mocks = { 'cloudWatch.describeAlarmHistory': () => ({ AlarmHistoryItems: [] as object[] }) };

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
  name: 'alert-on-sensitive-operations',
  input: { inputs, mocks },
  makeQuiet: (bench) => makeWorld(bench, 0),
  makeBusy: async (bench, count) => {
    await makeWorld(bench, count);
    // The manifest allows the whole list and there is nothing beyond it, so here it allows less.
    if (count === TOO_MANY) bench.amend('max_affected: 15', 'max_affected: 3');
  },
  look,
  tooMany: TOO_MANY,
  permission: 'logs:PutMetricFilter',
  badInputs: [
    [{ topic: 'security-alarms' }, /Unexpected value of the input `topic`/u],
    [{ group: 'x' }, /Unexpected input `group`/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
  ],
};
