import type { Context } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors, readPages } from 'docusaurus-plugin-gait/automation';
import { getNames } from './policies.ts';

/** What there is of the key, the parameter, the policy and the role today. */
export interface State {
  /** Null when no key has the alias. */
  key: { id: string; arn: string; rotates: boolean } | null;
  /** Null when the name is free. `keyId` as it was named when the parameter was stored. */
  parameter: { type: string; keyId: string } | null;
  /** Text of the policy; null when there is none of that name. */
  policy: string | null;
  /** Null when there is no such role. */
  role: { isAttached: boolean } | null;
}

/** Reads what there is. No value of a parameter is read. */
export async function readState(context: Context): Promise<State> {
  const key = await readKey(context);
  const parameter = await readParameter(context);
  return { key, parameter, policy: await readPolicy(context), role: await readRole(context) };
}

async function readKey(context: Context): Promise<State['key']> {
  const { clients } = context;
  const { alias } = getNames(context);
  const pages = await readPages(
    (Marker) => clients.kms.listAliases({ Marker }),
    ({ NextMarker }) => NextMarker,
  );
  const found = pages.flatMap(({ Aliases = [] }) => Aliases).find(({ AliasName }) => AliasName === alias);
  if (found?.TargetKeyId === undefined) return null;
  const { KeyMetadata } = await clients.kms.describeKey({ KeyId: found.TargetKeyId });
  const { KeyRotationEnabled } = await clients.kms.getKeyRotationStatus({ KeyId: found.TargetKeyId });
  return { id: found.TargetKeyId, arn: KeyMetadata?.Arn ?? '', rotates: KeyRotationEnabled === true };
}

async function readParameter(context: Context): Promise<State['parameter']> {
  const Values = [getNames(context).parameter];
  const pages = await readPages((NextToken) =>
    context.clients.ssm.describeParameters({
      NextToken,
      ParameterFilters: [{ Key: 'Name', Option: 'Equals', Values }],
    }),
  );
  const [found] = pages.flatMap(({ Parameters = [] }) => Parameters);
  return found === undefined ? null : { type: found.Type ?? '', keyId: found.KeyId ?? '' };
}

async function readPolicy(context: Context): Promise<State['policy']> {
  const { clients } = context;
  const PolicyArn = getNames(context).policyArn;
  const found = await ignoreErrors(['NoSuchEntityException'], () => clients.iam.getPolicy({ PolicyArn }));
  if (found === undefined) return null;
  const VersionId = found.Policy?.DefaultVersionId;
  const { PolicyVersion } = await clients.iam.getPolicyVersion({ PolicyArn, VersionId });
  return decodeURIComponent(PolicyVersion?.Document ?? '');
}

async function readRole(context: Context): Promise<State['role']> {
  const { clients } = context;
  const { role, policyArn } = getNames(context);
  return (
    (await ignoreErrors(['NoSuchEntityException'], async () => {
      const pages = await readPages(
        (Marker) => clients.iam.listAttachedRolePolicies({ RoleName: role, Marker }),
        ({ Marker }) => Marker,
      );
      const attached = pages.flatMap(({ AttachedPolicies = [] }) => AttachedPolicies);
      return { isAttached: attached.some(({ PolicyArn }) => PolicyArn === policyArn) };
    })) ?? null
  );
}
