import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { S3 } from '@aws-sdk/client-s3';
import { SNS } from '@aws-sdk/client-sns';
import { expect, it } from 'vitest';
import { SENSITIVE } from '../../scripts/alert-on-sensitive-operations/list.ts';
import { getAlarm } from '../../scripts/alert-on-sensitive-operations/watch.ts';
import type { AutomationBench } from './bench.ts';
import { describeEightCases } from './eight-cases.ts';

const NAME = 'alert-on-sensitive-operations';
const SOP = join(import.meta.dirname, `../../docs/sops/operations/${NAME}.md`);
const GROUP = 'aws-cloudtrail-logs';
const ACCOUNT = '123456789012';
const inputs = { topic: `arn:aws:sns:eu-west-1:${ACCOUNT}:security-alarms` };

let opened: ReturnType<typeof createClients> | undefined;

function createClients({ endpoint, closeAfter }: AutomationBench) {
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

function open(bench: AutomationBench): ReturnType<typeof createClients> {
  opened ??= createClients(bench);
  return opened;
}

/** A trail with a log group, a topic that two hear, and all of the list but so many of its first lines. */
async function makeWorld(bench: AutomationBench, missing: number): Promise<void> {
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

async function look(bench: AutomationBench) {
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

await describeEightCases(
  {
    name: NAME,
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
  },
  (bench) => {
    const listActions = async () => {
      const { view, error } = await bench.plan();
      expect(error).toBeUndefined();
      return view?.plan.actions.map(({ id }) => id);
    };

    it('has the list of the SOP', () => {
      const lines = SENSITIVE.map(({ name, count, pattern }) => `   ${name} ${count} ${pattern}`);
      expect(readFileSync(SOP, 'utf8')).toContain(`<<'EOT'\n${lines.join('\n')}\n   EOT\n`);
      expect(SENSITIVE.map(({ control }) => control)).toEqual(
        Array.from({ length: 15 }, (_, index) => `cis-aws@5.0.0#4.${index + 1}`),
      );
    });

    it('puts back what somebody weakened or silenced, and can take that back', async () => {
      await makeWorld(bench, 0);
      const { cloudWatch } = open(bench);
      const [first, second] = SENSITIVE;
      if (first === undefined || second === undefined) throw new Error('the list is empty');
      await cloudWatch.putMetricAlarm({
        ...getAlarm(first, inputs.topic),
        AlarmName: `sensitive-${first.name}`,
        Threshold: 1000,
      });
      await cloudWatch.putMetricAlarm({
        ...getAlarm(second, inputs.topic),
        AlarmName: `sensitive-${second.name}`,
        ActionsEnabled: false,
      });
      const before = await look(bench);
      expect(await listActions()).toEqual([`alarm/${first.name}`, `alarm/${second.name}`]);
      const { run = '', status } = await bench.apply();
      expect(status).toBe('done');
      expect(await listActions()).toEqual([]);
      expect((await bench.undo(run)).status).toBe('done');
      expect(await look(bench)).toEqual(before);
    });

    it('finds a filter that was changed', async () => {
      await makeWorld(bench, 0);
      const { logs } = open(bench);
      const [, second] = SENSITIVE;
      if (second === undefined) throw new Error('the list is empty');
      // The emulator keeps both under one name, so it is not applied here.
      await logs.putMetricFilter({
        logGroupName: GROUP,
        filterName: second.name,
        filterPattern: '{ $.eventName = "Nothing" }',
        metricTransformations: [{ metricName: second.name, metricNamespace: 'SensitiveOperations', metricValue: '1' }],
      });
      expect(await listActions()).toEqual([`filter/${second.name}`]);
    });

    it('leaves out what an exception in force names', async () => {
      await makeWorld(bench, 1);
      bench.checkout.grant('noisy', { control: 'cis-aws@5.0.0#4.1', scope: 'sensitive-unauthorized-calls' });
      expect(await listActions()).toEqual([]);
    });

    it('leaves alarms of the month, and a topic that nobody hears, to a person', async () => {
      await makeWorld(bench, 0);
      const Timestamp = new Date('2026-11-12T03:04:00Z');
      const ring = (AlarmName: string, state: string) => ({
        AlarmName,
        Timestamp,
        HistorySummary: `Alarm updated from INSUFFICIENT_DATA to ${state}`,
      });
      const AlarmHistoryItems = [
        ring('sensitive-root-use', 'ALARM'),
        ring('sensitive-root-use', 'OK'),
        ring('cpu', 'ALARM'),
      ];
      const { sns } = open(bench);
      const { Subscriptions = [] } = await sns.listSubscriptions({});
      await sns.unsubscribe({ SubscriptionArn: Subscriptions[0]?.SubscriptionArn });
      const { view } = await bench.plan({
        mocks: { 'cloudWatch.describeAlarmHistory': () => ({ AlarmHistoryItems }) },
      });
      expect(view?.plan.findings.map(({ id }) => id)).toEqual([
        'subscribers',
        'sensitive-root-use/2026-11-12T03:04:00.000Z',
      ]);
    });

    it('stops where no trail writes into a log group', async () => {
      const { status, stop } = await bench.apply({ channels: [] });
      expect([status, stop?.reason]).toEqual(['stopped', expect.stringContaining('no alarm can ring')]);
    });
  },
);
