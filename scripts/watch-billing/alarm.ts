import type { Context } from 'docusaurus-plugin-gait/automation';
import { ALARM } from './watches.ts';

/** What an alarm says that may differ: its limit, whom it wakes, and whether it may. */
export interface AlarmState {
  threshold: number;
  actions: string[];
  isOn: boolean;
}

/** The billing alarm as it is; `null` when there is none. */
export async function readAlarm({ clients }: Context): Promise<AlarmState | null> {
  const { MetricAlarms = [] } = await clients.cloudWatch.describeAlarms({ AlarmNames: [ALARM] });
  const [one] = MetricAlarms;
  if (one === undefined) return null;
  return { threshold: one.Threshold ?? 0, actions: one.AlarmActions ?? [], isOn: one.ActionsEnabled === true };
}

/** The billing alarm as it must be. */
export function getWanted({ inputs }: Context): AlarmState {
  return { threshold: Number(inputs.limit), actions: [inputs.topic ?? ''], isOn: true };
}

/** Puts the alarm in place, over whatever has its name. It counts from the first of the month, so it rings once a month at most. */
export async function putAlarm({ clients }: Context, { threshold, actions, isOn }: AlarmState): Promise<void> {
  await clients.cloudWatch.putMetricAlarm({
    AlarmName: ALARM,
    Namespace: 'AWS/Billing',
    MetricName: 'EstimatedCharges',
    Dimensions: [{ Name: 'Currency', Value: 'USD' }],
    Statistic: 'Maximum',
    Period: 21_600,
    EvaluationPeriods: 1,
    Threshold: threshold,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'ignore',
    AlarmActions: actions,
    ActionsEnabled: isOn,
  });
}

/** Whether AWS writes billing metrics at all: it is switched on once, in the console. */
export async function hasMetrics({ clients }: Context): Promise<boolean> {
  const { Metrics = [] } = await clients.cloudWatch.listMetrics({
    Namespace: 'AWS/Billing',
    MetricName: 'EstimatedCharges',
  });
  return Metrics.length > 0;
}
