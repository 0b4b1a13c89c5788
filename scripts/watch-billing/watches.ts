import type { AnomalySubscription } from '@aws-sdk/client-cost-explorer';
import type { Context } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors, readPages } from 'docusaurus-plugin-gait/automation';

/** Name of the billing alarm. */
export const ALARM = 'billing-over-limit';

/** Name of the subscription to anomalies. */
export const SUBSCRIPTION = 'costs-daily';

/** The budget's limit in US dollars; `null` when there is no such budget. */
export async function readLimit({ clients, account, inputs }: Context): Promise<string | null> {
  const answer = await ignoreErrors(['NotFoundException'], () =>
    clients.budgets.describeBudget({ AccountId: account, BudgetName: inputs.budget }),
  );
  const amount = answer?.Budget?.BudgetLimit?.Amount;
  return amount === undefined ? null : String(Number(amount));
}

/** Makes the budget, with a notice at 80 % and one when more than all of it is forecast. */
export async function makeBudget({ clients, account, inputs }: Context): Promise<void> {
  const Subscribers = [{ SubscriptionType: 'EMAIL' as const, Address: inputs.mailbox }];
  const notices = [['ACTUAL', 80] as const, ['FORECASTED', 100] as const];
  await ignoreErrors(['DuplicateRecordException'], () =>
    clients.budgets.createBudget({
      AccountId: account,
      Budget: {
        BudgetName: inputs.budget,
        BudgetType: 'COST',
        TimeUnit: 'MONTHLY',
        BudgetLimit: { Amount: inputs.limit, Unit: 'USD' },
      },
      NotificationsWithSubscribers: notices.map(([NotificationType, Threshold]) => ({
        Notification: { NotificationType, ComparisonOperator: 'GREATER_THAN', Threshold, ThresholdType: 'PERCENTAGE' },
        Subscribers,
      })),
    }),
  );
}

/** Gives the budget another limit; all else of it stays. */
export async function setLimit({ clients, account, inputs }: Context, Amount: string): Promise<void> {
  const { Budget } = await clients.budgets.describeBudget({ AccountId: account, BudgetName: inputs.budget });
  if (Budget === undefined)
    throw new Error(`Unexpected absence of the budget \`${inputs.budget}\`, expected it to be there`);
  const { CalculatedSpend: _spend, LastUpdatedTime: _time, HealthStatus: _health, ...kept } = Budget;
  await clients.budgets.updateBudget({
    AccountId: account,
    NewBudget: {
      ...kept,
      BudgetLimit: { Amount, Unit: 'USD' },
    },
  });
}

/** Deletes the budget. */
export async function deleteBudget({ clients, account, inputs }: Context): Promise<void> {
  await ignoreErrors(['NotFoundException'], () =>
    clients.budgets.deleteBudget({ AccountId: account, BudgetName: inputs.budget }),
  );
}

/** ARN of the monitor of all services; an account can have one. */
export async function readMonitor({ clients }: Context): Promise<string | undefined> {
  const pages = await readPages(
    (NextPageToken) => clients.costExplorer.getAnomalyMonitors({ NextPageToken }),
    ({ NextPageToken }) => NextPageToken,
  );
  const monitors = pages.flatMap((page) => page.AnomalyMonitors ?? []);
  return monitors.find(({ MonitorDimension }) => MonitorDimension === 'SERVICE')?.MonitorArn;
}

/** The subscription through which the mailbox hears of anomalies. */
export async function readSubscription({ clients, inputs }: Context): Promise<AnomalySubscription | undefined> {
  const pages = await readPages(
    (NextPageToken) => clients.costExplorer.getAnomalySubscriptions({ NextPageToken }),
    ({ NextPageToken }) => NextPageToken,
  );
  const subscriptions = pages.flatMap((page) => page.AnomalySubscriptions ?? []);
  return subscriptions.find(({ Subscribers = [] }) => Subscribers.some(({ Address }) => Address === inputs.mailbox));
}

/** Makes the monitor of all services. */
export async function makeMonitor({ clients }: Context): Promise<void> {
  await clients.costExplorer.createAnomalyMonitor({
    AnomalyMonitor: { MonitorName: 'all-services', MonitorType: 'DIMENSIONAL', MonitorDimension: 'SERVICE' },
  });
}

/** Lets the mailbox hear, once a day, of anomalies from a hundred dollars on. */
export async function makeSubscription(context: Context): Promise<void> {
  const arn = await readMonitor(context);
  if (arn === undefined) throw new Error('Unexpected absence of a monitor, expected it to be made');
  await context.clients.costExplorer.createAnomalySubscription({
    AnomalySubscription: {
      SubscriptionName: SUBSCRIPTION,
      Frequency: 'DAILY',
      MonitorArnList: [arn],
      Subscribers: [{ Type: 'EMAIL', Address: context.inputs.mailbox }],
      ThresholdExpression: {
        Dimensions: {
          Key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
          MatchOptions: ['GREATER_THAN_OR_EQUAL'],
          Values: ['100'],
        },
      },
    },
  });
}
