import { Budgets } from '@aws-sdk/client-budgets';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import type { Scene, Stage } from '../scene.ts';

/** The account of the emulator. */
export const AccountId = '123456789012';
/** The budget. */
export const BudgetName = 'organisation-monthly';
const TOPIC = `arn:aws:sns:us-east-1:${AccountId}:cost-alarms`;
const inputs = { limit: '5000', mailbox: 'aws-costs@example.com', topic: TOPIC, regions: 'eu-west-1,us-east-1' };
const TOO_MANY = 2;
/** The clock of these tests stands, so that months do. */
const NOW = Date.parse('2026-11-20T09:00:00Z');

let opened: ReturnType<typeof createClients> | undefined;

function createClients({ endpoint, closeAfter }: Stage) {
  const clients = {
    budgets: new Budgets({ endpoint, region: 'us-east-1' }),
    cloudWatch: new CloudWatch({ endpoint, region: 'us-east-1' }),
  };
  for (const client of Object.values(clients)) closeAfter(client);
  return clients;
}

/** Clients of the emulator, made once. */
export function open(bench: Stage): ReturnType<typeof createClients> {
  opened ??= createClients(bench);
  return opened;
}

/** Has billing metrics, as an account has that gives billing alerts. */
export async function writeMetrics(bench: Stage): Promise<void> {
  const MetricData = [{ MetricName: 'EstimatedCharges', Dimensions: [{ Name: 'Currency', Value: 'USD' }], Value: 1 }];
  await open(bench).cloudWatch.putMetricData({ Namespace: 'AWS/Billing', MetricData });
}

/** The budget with this limit. */
export async function makeBudget(bench: Stage, Amount: string): Promise<void> {
  await open(bench).budgets.createBudget({
    AccountId,
    Budget: { BudgetName, BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount, Unit: 'USD' } },
  });
}

/** The alarm with this threshold. */
export async function makeAlarm(bench: Stage, Threshold: number): Promise<void> {
  await open(bench).cloudWatch.putMetricAlarm({
    AlarmName: 'billing-over-limit',
    Namespace: 'AWS/Billing',
    MetricName: 'EstimatedCharges',
    Statistic: 'Maximum',
    Period: 21_600,
    EvaluationPeriods: 1,
    Threshold,
    ComparisonOperator: 'GreaterThanThreshold',
    AlarmActions: [TOPIC],
  });
}

/** Budgets and alarms in words. */
export async function look(bench: Stage) {
  const { budgets, cloudWatch } = open(bench);
  const { Budgets: found = [] } = await budgets.describeBudgets({ AccountId });
  const { MetricAlarms = [] } = await cloudWatch.describeAlarms({});
  return [
    found.map((one) => `${one.BudgetName} ${Number(one.BudgetLimit?.Amount)}`),
    MetricAlarms.map((one) => `${one.AlarmName} ${one.Threshold} ${one.ActionsEnabled}`),
  ];
}

const MONITOR = { MonitorDimension: 'SERVICE', MonitorArn: 'arn:m' };
const SUBSCRIBED = { SubscriptionArn: 'arn:s', Subscribers: [{ Address: inputs.mailbox }] };

/** The emulator has no anomaly detection and knows no cost. Unless a test takes it away, detection is in place, so only reading calls are answered. */
export const [monitors, subscriptions]: [object[], object[]] = [[MONITOR], [SUBSCRIBED]];

/** Puts detection in place again. */
export function detect(): void {
  monitors.splice(0, monitors.length, MONITOR);
  subscriptions.splice(0, subscriptions.length, SUBSCRIBED);
}

/** The answers that say so. All of them are reading calls. */
export const reads = {
  'costExplorer.getAnomalyMonitors': () => ({ AnomalyMonitors: monitors }),
  'costExplorer.getAnomalySubscriptions': () => ({ AnomalySubscriptions: subscriptions }),
  'costExplorer.getAnomalies': () => ({ Anomalies: [] as object[] }),
  'costExplorer.getCostAndUsage': () => ({ ResultsByTime: [] as object[] }),
};

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
  name: 'watch-billing',
  input: { inputs, mocks: reads, region: 'us-east-1', now: () => NOW },
  makeQuiet: async (bench) => {
    await writeMetrics(bench);
    await makeBudget(bench, '5000');
    await makeAlarm(bench, 5000);
  },
  makeBusy: async (bench, count) => {
    await writeMetrics(bench);
    // The manifest allows all that there can be, so here it allows less.
    if (count === TOO_MANY) bench.amend('max_affected: 4', 'max_affected: 1');
  },
  look,
  tooMany: TOO_MANY,
  permission: 'budgets:ModifyBudget',
  badInputs: [
    [{ limit: 'much' }, /Unexpected value of the input `limit`/u],
    [{ topic: TOPIC.replace('us-east-1', 'eu-west-1') }, /Unexpected value of the input `topic`/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
  ],
};
