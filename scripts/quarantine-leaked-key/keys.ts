import type { Context, Plan } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors, readPages } from 'docusaurus-plugin-gait/automation';

/** A leaked key, and whose it is. */
export interface LeakedKey {
  id: string;
  user: string;
  isActive: boolean;
  /** Other active keys of the same user. */
  others: string[];
}

/** What a user may do: names of policies and groups, as the SOP's step `measure-reach` lists them. */
export interface Reach {
  user: string;
  attached: string[];
  inline: string[];
  groups: string[];
}

/** Whose keys they are; or the SOP's own stop, where one is no key of an IAM user of this account. */
export async function readKeys(
  { clients, account }: Context,
  ids: readonly string[],
): Promise<{ keys: LeakedKey[]; stop?: Plan['stop'] }> {
  const keys: LeakedKey[] = [];
  for (const id of ids) {
    if (id.startsWith('ASIA')) return { keys, stop: toStop('find-user', `${id} is a temporary key of a role`) };
    const { Account } = await clients.sts.getAccessKeyInfo({ AccessKeyId: id });
    if (Account !== account) return { keys, stop: toStop('confirm-account', `${id} belongs to account ${Account}`) };
    const use = await ignoreErrors(['NoSuchEntityException'], () =>
      clients.iam.getAccessKeyLastUsed({ AccessKeyId: id }),
    );
    const user = use?.UserName;
    const list =
      user === undefined
        ? undefined
        : await ignoreErrors(['NoSuchEntityException'], () => clients.iam.listAccessKeys({ UserName: user }));
    if (user === undefined || list === undefined) return { keys, stop: toStop('find-user', `${id} has no IAM user`) };
    const { AccessKeyMetadata = [] } = list;
    const active = AccessKeyMetadata.filter(({ Status }) => Status === 'Active').map(
      ({ AccessKeyId = '' }) => AccessKeyId,
    );
    const others = active.filter((other) => !ids.includes(other));
    keys.push({ id, user, isActive: active.includes(id), others });
  }
  return { keys };
}

/** What a user could reach. */
export async function readReach({ clients }: Context, user: string): Promise<Reach> {
  const getMarker = ({ Marker }: { Marker?: string }): string | undefined => Marker;
  const attached = await readPages(
    (Marker) => clients.iam.listAttachedUserPolicies({ UserName: user, Marker }),
    getMarker,
  );
  const inline = await readPages((Marker) => clients.iam.listUserPolicies({ UserName: user, Marker }), getMarker);
  const groups = await readPages((Marker) => clients.iam.listGroupsForUser({ UserName: user, Marker }), getMarker);
  return {
    user,
    attached: attached.flatMap(({ AttachedPolicies = [] }) => AttachedPolicies.map(({ PolicyArn = '' }) => PolicyArn)),
    inline: inline.flatMap(({ PolicyNames = [] }) => PolicyNames),
    groups: groups.flatMap(({ Groups = [] }) => Groups.map(({ GroupName = '' }) => GroupName)),
  };
}

const HINTS = {
  'confirm-account': 'Sign in to that account if it is ours; else tell its owner through AWS.',
  'find-user':
    'A key of the root user: wake the owner of the account. A temporary key: isolate-instance, or revoke the sessions of its role. Or it was deleted already.',
};

function toStop(step: keyof typeof HINTS, reason: string): Plan['stop'] {
  return { step, reason, hint: HINTS[step] };
}
