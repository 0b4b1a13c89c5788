import type { Action, Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, ignoreErrors } from 'docusaurus-plugin-gait/automation';
import { attach, findPolicy, readAttached, readOrganization, TYPE } from './organization.ts';
import { getGuards } from './policies.ts';
import type { Guard } from './policies.ts';

/** AWS lets five policies be attached to a target directly. */
const MOST_ATTACHED = 5;

type Data =
  | { does: 'enable'; root: string }
  | { does: 'write'; guard: string; before: string | null }
  | { does: 'attach'; guard: string; target: string };

export const { plan, apply, verify, undo } = defineAutomation<Data>({
  async plan(context) {
    const { root, isManaging, isWhole, isEnabled } = await readOrganization(context);
    const targets = getTargets(context);
    if (!isManaging || !isWhole) {
      const reason = isManaging ? 'the organisation does not have all features' : 'this is not the management account';
      const hint = 'Sign in to the management account of an organisation with all features.';
      return {
        examined: targets.length,
        actions: [],
        findings: [],
        stop: { step: 'check-organization', reason, hint },
      };
    }
    const actions: Action<Data>[] = isEnabled ? [] : [toEnabling(root)];
    for (const guard of getGuards(context)) actions.push(...(await lookAtPolicy(context, guard)));
    const findings: Finding[] = [];
    for (const target of targets) {
      const attached = isEnabled ? await readAttached(context, target) : [];
      const missing = getGuards(context).filter(({ name }) => !attached.includes(name));
      if (attached.length + missing.length > MOST_ATTACHED) findings.push(toFull(target, attached.length));
      else actions.push(...missing.map(({ name }) => toAttaching(name, target)));
    }
    const count = (does: Data['does']): number => actions.filter(({ data }) => data.does === does).length;
    return {
      examined: targets.length,
      actions,
      findings,
      notes: {
        'confirm-account': `Account ${context.account}.`,
        'enable-policies': `${count('enable')} roots to change.`,
        'write-policies': `${count('write')} policies to write.`,
        'attach-policies': `${count('attach')} to attach to ${targets.length} targets.`,
      },
    };
  },

  async apply(context, { data }) {
    const { clients } = context;
    if (data.does === 'enable')
      await ignoreErrors(['PolicyTypeAlreadyEnabledException'], () =>
        clients.organizations.enablePolicyType({ RootId: data.root, PolicyType: TYPE }),
      );
    else if (data.does === 'attach') await attach(context, data.guard, data.target);
    else await write(context, data.guard);
  },

  async verify(context) {
    const problems: Finding[] = [];
    for (const guard of getGuards(context)) {
      const attachedTo: string[] = [];
      for (const target of getTargets(context))
        if ((await readAttached(context, target)).includes(guard.name)) attachedTo.push(target);
      const missing = getTargets(context).filter((target) => !attachedTo.includes(target));
      const isWritten = (await lookAtPolicy(context, guard)).length === 0;
      if (isWritten && missing.length === 0) continue;
      const what = isWritten
        ? `${guard.name} does not guard ${missing.join(', ')}`
        : `${guard.name} says something else`;
      problems.push({ id: guard.name, resource: guard.name, what, advice: 'Look for who changes it, then run again' });
    }
    return problems;
  },

  /** Policies of that type stay switched on: others may be attached by now. */
  async undo(context, { data }) {
    const { clients } = context;
    if (data.does === 'enable') return;
    const PolicyId = (await findPolicy(context, data.guard))?.id;
    if (PolicyId === undefined) return;
    if (data.does === 'attach')
      await ignoreErrors(['PolicyNotAttachedException'], () =>
        clients.organizations.detachPolicy({ PolicyId, TargetId: data.target }),
      );
    else if (data.before === null) await clients.organizations.deletePolicy({ PolicyId });
    else await clients.organizations.updatePolicy({ PolicyId, Content: data.before });
  },
});

function getTargets({ inputs }: Context): string[] {
  return [...new Set(inputs.targets?.split(','))].sort();
}

async function lookAtPolicy(context: Context, { name, description, document }: Guard): Promise<Action<Data>[]> {
  const before = (await findPolicy(context, name))?.content ?? null;
  if (before !== null && JSON.stringify(JSON.parse(before)) === JSON.stringify(document)) return [];
  return [
    {
      id: `${name}/write`,
      resource: name,
      what: `Write the service control policy ${name}`,
      why: description,
      before: before ?? 'no such policy',
      after: JSON.stringify(document),
      undo: before === null ? 'Delete the policy' : 'Write what it said before',
      data: { does: 'write', guard: name, before },
    },
  ];
}

async function write(context: Context, name: string): Promise<void> {
  const { clients } = context;
  const guard = getGuards(context).find((one) => one.name === name);
  if (guard === undefined) throw new Error(`Unexpected policy \`${name}\`, expected one of the guards`);
  const { description: Description, document } = guard;
  const Content = JSON.stringify(document);
  const PolicyId = (await findPolicy(context, name))?.id;
  if (PolicyId === undefined)
    await clients.organizations.createPolicy({ Name: name, Type: TYPE, Description, Content });
  else await clients.organizations.updatePolicy({ PolicyId, Content });
}

function toEnabling(root: string): Action<Data> {
  return {
    id: `${root}/enable`,
    resource: root,
    what: `Switch on service control policies in ${root}`,
    why: 'Without it none can be attached',
    before: 'off',
    after: 'on; everything stays allowed by FullAWSAccess',
    undo: 'They stay on',
    data: { does: 'enable', root },
  };
}

function toAttaching(guard: string, target: string): Action<Data> {
  return {
    id: `${guard}/${target}`,
    resource: target,
    what: `Attach ${guard} to ${target}`,
    why: 'It binds every account below',
    before: 'not attached',
    after: 'attached',
    undo: 'Detach it',
    data: { does: 'attach', guard, target },
  };
}

function toFull(target: string, attached: number): Finding {
  return {
    id: target,
    resource: target,
    what: `${target} has ${attached} policies of at most ${MOST_ATTACHED}: the guards do not fit`,
    advice: 'Merge two of them, or attach the guards one level higher',
  };
}
