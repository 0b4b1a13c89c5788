import type { Action, Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, ignoreErrors } from 'docusaurus-plugin-gait/automation';
import { findTraces, readEvents } from './events.ts';
import { readKeys, readReach } from './keys.ts';
import type { LeakedKey } from './keys.ts';

/** Sessions are revoked up to an hour after the run began: a person's yes may have taken so long, and meanwhile the key made sessions. */
const MARGIN = 3_600_000;

type Cut = { kind: 'deactivate'; user: string; key: string } | { kind: 'revoke'; user: string; policy: string };

export const { plan, apply, verify, undo } = defineAutomation<Cut>({
  async plan(context) {
    const ids = getIds(context);
    const { keys, stop } = await readKeys(context, ids);
    if (stop !== undefined) return { examined: ids.length, actions: [], findings: [], stop };
    const cuts = await findCuts(context, keys);
    const users = [...new Set(keys.map(({ user }) => user))];
    const reaches = [];
    for (const user of users) reaches.push(await readReach(context, user));
    const traces = [];
    for (const { id } of keys) traces.push({ key: id, events: await readEvents(context, id) });
    const count = traces.reduce((sum, { events }) => sum + events.length, 0);
    return {
      examined: keys.length,
      actions: cuts.map((one) => toAction(one, context)),
      findings: [
        ...keys.flatMap(({ user, others }) => others.map((other) => toSecondKey(user, other))),
        ...traces.flatMap(({ key, events }) => findTraces(key, events)),
      ],
      notes: {
        'confirm-account': `Account ${context.account}, of ${keys.length} keys as well.`,
        'find-user': `${users.length} users.`,
        'trace-use': `The latest ${count} events of ${context.region} are kept where it ran; other regions are left to a person.`,
        'measure-reach': 'Policies and groups are kept where it ran.',
      },
      evidence: [
        { name: 'events.json', text: toText(traces) },
        { name: 'reach.json', text: toText(reaches) },
      ],
    };
  },

  async apply({ clients, now }, { data }) {
    if (data.kind === 'deactivate') {
      await clients.iam.updateAccessKey({ UserName: data.user, AccessKeyId: data.key, Status: 'Inactive' });
      return;
    }
    const PolicyDocument = toPolicy(new Date(now.getTime() + MARGIN));
    await clients.iam.putUserPolicy({ UserName: data.user, PolicyName: data.policy, PolicyDocument });
  },

  async verify(context) {
    const { keys } = await readKeys(context, getIds(context));
    return (await findCuts(context, keys)).map(toProblem);
  },

  async undo({ clients }, { data }) {
    if (data.kind === 'deactivate') {
      await clients.iam.updateAccessKey({ UserName: data.user, AccessKeyId: data.key, Status: 'Active' });
      return;
    }
    await ignoreErrors(['NoSuchEntityException'], () =>
      clients.iam.deleteUserPolicy({ UserName: data.user, PolicyName: data.policy }),
    );
  },
});

function getIds({ inputs }: Context): string[] {
  return [...new Set((inputs.keys ?? '').split(','))].sort();
}

/** What is still to be cut: active keys first, since a key makes new sessions; then the sessions of each user. */
async function findCuts({ clients, inputs }: Context, keys: readonly LeakedKey[]): Promise<Cut[]> {
  const policy = `revoke-sessions-${inputs.ticket}`;
  const active = keys.filter(({ isActive }) => isActive);
  const cuts = active.map(({ id, user }): Cut => ({ kind: 'deactivate', user, key: id }));
  for (const user of new Set(keys.map((one) => one.user))) {
    const found = await ignoreErrors(['NoSuchEntityException'], () =>
      clients.iam.getUserPolicy({ UserName: user, PolicyName: policy }),
    );
    if (found === undefined) cuts.push({ kind: 'revoke', user, policy });
  }
  return cuts;
}

/** Denies everything to temporary credentials from before this time. It does not touch a key or a password. */
function toPolicy(before: Date): string {
  const time = before.toISOString().replace(/\.\d+Z$/u, 'Z');
  const Condition = { DateLessThan: { 'aws:TokenIssueTime': time } };
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition }],
  });
}

function toAction(data: Cut, { account, partition }: Context): Action<Cut> {
  const { kind, user } = data;
  const resource = `arn:${partition}:iam::${account}:user/${user}`;
  if (kind === 'deactivate') {
    return {
      id: data.key,
      resource,
      what: `Deactivate key ${data.key} of ${user}`,
      why: 'Others may know it',
      before: 'active',
      after: 'inactive',
      undo: 'Activate it again: only when it is certain that nobody else could have read it',
      data,
    };
  }
  return {
    id: `${user}/${data.policy}`,
    resource,
    what: `Revoke the sessions of ${user} with the policy ${data.policy}`,
    why: 'Temporary credentials outlive the key that made them by up to 36 hours',
    before: 'sessions go on',
    after: 'sessions from before the policy may do nothing',
    undo: `Delete the policy ${data.policy}`,
    data,
  };
}

function toSecondKey(user: string, key: string): Finding {
  return {
    id: `${user}/${key}`,
    resource: key,
    what: `${user} has another active key, ${key}`,
    advice: 'Ask its owner who made it; when nobody can explain it, run again with both keys',
  };
}

function toProblem(cut: Cut): Finding {
  const what = cut.kind === 'deactivate' ? `Key ${cut.key} is active` : `${cut.user} has no policy ${cut.policy}`;
  return { id: `left/${cut.kind}/${cut.user}`, resource: cut.user, what, advice: 'Go on by hand at once' };
}

function toText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
