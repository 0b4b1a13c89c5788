import type { Context } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors } from 'docusaurus-plugin-gait/automation';
import { toTrust } from './policies.ts';
import type { Grant } from './policies.ts';

/** The break-glass role as it is today. */
export interface RoleState {
  /** Nobody may assume it, and it has no policy. */
  isResting: boolean;
  /** Until when it is open for this very grant; null when it is not. */
  openUntil: string | null;
  /** What it has besides, in words. */
  what: string;
}

/** What is read of a trust policy. */
interface Trust {
  Statement: { Effect: string; Condition?: { DateLessThan?: { 'aws:CurrentTime'?: string } } }[];
}

/** Reads the role; undefined when there is none. */
export async function readRole({ clients, now }: Context, grant: Grant): Promise<RoleState | undefined> {
  const RoleName = grant.role;
  const found = await ignoreErrors(['NoSuchEntityException'], () => clients.iam.getRole({ RoleName }));
  if (found === undefined) return undefined;
  const { PolicyNames = [] } = await clients.iam.listRolePolicies({ RoleName });
  const { AttachedPolicies = [] } = await clients.iam.listAttachedRolePolicies({ RoleName });
  const attached = AttachedPolicies.map(({ PolicyName = '' }) => PolicyName);
  const text = decodeURIComponent(found.Role?.AssumeRolePolicyDocument ?? '{"Statement":[]}');
  const trust = JSON.parse(text) as Trust;
  const trustsNobody = trust.Statement.every(({ Effect }) => Effect === 'Deny');
  const until = trust.Statement[0]?.Condition?.DateLessThan?.['aws:CurrentTime'];
  const isOurs =
    until !== undefined &&
    Date.parse(until) > now.getTime() &&
    JSON.stringify(trust) === toTrust(grant, until) &&
    PolicyNames.join() === grant.ticket &&
    attached.length === 0;
  const policies = [...PolicyNames, ...attached];
  return {
    isResting: trustsNobody && policies.length === 0,
    openUntil: isOurs ? until : null,
    what: `it trusts ${trustsNobody ? 'nobody' : 'somebody'} and has ${policies.join(', ') || 'no policy'}`,
  };
}
