import type { Action, Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, ignoreErrors } from 'docusaurus-plugin-gait/automation';
import { getNames, toReadPolicy } from './policies.ts';
import { readState } from './state.ts';
import type { State } from './state.ts';
import { STEPS } from './steps.ts';
import type { Step } from './steps.ts';

/** Whether it was this run that made it: what somebody else made meanwhile is not taken back. */
type Made = { isOurs: boolean };

export const { plan, apply, verify, undo } = defineAutomation<Step, Made>({
  async plan(context) {
    const state = await readState(context);
    const { parameter, role } = getNames(context);
    const isGiven = context.inputs.value !== undefined;
    return {
      examined: 4,
      actions: findSteps(state).map((kind) => toAction(kind, context)),
      findings: findOddities(state, context),
      ...(state.role === null && {
        stop: {
          step: 'attach-policy',
          reason: `there is no role ${role}`,
          hint: 'Have the pipeline make the role of the application first.',
        },
      }),
      notes: {
        'confirm-account': `Account ${context.account}, region ${context.region}.`,
        'choose-value': state.parameter ? `${parameter} has a value.` : isGiven ? 'Given.' : 'Made by a machine.',
        'write-key-policy': state.key ? 'Left alone: the key was there before.' : 'Written with the new key.',
      },
    };
  },

  async apply(context, { data: { kind } }) {
    return { isOurs: (await STEPS[kind](context)) !== 'there already' };
  },

  async verify(context) {
    const state = await readState(context);
    const left = findSteps(state).map((kind) => toFinding(kind, toAction(kind, context).what));
    return [...left, ...findOddities(state, context)];
  },

  async undo(context, { data: { kind }, result }) {
    const { clients, log } = context;
    if (result?.isOurs === false) return;
    const { parameter, policyArn, role, alias } = getNames(context);
    if (kind === 'attach') {
      await ignoreErrors(['NoSuchEntityException'], () =>
        clients.iam.detachRolePolicy({ RoleName: role, PolicyArn: policyArn }),
      );
    } else if (kind === 'policy') {
      await ignoreErrors(['NoSuchEntityException'], () => clients.iam.deletePolicy({ PolicyArn: policyArn }));
    } else if (kind === 'parameter') {
      await ignoreErrors(['ParameterNotFound'], () => clients.ssm.deleteParameter({ Name: parameter }));
    } else log(`The key behind ${alias} is left: something else may be encrypted with it by now.`);
  },
});

function findSteps({ key, parameter, policy, role }: State): Step['kind'][] {
  const steps: [Step['kind'], boolean][] = [
    ['key', key === null],
    ['rotation', key?.rotates === false],
    ['parameter', parameter === null],
    ['policy', policy === null],
    ['attach', role?.isAttached !== true],
  ];
  return steps.filter(([, isMissing]) => isMissing).map(([kind]) => kind);
}

/** What is there and not as it should be: a person decides, since somebody may rely on it. */
function findOddities({ key, parameter, policy }: State, context: Context): Finding[] {
  const names = getNames(context);
  const keys = [names.alias, key?.id, key?.arn];
  const isOdd = parameter !== null && (parameter.type !== 'SecureString' || !keys.includes(parameter.keyId));
  const isOther = policy !== null && key !== null && !isSame(policy, toReadPolicy(names, key.arn));
  return [
    ...(isOdd ? [toFinding('parameter', `${names.parameter} is there, and not encrypted with ${names.alias}`)] : []),
    ...(isOther ? [toFinding('policy', `${names.policy} is there, and allows something else`)] : []),
  ];
}

function isSame(one: string, other: string): boolean {
  return JSON.stringify(JSON.parse(one)) === JSON.stringify(JSON.parse(other));
}

function toAction(kind: Step['kind'], context: Context): Action<Step> {
  const { parameter, parameterArn, alias, policy, policyArn, role, roleArn } = getNames(context);
  const source = context.inputs.value === undefined ? 'made by a machine' : 'as given';
  const texts: Record<
    Step['kind'],
    [resource: string, what: string, why: string, before: string, after: string, undo: string]
  > = {
    key: [
      alias,
      `Make a key for ${alias} that rotates, and that decrypts through Parameter Store alone`,
      'No key has this alias',
      'no key',
      'a key with yearly rotation',
      'The key is left: something else may be encrypted with it by then',
    ],
    rotation: [
      alias,
      `Switch rotation of ${alias} on`,
      'The key never changes',
      'off',
      'yearly',
      'Rotation is left on',
    ],
    parameter: [
      parameterArn,
      `Store ${parameter} with a value ${source}`,
      'The name is free',
      'no parameter',
      `a SecureString under ${alias}`,
      'Delete the parameter',
    ],
    policy: [
      policyArn,
      `Make the policy ${policy}`,
      `Nothing lets a role read ${parameter} alone`,
      'no policy',
      `may read ${parameter}, and decrypt it`,
      'Delete the policy',
    ],
    attach: [roleArn, `Attach ${policy} to ${role}`, `${role} cannot read it`, 'not attached', 'attached', 'Detach it'],
  };
  const [resource, what, why, before, after, undo] = texts[kind];
  return { id: kind, resource, what, why, before, after, undo, data: { kind } };
}

function toFinding(id: string, what: string): Finding {
  return {
    id,
    resource: id,
    what,
    advice: 'Ask who uses it; replace it by hand as the SOP says, or take another name',
  };
}
