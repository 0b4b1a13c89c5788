import type { Context } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors, readPages } from 'docusaurus-plugin-gait/automation';

/** The kind of policy that this is about. */
export const TYPE = 'SERVICE_CONTROL_POLICY';

/** The organisation, as far as its guards are concerned. */
export interface Organization {
  root: string;
  /** Whether this is its management account. */
  isManaging: boolean;
  /** Whether it has all features, without which there are no such policies. */
  isWhole: boolean;
  /** Whether service control policies are switched on. */
  isEnabled: boolean;
}

/** Reads the organisation of the account. */
export async function readOrganization({ clients, account }: Context): Promise<Organization> {
  const { Organization: organization } = await clients.organizations.describeOrganization({});
  if (organization?.MasterAccountId !== account)
    return { root: '', isManaging: false, isWhole: false, isEnabled: false };
  const { Roots = [] } = await clients.organizations.listRoots({});
  const types = Roots[0]?.PolicyTypes ?? [];
  return {
    root: Roots[0]?.Id ?? '',
    isManaging: true,
    isWhole: organization.FeatureSet === 'ALL',
    isEnabled: types.some(({ Type, Status }) => Type === TYPE && Status === 'ENABLED'),
  };
}

/** Id and text of the policy of a name. */
export async function findPolicy(
  { clients }: Context,
  name: string,
): Promise<{ id: string; content: string } | undefined> {
  const pages = await readPages((NextToken) => clients.organizations.listPolicies({ Filter: TYPE, NextToken }));
  const id = pages.flatMap((page) => page.Policies ?? []).find(({ Name }) => Name === name)?.Id;
  if (id === undefined) return undefined;
  const { Policy } = await clients.organizations.describePolicy({ PolicyId: id });
  return { id, content: Policy?.Content ?? '{}' };
}

/** Names of what is attached to a target directly. */
export async function readAttached({ clients }: Context, TargetId: string): Promise<string[]> {
  const pages = await readPages((NextToken) =>
    clients.organizations.listPoliciesForTarget({ TargetId, Filter: TYPE, NextToken }),
  );
  return pages.flatMap((page) => page.Policies ?? []).flatMap(({ Name }) => Name ?? []);
}

/** Attaches a policy to a target. */
export async function attach(context: Context, name: string, TargetId: string): Promise<void> {
  const PolicyId = (await findPolicy(context, name))?.id;
  if (PolicyId === undefined)
    throw new Error(`Unexpected absence of the policy \`${name}\`, expected it to be written`);
  await ignoreErrors(['DuplicatePolicyAttachmentException'], () =>
    context.clients.organizations.attachPolicy({ PolicyId, TargetId }),
  );
}
