import { beforeEach, expect, it } from 'vitest';
import { describeEightCases } from './eight-cases.ts';
import {
  AccountId,
  BudgetName,
  open,
  writeMetrics,
  makeBudget,
  makeAlarm,
  look,
  monitors,
  subscriptions,
  detect,
  reads,
  scene,
} from './scenes/watch-billing.ts';

await describeEightCases(scene, (bench) => {
  beforeEach(detect);
  const listActions = async () => (await bench.plan()).view?.plan.actions.map(({ id }) => id);

  it('makes the budget with its notices, and the alarm', async () => {
    await writeMetrics(bench);
    expect(await bench.apply()).toMatchObject({ status: 'done', problems: [] });
    expect(await look(bench)).toEqual([[`${BudgetName} 5000`], ['billing-over-limit 5000 true']]);
    const notices = await open(bench).budgets.describeNotificationsForBudget({ AccountId, BudgetName });
    expect(notices.Notifications?.map((one) => [one.NotificationType, one.Threshold])).toEqual([
      ['ACTUAL', 80],
      ['FORECASTED', 100],
    ]);
  });

  it('gives the alarm the limit that was agreed, and can take that back', async () => {
    await writeMetrics(bench);
    await makeBudget(bench, '5000');
    await makeAlarm(bench, 9000);
    const before = await look(bench);
    const { run = '', status } = await bench.apply();
    expect(status).toBe('done');
    expect(await look(bench)).toEqual([[`${BudgetName} 5000`], ['billing-over-limit 5000 true']]);
    expect((await bench.undo(run)).status).toBe('done');
    expect(await look(bench)).toEqual(before);
  });

  it('gives the budget that limit and leaves the rest of it, which the emulator cannot: that earns no record here', async () => {
    await writeMetrics(bench);
    await makeAlarm(bench, 5000);
    let budget = {
      BudgetName,
      BudgetType: 'COST',
      CostFilters: { Service: ['x'] },
      BudgetLimit: { Amount: '9000.0' },
    };
    const mocks = {
      ...reads,
      'budgets.describeBudget': () => ({ Budget: { ...budget, CalculatedSpend: {} } }),
      'budgets.updateBudget': ({ NewBudget }: { NewBudget: typeof budget }) => {
        budget = NewBudget;
      },
    };
    const { run = '', status, records } = await bench.apply({ mocks });
    expect([status, records, budget.BudgetLimit.Amount]).toEqual(['done', [], '5000']);
    expect(budget).toMatchObject({ CostFilters: { Service: ['x'] } });
    expect(budget).not.toHaveProperty('CalculatedSpend');
    expect((await bench.undo(run, { mocks })).status).toBe('done');
    expect(budget.BudgetLimit.Amount).toBe('9000');
  });

  it('makes monitor and subscription when they are missing; that earns no record here', async () => {
    for (const list of [monitors, subscriptions]) list.length = 0;
    await writeMetrics(bench);
    const mocks = {
      ...reads,
      'costExplorer.createAnomalyMonitor': (made: { AnomalyMonitor: object }) => {
        monitors.push({ ...made.AnomalyMonitor, MonitorArn: 'arn:m' });
        return {};
      },
      'costExplorer.createAnomalySubscription': (made: { AnomalySubscription: object }) => {
        subscriptions.push({ ...made.AnomalySubscription, SubscriptionArn: 'arn:s' });
        return {};
      },
      'costExplorer.deleteAnomalyMonitor': () => void monitors.pop(),
      'costExplorer.deleteAnomalySubscription': () => void subscriptions.pop(),
    };
    const { run = '', status, records } = await bench.apply({ mocks });
    expect([status, records]).toEqual(['done', []]);
    expect(monitors).toMatchObject([{ MonitorDimension: 'SERVICE' }]);
    expect(subscriptions).toMatchObject([{ MonitorArnList: ['arn:m'], Frequency: 'DAILY' }]);
    expect((await bench.undo(run, { mocks })).status).toBe('done');
    expect([monitors, subscriptions]).toEqual([[], []]);
  });

  it('leaves surprises to a person: a strange region, a service that grew, an anomaly, an alarm that is blind', async () => {
    const toGroup = ([key, amount]: [string, number]) => ({
      Keys: [key],
      Metrics: { UnblendedCost: { Amount: String(amount) } },
    });
    const getCostAndUsage = ({ GroupBy: [by] }: { GroupBy: { Key: string }[] }) => {
      const [last, current]: [string, number][][] =
        by?.Key === 'REGION'
          ? [
              [['eu-west-1', 900]],
              [
                ['eu-west-1', 800],
                ['ap-southeast-1', 412.4],
                ['sa-east-1', 0.01],
                ['global', 5],
              ],
            ]
          : [
              [
                ['Amazon S3', 10],
                ['Amazon EC2', 900],
              ],
              [
                ['Amazon S3', 40],
                ['Amazon EC2', 800],
              ],
            ];
      const toMonth = (Start: string, groups: [string, number][] = []) => ({
        TimePeriod: { Start, End: Start },
        Groups: groups.map(toGroup),
      });
      return { ResultsByTime: [toMonth('2026-10-01', last), toMonth('2026-11-01', current)] };
    };
    const anomaly = { AnomalyId: 'a1', AnomalyStartDate: '2026-11-09T00:00:00Z', DimensionValue: 'Amazon EC2' };
    const { view } = await bench.plan({
      mocks: {
        ...reads,
        'costExplorer.getCostAndUsage': getCostAndUsage,
        'costExplorer.getAnomalies': () => ({ Anomalies: [{ ...anomaly, Impact: { TotalImpact: 812.4 } }] }),
      },
    });
    expect(view?.plan.findings.map(({ id }) => id)).toEqual([
      'metrics',
      'region/ap-southeast-1',
      'service/Amazon S3',
      'anomaly/a1',
    ]);
  });

  it('works in us-east-1 alone', async () => {
    expect(await listActions()).toHaveLength(2);
    const { status, error } = await bench.apply({ region: 'eu-west-1' });
    expect([status, error]).toEqual(['failed', expect.stringContaining('expected `us-east-1`')]);
  });
});
