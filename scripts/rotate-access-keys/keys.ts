import type { Context } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors, readPages } from 'docusaurus-plugin-gait/automation';

/** Tag of an IAM user that names the secret from which the user's work reads its key. */
export const SECRET_TAG = 'access-key-secret';

/** An access key of an IAM user. */
export interface Key {
  id: string;
  isActive: boolean;
  /** Milliseconds since 1970. */
  madeAt: number;
}

/** An IAM user that has keys, oldest key first. */
export interface KeyUser {
  name: string;
  keys: Key[];
}

/** A secret that holds a key, and the version that readers get today. */
export interface KeySecret {
  name: string;
  version: string;
}

/** Users with at least one access key, by name, and how many users there are in all. */
export async function readKeyUsers({ clients }: Context): Promise<{ users: KeyUser[]; examined: number }> {
  const pages = await readPages(
    (Marker) => clients.iam.listUsers({ Marker }),
    ({ Marker }) => Marker,
  );
  const names = pages.flatMap(({ Users = [] }) => Users.map(({ UserName = '' }) => UserName)).sort();
  const users: KeyUser[] = [];
  for (const name of names) {
    const { AccessKeyMetadata = [] } = await clients.iam.listAccessKeys({ UserName: name });
    const keys = AccessKeyMetadata.map(({ AccessKeyId = '', Status, CreateDate }) => ({
      id: AccessKeyId,
      isActive: Status === 'Active',
      madeAt: CreateDate?.getTime() ?? 0,
    }));
    if (keys.length > 0) users.push({ name, keys: keys.sort((a, b) => a.madeAt - b.madeAt) });
  }
  return { users, examined: names.length };
}

/** The secret that a user's tag names; undefined without a tag, or when the secret does not exist or holds nothing yet. */
export async function readSecret({ clients }: Context, user: string): Promise<KeySecret | undefined> {
  const { Tags = [] } = await clients.iam.listUserTags({ UserName: user });
  const name = Tags.find(({ Key }) => Key === SECRET_TAG)?.Value;
  if (name === undefined) return undefined;
  const secret = await ignoreErrors(['ResourceNotFoundException'], () =>
    clients.secretsManager.describeSecret({ SecretId: name }),
  );
  const version = getCurrentVersion(secret?.VersionIdsToStages);
  return version === undefined ? undefined : { name, version };
}

/** When a key was last used, in milliseconds since 1970, and what for; undefined when never. */
export async function readLastUse({ clients }: Context, key: string): Promise<{ at: number; by: string } | undefined> {
  const { AccessKeyLastUsed } = await clients.iam.getAccessKeyLastUsed({ AccessKeyId: key });
  const at = AccessKeyLastUsed?.LastUsedDate?.getTime();
  return at === undefined ? undefined : { at, by: `${AccessKeyLastUsed?.ServiceName} in ${AccessKeyLastUsed?.Region}` };
}

/** The version with the label AWSCURRENT. */
export function getCurrentVersion(stages: Record<string, string[]> = {}): string | undefined {
  return Object.entries(stages).find(([, labels]) => labels.includes('AWSCURRENT'))?.[0];
}
