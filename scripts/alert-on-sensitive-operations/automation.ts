import type { Action, Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, ignoreErrors, isExcepted, toUndone } from 'docusaurus-plugin-gait/automation';
import { SENSITIVE } from './list.ts';
import type { Sensitive } from './list.ts';
import {
  findLogGroup,
  getAlarm,
  PREFIX,
  putFilter,
  readAlarms,
  readFilters,
  readRings,
  readSubscribers,
} from './watch.ts';
import type { Alarm } from './watch.ts';

type Data =
  | { puts: 'filter'; name: string; group: string; before: string | null }
  | { puts: 'alarm'; name: string; before: Alarm | null };

export const { plan, apply, verify, undo } = defineAutomation<Data>({
  async plan(context) {
    const group = await findLogGroup(context);
    if (group === undefined) {
      const reason = 'no trail for all regions writes into a log group here, so no alarm can ring';
      const hint = 'Carry out heal-cloudtrail now, then start again.';
      return { examined: 0, actions: [], findings: [], stop: { step: 'find-log-group', reason, hint } };
    }
    const topic = getTopic(context);
    const { heard, pending } = await readSubscribers(context, topic);
    const rings = await readRings(context);
    const actions = await look(context, group);
    return {
      examined: SENSITIVE.length,
      actions,
      findings: [...(heard < 2 || pending > 0 ? [toUnheard(topic, heard, pending)] : []), ...rings.map(toRing)],
      notes: {
        'confirm-account': `Account ${context.account}, region ${context.region}.`,
        'check-subscribers': `${heard} subscribers hear it, ${pending} have not confirmed.`,
        'write-list': `${getList(context).length} of ${SENSITIVE.length}; the rest is excepted.`,
        'apply-list': `${actions.length} filters and alarms to put in place.`,
        'list-alarms': `${rings.length} in the last 30 days.`,
      },
      evidence: [{ name: 'alarms.json', text: `${JSON.stringify(rings, null, 2)}\n` }],
    };
  },

  async apply(context, { data }) {
    const sensitive = SENSITIVE.find(({ name }) => name === data.name);
    if (sensitive === undefined) throw new Error(`Unexpected kind \`${data.name}\`, expected one of the list`);
    if (data.puts === 'filter') await putFilter(context, data.group, sensitive);
    else await putAlarm(context, getAlarm(sensitive, getTopic(context)));
  },

  async verify(context) {
    const group = await findLogGroup(context);
    const left = group === undefined ? [] : await look(context, group);
    return toUndone(left, 'Look for what takes it away, then run again');
  },

  async undo(context, { data }) {
    const { clients } = context;
    if (data.puts === 'alarm' && data.before === null)
      await clients.cloudWatch.deleteAlarms({ AlarmNames: [`${PREFIX}${data.name}`] });
    else if (data.puts === 'alarm' && data.before !== null) await putAlarm(context, data.before);
    else if (data.puts === 'filter' && data.before !== null)
      await putFilter(context, data.group, { name: data.name, pattern: data.before });
    else if (data.puts === 'filter')
      await ignoreErrors(['ResourceNotFoundException'], () =>
        clients.cloudWatchLogs.deleteMetricFilter({ logGroupName: data.group, filterName: data.name }),
      );
  },
});

function getTopic({ inputs }: Context): string {
  return inputs.topic ?? '';
}

/** What is to be watched: an exception in force for the control that names the alarm leaves one out. */
function getList({ exceptions }: Context): Sensitive[] {
  return SENSITIVE.filter(({ control, name }) => !isExcepted(exceptions, [control], `${PREFIX}${name}`));
}

async function look(context: Context, group: string): Promise<Action<Data>[]> {
  const [filters, alarms] = [await readFilters(context, group), await readAlarms(context)];
  return getList(context).flatMap((sensitive) => {
    const { name, pattern } = sensitive;
    const alarm = alarms.get(`${PREFIX}${name}`) ?? null;
    const wanted = getAlarm(sensitive, getTopic(context));
    return [
      ...(filters.get(name) === pattern ? [] : [toFilter(sensitive, group, filters.get(name) ?? null)]),
      ...(alarm !== null && isSame(alarm, wanted) ? [] : [toAlarmAction(sensitive, wanted, alarm)]),
    ];
  });
}

/** Further actions of an alarm, such as a second topic, are its owner's. */
function isSame(alarm: Alarm, wanted: Alarm): boolean {
  const keys = Object.keys(wanted) as (keyof Alarm)[];
  return keys.every((key) =>
    key === 'AlarmActions'
      ? wanted.AlarmActions?.every((action) => alarm.AlarmActions?.includes(action))
      : alarm[key] === wanted[key],
  );
}

async function putAlarm({ clients }: Context, alarm: Alarm): Promise<void> {
  await clients.cloudWatch.putMetricAlarm({ ...alarm, AlarmName: alarm.AlarmName });
}

function toFilter({ name, pattern, control }: Sensitive, group: string, before: string | null): Action<Data> {
  return {
    id: `filter/${name}`,
    resource: name,
    what: `Put the filter ${name} on ${group}`,
    why: `${control} asks for it`,
    before: before ?? 'no such filter',
    after: pattern,
    undo: before === null ? 'Delete the filter' : 'Put back what it said',
    data: { puts: 'filter', name, group, before },
  };
}

function toAlarmAction({ name, control }: Sensitive, wanted: Alarm, before: Alarm | null): Action<Data> {
  return {
    id: `alarm/${name}`,
    resource: name,
    what: `Put the alarm ${PREFIX}${name} in place`,
    why: `${control} asks for it`,
    before: before === null ? 'no such alarm' : JSON.stringify(before),
    after: JSON.stringify(wanted),
    undo: before === null ? 'Delete the alarm' : 'Put back what it was',
    data: { puts: 'alarm', name, before },
  };
}

function toUnheard(topic: string, heard: number, pending: number): Finding {
  return {
    id: 'subscribers',
    resource: topic,
    what: `${heard} subscribers hear ${topic}, and ${pending} have not confirmed`,
    advice: 'Two at least, of whom one pages; have mails confirmed, and take out who left',
  };
}

function toRing({ name, at }: { name: string; at: string }): Finding {
  return {
    id: `${name}/${at}`,
    resource: name,
    what: `${name} rang at ${at}`,
    advice: 'Find the ticket or the pipeline run that explains it, and settle it as step 9 of the SOP says',
  };
}
