import type { MetricAlarm, PutMetricAlarmCommandInput } from '@aws-sdk/client-cloudwatch';
import type { Context } from 'docusaurus-plugin-gait/automation';
import { readPages } from 'docusaurus-plugin-gait/automation';
import type { Sensitive } from './list.ts';

const NAMESPACE = 'SensitiveOperations';

/** What every alarm's name begins with. */
export const PREFIX = 'sensitive-';

/** CloudWatch keeps the history of alarms so long. */
const WINDOW = 30 * 86_400_000;

/** What is needed to put an alarm, and to put one back. */
export type Alarm = Pick<
  PutMetricAlarmCommandInput,
  | 'AlarmName'
  | 'Namespace'
  | 'MetricName'
  | 'Statistic'
  | 'Period'
  | 'EvaluationPeriods'
  | 'Threshold'
  | 'ComparisonOperator'
  | 'TreatMissingData'
  | 'AlarmActions'
  | 'ActionsEnabled'
>;

/** The alarm that a kind of operation must have. */
export function getAlarm({ name, count }: Sensitive, topic: string): Alarm {
  return {
    AlarmName: `${PREFIX}${name}`,
    Namespace: NAMESPACE,
    MetricName: name,
    Statistic: 'Sum',
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: count,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    TreatMissingData: 'notBreaching',
    AlarmActions: [topic],
    ActionsEnabled: true,
  };
}

/** Alarms as they are, by name. */
export async function readAlarms({ clients }: Context): Promise<Map<string, Alarm>> {
  const pages = await readPages((NextToken) =>
    clients.cloudWatch.describeAlarms({ NextToken, AlarmNamePrefix: PREFIX, AlarmTypes: ['MetricAlarm'] }),
  );
  const alarms = pages.flatMap((page) => page.MetricAlarms ?? []).map(toAlarm);
  return new Map(alarms.map((alarm) => [alarm.AlarmName ?? '', alarm]));
}

/** Filters of a log group that feed these alarms: pattern by name. One that counts into another metric has no pattern here. */
export async function readFilters({ clients }: Context, logGroupName: string): Promise<Map<string, string>> {
  const pages = await readPages(
    (nextToken) => clients.cloudWatchLogs.describeMetricFilters({ nextToken, logGroupName }),
    ({ nextToken }) => nextToken,
  );
  const filters = pages.flatMap((page) => page.metricFilters ?? []);
  return new Map(
    filters.map(({ filterName = '', filterPattern = '', metricTransformations: [first] = [] }) => {
      const isOurs =
        first?.metricName === filterName && first.metricNamespace === NAMESPACE && first.metricValue === '1';
      return [filterName, isOurs ? filterPattern : ''];
    }),
  );
}

/** Puts a filter in place of whatever has its name. */
export async function putFilter(
  { clients }: Context,
  logGroupName: string,
  filter: Pick<Sensitive, 'name' | 'pattern'>,
): Promise<void> {
  await clients.cloudWatchLogs.putMetricFilter({
    logGroupName,
    filterName: filter.name,
    filterPattern: filter.pattern,
    metricTransformations: [{ metricName: filter.name, metricNamespace: NAMESPACE, metricValue: '1' }],
  });
}

/** Log group of a trail for all regions whose home is here; undefined when there is none. */
export async function findLogGroup({ clients, region }: Context): Promise<string | undefined> {
  const { trailList = [] } = await clients.cloudTrail.describeTrails({ includeShadowTrails: false });
  const groups = trailList
    .filter(({ IsMultiRegionTrail, HomeRegion }) => IsMultiRegionTrail === true && HomeRegion === region)
    .flatMap(({ CloudWatchLogsLogGroupArn }) => CloudWatchLogsLogGroupArn ?? [])
    .sort();
  return groups[0]?.split(':log-group:')[1]?.replace(/:\*$/u, '');
}

/** Subscribers of a topic: those who confirmed, and those who have not. */
export async function readSubscribers(
  { clients }: Context,
  TopicArn: string,
): Promise<{ heard: number; pending: number }> {
  const pages = await readPages((NextToken) => clients.sns.listSubscriptionsByTopic({ NextToken, TopicArn }));
  const arns = pages.flatMap((page) => page.Subscriptions ?? []).map(({ SubscriptionArn = '' }) => SubscriptionArn);
  const pending = arns.filter((arn) => !arn.startsWith('arn:')).length;
  return { heard: arns.length - pending, pending };
}

/** Alarms that rang in the last 30 days, oldest first. */
export async function readRings({ clients, now }: Context): Promise<{ name: string; at: string }[]> {
  const pages = await readPages((NextToken) =>
    clients.cloudWatch.describeAlarmHistory({
      NextToken,
      AlarmTypes: ['MetricAlarm'],
      HistoryItemType: 'StateUpdate',
      StartDate: new Date(now.getTime() - WINDOW),
      EndDate: now,
    }),
  );
  return pages
    .flatMap((page) => page.AlarmHistoryItems ?? [])
    .filter(
      ({ AlarmName = '', HistorySummary = '' }) => AlarmName.startsWith(PREFIX) && HistorySummary.endsWith('to ALARM'),
    )
    .map(({ AlarmName = '', Timestamp }) => ({ name: AlarmName, at: Timestamp?.toISOString() ?? '' }))
    .sort((a, b) => (`${a.at}${a.name}` < `${b.at}${b.name}` ? -1 : 1));
}

function toAlarm(one: MetricAlarm): Alarm {
  const { AlarmName, Namespace, MetricName, Statistic, Period, EvaluationPeriods, Threshold } = one;
  const { ComparisonOperator, TreatMissingData, AlarmActions = [], ActionsEnabled } = one;
  const measure = { AlarmName, Namespace, MetricName, Statistic, Period, EvaluationPeriods, Threshold };
  return { ...measure, ComparisonOperator, TreatMissingData, AlarmActions, ActionsEnabled };
}
