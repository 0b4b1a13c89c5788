import type { Action, Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, isExcepted, toUndone } from 'docusaurus-plugin-gait/automation';
import { readInbound } from './inbound.ts';
import type { InboundRule } from './inbound.ts';
import { readHosts, readRole, readRoleName } from './instances.ts';
import type { Host } from './instances.ts';
import { hasGroup, readLogGroup } from './logging.ts';
import { toAction, toFinding } from './words.ts';
import { doWork, undoWork } from './work.ts';
import type { Work } from './work.ts';

/** The control and the checks that an exception for an instance may name. */
const SUBJECTS = ['cis-aws@5.0.0#1.17', 'prowler:ec2_instance_managed_by_ssm', 'securityhub:SSM.1'];

/** What there is to do, and what is for a person. */
interface Look {
  hosts: number;
  online: number;
  actions: Action<Work>[];
  findings: Finding[];
}

export const { plan, apply, verify, undo } = defineAutomation<Work>({
  async plan(context) {
    const { hosts, online, actions, findings } = await look(context);
    const count = (...kinds: Work['does'][]): number => actions.filter(({ data }) => kinds.includes(data.does)).length;
    return {
      examined: hosts,
      actions,
      findings,
      notes: {
        'confirm-account': `Account ${context.account}, region ${context.region}.`,
        'give-role': `${count('profile')} profiles and ${count('manage')} policies to give; agents of ${online} of ${hosts} instances answered before.`,
        'log-sessions': `${count('group', 'preferences')} settings of the account and ${count('log')} roles to change.`,
        'close-inbound': `${count('close')} rules to revoke.`,
      },
    };
  },

  apply: (context, { data }) => doWork(context, data),

  async verify(context) {
    const { actions, findings } = await look(context);
    return [...toUndone(actions, 'Run again; the journal says what failed'), ...findings];
  },

  undo: (context, { data }) => undoWork(context, data),
});

async function look(context: Context): Promise<Look> {
  const { inputs, exceptions } = context;
  const all = await readHosts(context.clients);
  const hosts = all.filter(({ id }) => (inputs.instance ?? id) === id && !isExcepted(exceptions, SUBJECTS, id));
  const found = [
    ...(await lookAtRoles(context, hosts)),
    ...(await lookAtLogging(context, hosts)),
    ...(await lookAtInbound(context, hosts, all)),
  ];
  return {
    hosts: hosts.length,
    online: hosts.filter(({ isOnline }) => isOnline).length,
    actions: found.flatMap((one) => ('does' in one ? [toAction(one)] : [])),
    findings: found.flatMap((one) => ('does' in one ? [] : [one])),
  };
}

/** An agent that answers needs nothing more: the account may have Default Host Management Configuration. */
async function lookAtRoles(context: Context, hosts: readonly Host[]): Promise<(Work | Finding)[]> {
  const { profile } = context.inputs;
  const silent = hosts.filter(({ isOnline }) => !isOnline);
  const bare = silent.filter((host) => host.profile === undefined);
  const works: (Work | Finding)[] = bare.map(({ id }) =>
    profile === undefined ? toFinding('no-profile', id) : { does: 'profile', instance: id, profile },
  );
  const names = silent.flatMap(({ role }) => role ?? []);
  if (bare.length > 0 && profile !== undefined) names.push((await readRoleName(context.clients, profile)) ?? '');
  const ready = new Set<string>();
  for (const name of [...new Set(names)].filter((one) => one !== '').sort()) {
    const { mayManage } = await readRole(context.clients, name);
    if (mayManage) ready.add(name);
    else works.push({ does: 'manage', role: name });
  }
  const unheard = silent.filter(({ role }) => role !== undefined && ready.has(role));
  return [...works, ...unheard.map(({ id }) => toFinding('silent', id))];
}

/** Preferences that somebody wrote are left as they are. */
async function lookAtLogging(context: Context, hosts: readonly Host[]): Promise<(Work | Finding)[]> {
  if (hosts.length === 0) return [];
  const { clients, inputs } = context;
  const current = await readLogGroup(context);
  if (current === '') return [toFinding('unlogged', context.account)];
  const group = current ?? inputs['log-group'] ?? '';
  const works: Work[] = [];
  if (!(await hasGroup(clients, group))) {
    if (inputs['log-key'] === undefined) return [toFinding('no-key', group)];
    works.push({ does: 'group', group });
  }
  if (current === null) works.push({ does: 'preferences', group });
  for (const role of [...new Set(hosts.flatMap((host) => host.role ?? []))].sort()) {
    if (!(await readRole(clients, role)).mayLog) works.push({ does: 'log', role, group });
  }
  return works;
}

/** A rule is only closed when agents of all instances that share its group answer, and somebody has tested a session. */
async function lookAtInbound(
  context: Context,
  hosts: readonly Host[],
  all: readonly Host[],
): Promise<(Work | Finding)[]> {
  const groups = [...new Set(hosts.flatMap((host) => host.groups))].sort();
  const rules = await readInbound(context, groups);
  const isShut = ({ group }: InboundRule): boolean =>
    all.some((host) => host.groups.includes(group) && !host.isOnline) || context.inputs.inbound !== 'revoke';
  return rules.map((rule) =>
    isShut(rule) ? toFinding('open', `${rule.group}/${rule.rule}`) : { does: 'close', rule },
  );
}
