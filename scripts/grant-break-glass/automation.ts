import type { Action, Context, Plan } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, ignoreErrors } from 'docusaurus-plugin-gait/automation';
import { getEnd, getGrant, RESTING, toPermissions, toTrust } from './policies.ts';
import { readRole } from './role.ts';
import type { RoleState } from './role.ts';

/** First the notice: a break glass that nobody hears is a burglary. */
type Step = { kind: 'notice' | 'open' };

export const { plan, apply, verify, undo } = defineAutomation<Step>({
  async plan(context) {
    const grant = getGrant(context);
    const role = await readRole(context, grant);
    const stop = await findObstacle(context, role);
    const steps: Step['kind'][] = role?.isResting === true ? ['notice', 'open'] : [];
    return {
      examined: 2,
      actions: steps.map((kind) => toAction(kind, context)),
      findings: [],
      ...(stop && { stop }),
      notes: {
        'confirm-account': `Account ${context.account}, region ${context.region}.`,
        approve: 'By the signature over this plan.',
        close: 'The access ends by itself; --undo of this run closes the role sooner.',
        'rotate-password': '--undo of this run does it, after it closed the role.',
      },
    };
  },

  async apply(context, { data: { kind } }) {
    const { clients, now } = context;
    const grant = getGrant(context);
    const until = getEnd(grant, now);
    if (kind === 'notice') {
      await publish(context, 'opened', `${grant.person} may read masked production data until ${until}.`);
      return;
    }
    const RoleName = grant.role;
    await clients.iam.putRolePolicy({
      RoleName,
      PolicyName: grant.ticket,
      PolicyDocument: toPermissions(grant, until),
    });
    await clients.iam.updateAssumeRolePolicy({ RoleName, PolicyDocument: toTrust(grant, until) });
    return { until };
  },

  async verify(context) {
    const grant = getGrant(context);
    const role = await readRole(context, grant);
    const latest = getEnd(grant, context.now);
    if (role?.openUntil != null && role.openUntil <= latest) return [];
    const what = `${grant.role} is not open for ${grant.ticket} until ${latest}: ${role?.what ?? 'it is gone'}`;
    return [
      { id: grant.role, resource: grant.role, what, advice: 'Close it now, with --undo or by the Rollback of the SOP' },
    ];
  },

  /** Closes the role before anything else; then the password that the person could read is worth nothing. */
  async undo(context, { data: { kind } }) {
    const { clients } = context;
    const { role: RoleName, ticket, person, secret } = getGrant(context);
    if (kind === 'notice') {
      await publish(context, 'closed', `${person} may no longer read production data.`);
      return;
    }
    await clients.iam.updateAssumeRolePolicy({ RoleName, PolicyDocument: RESTING });
    await ignoreErrors(['NoSuchEntityException'], () => clients.iam.deleteRolePolicy({ RoleName, PolicyName: ticket }));
    await clients.secretsManager.rotateSecret({ SecretId: secret });
  },
});

/** Why the role may not be opened. */
async function findObstacle(context: Context, role: RoleState | undefined): Promise<Plan['stop']> {
  const grant = getGrant(context);
  if (role === undefined) {
    const hint = 'Have the pipeline make it: it trusts nobody and has no policy.';
    return { step: 'open', reason: `there is no role ${grant.role}`, hint };
  }
  if (role.openUntil !== null) return undefined;
  if (!role.isResting) {
    const hint = 'Somebody else may be in. Close it first: --undo of the run that opened it, or the step close.';
    return { step: 'open', reason: `${grant.role} is not at rest: ${role.what}`, hint };
  }
  const secret = await ignoreErrors(['ResourceNotFoundException'], () =>
    context.clients.secretsManager.describeSecret({ SecretId: grant.secret }),
  );
  if (secret?.RotationEnabled === true) return undefined;
  const hint = 'Set rotation up for the secret of the break-glass user, with a single user.';
  return { step: 'rotate-password', reason: 'the password could not be changed afterwards', hint };
}

async function publish(context: Context, what: 'opened' | 'closed', message: string): Promise<void> {
  const { ticket, topic } = getGrant(context);
  await context.clients.sns.publish({
    TopicArn: topic,
    Subject: `Break glass ${what}: ${ticket}`,
    Message: `${message} Reason and approval: ${ticket}`,
  });
}

function toAction(kind: Step['kind'], context: Context): Action<Step> {
  const { ticket, person, role, cluster, minutes, topic } = getGrant(context);
  const data = { kind };
  if (kind === 'notice') {
    return {
      id: kind,
      resource: topic,
      what: `Tell ${topic} that ${person} gets access for ${minutes} minutes`,
      why: 'Security and the owners of the data hear of it before it begins',
      before: 'nobody knows',
      after: `a notice with the ticket ${ticket}`,
      undo: 'A second notice says that it is over',
      data,
    };
  }
  return {
    id: kind,
    resource: `arn:${context.partition}:iam::${context.account}:role/${role}`,
    what: `Open ${role} for ${person}, for ${minutes} minutes, to read ${cluster}`,
    why: `Ticket ${ticket}`,
    before: 'trusts nobody, may do nothing',
    after: `trusts ${person} under the session name ${ticket}, and ends by itself ${minutes} minutes after the run began`,
    undo: 'Trust nobody, delete the policy, rotate the password of the database user',
    data,
  };
}
