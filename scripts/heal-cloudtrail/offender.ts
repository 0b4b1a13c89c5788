import type { Context } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors, isExcepted, readPages } from 'docusaurus-plugin-gait/automation';
import type { TrailEvent } from './tampering.ts';

/** The control that an exception for an identity may name. */
const SUBJECTS = ['cis-aws@5.0.0#4.5'];

/** Roles that AWS or IAM Identity Center own: a policy of ours does not hold there, or would hit many people. */
const FOREIGN = /^(?:AWSReservedSSO_|AWSServiceRole)/u;

/** A user or role of this account. */
export interface Identity {
  kind: 'user' | 'role';
  name: string;
}

/** Who is to be stopped, or why it is for a person. */
export type Verdict = { identity: Identity } | { who: string; reason: string };

/** The identity behind an event: whether the automation may stop it. */
export function judge({ userIdentity }: TrailEvent, { account, inputs, exceptions }: Context): Verdict {
  const { type, arn = type, userName, accountId, sessionContext } = userIdentity;
  const issuer = sessionContext?.sessionIssuer;
  const found: Identity | undefined =
    type === 'IAMUser' && userName !== undefined
      ? { kind: 'user', name: userName }
      : type === 'AssumedRole' && issuer?.userName !== undefined
        ? { kind: 'role', name: issuer.userName }
        : undefined;
  if (found === undefined) return { who: arn, reason: 'it is neither a user nor a role' };
  if ((issuer?.accountId ?? accountId) !== account) return { who: arn, reason: 'it belongs to another account' };
  const { name } = found;
  if (FOREIGN.test(name)) return { who: arn, reason: 'its role belongs to AWS or to IAM Identity Center' };
  if (inputs.spared?.split(',').includes(name) === true) return { who: arn, reason: 'it is spared' };
  if (isExcepted(exceptions, SUBJECTS, name)) return { who: arn, reason: 'an exception names it' };
  return { identity: found };
}

/** Whether everything is denied to it already. */
export async function isStopped({ clients, partition }: Context, { kind, name }: Identity): Promise<boolean> {
  const getMarker = ({ Marker }: { Marker?: string }): string | undefined => Marker;
  const pages = await ignoreErrors(['NoSuchEntityException'], () =>
    kind === 'user'
      ? readPages((Marker) => clients.iam.listAttachedUserPolicies({ UserName: name, Marker }), getMarker)
      : readPages((Marker) => clients.iam.listAttachedRolePolicies({ RoleName: name, Marker }), getMarker),
  );
  // What is gone can do nothing.
  if (pages === undefined) return true;
  return pages.flatMap((page) => page.AttachedPolicies ?? []).some(({ PolicyArn }) => PolicyArn === getArn(partition));
}

/** Denies everything to it, long-lived keys and running sessions alike. */
export async function stop({ clients, partition }: Context, { kind, name }: Identity): Promise<void> {
  const PolicyArn = getArn(partition);
  await (kind === 'user'
    ? clients.iam.attachUserPolicy({ UserName: name, PolicyArn })
    : clients.iam.attachRolePolicy({ RoleName: name, PolicyArn }));
}

/** Takes that back. */
export async function release({ clients, partition }: Context, { kind, name }: Identity): Promise<void> {
  const PolicyArn = getArn(partition);
  await ignoreErrors(['NoSuchEntityException'], async () =>
    kind === 'user'
      ? clients.iam.detachUserPolicy({ UserName: name, PolicyArn })
      : clients.iam.detachRolePolicy({ RoleName: name, PolicyArn }),
  );
}

function getArn(partition: string): string {
  return `arn:${partition}:iam::aws:policy/AWSDenyAll`;
}
