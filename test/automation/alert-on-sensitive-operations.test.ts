import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SENSITIVE } from '../../scripts/alert-on-sensitive-operations/list.ts';
import { getAlarm } from '../../scripts/alert-on-sensitive-operations/watch.ts';
import { describeEightCases } from './eight-cases.ts';
import { GROUP, inputs, open, makeWorld, look, scene } from './scenes/alert-on-sensitive-operations.ts';

const SOP = join(import.meta.dirname, '../../docs/sops/operations/alert-on-sensitive-operations.md');

await describeEightCases(scene, (bench) => {
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
});
