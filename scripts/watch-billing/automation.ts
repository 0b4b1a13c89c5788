import type { Action, Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, ignoreErrors, toUndone } from 'docusaurus-plugin-gait/automation';
import { getWanted, hasMetrics, putAlarm, readAlarm } from './alarm.ts';
import type { AlarmState } from './alarm.ts';
import { findSurprises, readCosts } from './costs.ts';
import { ALARM, deleteBudget, makeBudget, makeMonitor, makeSubscription } from './watches.ts';
import { readLimit, readMonitor, readSubscription, setLimit, SUBSCRIPTION } from './watches.ts';

type Data =
  | { puts: 'budget'; before: string | null }
  | { puts: 'monitor' }
  | { puts: 'subscription' }
  | { puts: 'alarm'; before: AlarmState | null };

/** Where AWS writes billing metrics, for all regions. */
const HOME = 'us-east-1';

export const { plan, apply, verify, undo } = defineAutomation<Data>({
  async plan(context) {
    if (context.region !== HOME)
      throw new Error(`Unexpected region \`${context.region}\`, expected \`${HOME}\`, where billing metrics are`);
    const actions = await look(context);
    const costs = await readCosts(context);
    const surprises = findSurprises(costs, context.inputs.regions?.split(',') ?? []);
    const isBlind = !(await hasMetrics(context));
    const sum = (key: 'last' | 'current'): string =>
      costs.services.reduce((total, one) => total + one[key], 0).toFixed(2);
    const has = (puts: Data['puts']): string =>
      actions.some(({ data }) => data.puts === puts) ? 'To be put' : 'In place';
    return {
      examined: 4,
      actions,
      findings: [...(isBlind ? [BLIND] : []), ...surprises],
      notes: {
        'confirm-account': `Account ${context.account}.`,
        'read-costs': `${costs.services.length} services.`,
        'ensure-budget': `${has('budget')}.`,
        'ensure-anomaly-detection': `Monitor: ${has('monitor')}. Subscription: ${has('subscription')}.`,
        'ensure-alarm': `${has('alarm')}.`,
        'look-for-abuse': `${surprises.length} surprises left to a person.`,
      },
      evidence: [
        {
          name: 'costs.json',
          text: `${JSON.stringify({ account: context.account, last: sum('last'), current: sum('current'), ...costs }, null, 2)}\n`,
        },
      ],
    };
  },

  async apply(context, { data }) {
    if (data.puts === 'monitor') await makeMonitor(context);
    else if (data.puts === 'subscription') await makeSubscription(context);
    else if (data.puts === 'alarm') await putAlarm(context, getWanted(context));
    else if (data.before === null) await makeBudget(context);
    else await setLimit(context, context.inputs.limit ?? '');
  },

  async verify(context) {
    return toUndone(await look(context), 'Read the error in the journal, then run again');
  },

  async undo(context, { data }) {
    const { clients } = context;
    if (data.puts === 'alarm' && data.before === null) await clients.cloudWatch.deleteAlarms({ AlarmNames: [ALARM] });
    else if (data.puts === 'alarm' && data.before !== null) await putAlarm(context, data.before);
    else if (data.puts === 'budget' && data.before === null) await deleteBudget(context);
    else if (data.puts === 'budget' && data.before !== null) await setLimit(context, data.before);
    else if (data.puts === 'subscription') {
      const SubscriptionArn = (await readSubscription(context))?.SubscriptionArn;
      if (SubscriptionArn) await clients.costExplorer.deleteAnomalySubscription({ SubscriptionArn });
    } else if (data.puts === 'monitor') {
      const MonitorArn = await readMonitor(context);
      if (MonitorArn)
        await ignoreErrors(['UnknownMonitorException'], () =>
          clients.costExplorer.deleteAnomalyMonitor({ MonitorArn }),
        );
    }
  },
});

const BLIND: Finding = {
  id: 'metrics',
  resource: ALARM,
  what: 'AWS writes no billing metrics, so the alarm cannot ring',
  advice: 'Switch on CloudWatch billing alerts in the Billing preferences of the console',
};

async function look(context: Context): Promise<Action<Data>[]> {
  const { inputs } = context;
  const limit = await readLimit(context);
  const alarm = await readAlarm(context);
  const wanted = getWanted(context);
  const isAlarmFine = alarm !== null && toText(alarm) === toText(wanted);
  const hasMonitor = (await readMonitor(context)) !== undefined;
  const hasSubscription = (await readSubscription(context)) !== undefined;
  return [
    ...(limit === inputs.limit
      ? []
      : [toAction({ puts: 'budget', before: limit }, inputs.budget ?? '', [limit, inputs.limit ?? ''])]),
    ...(hasMonitor ? [] : [toAction({ puts: 'monitor' }, 'all-services', [null, 'watches every service'])]),
    ...(hasSubscription
      ? []
      : [toAction({ puts: 'subscription' }, SUBSCRIPTION, [null, `daily to ${inputs.mailbox}`])]),
    ...(isAlarmFine
      ? []
      : [toAction({ puts: 'alarm', before: alarm }, ALARM, [alarm && toText(alarm), toText(wanted)])]),
  ];
}

function toAction(data: Data, name: string, [before, after]: [string | null, string]): Action<Data> {
  return {
    id: `${data.puts}/${name}`,
    resource: `${data.puts}/${name}`,
    what: `Put the ${data.puts} ${name} in place`,
    why: before === null ? 'It is missing' : 'It says something else than was agreed',
    before: before ?? 'none',
    after,
    undo: before === null ? 'Delete it' : 'Put back what it said',
    data,
  };
}

function toText({ threshold, actions, isOn }: AlarmState): string {
  return `over USD ${threshold}, ${isOn ? '' : 'silent, '}to ${actions.join(', ')}`;
}
