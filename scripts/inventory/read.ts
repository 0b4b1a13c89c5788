import type { Instance } from '@aws-sdk/client-ec2';
import type { Clients, Context } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors, readPages } from 'docusaurus-plugin-gait/automation';

/** An account of the organisation. */
export interface ListedAccount {
  id: string;
  name: string;
  state: string;
  joined: string | null;
}

/** An instance, as far as an inventory is about it. */
export interface ListedInstance {
  id: string;
  name: string | null;
  /** Value of the tag that names the owner. */
  owner: string | null;
  type: string;
  state: string;
  image: string;
  launched: string | null;
  subnet: string | null;
  role: string | null;
}

/** Answers of an account that is in no organisation, or may not list it: it then stands for itself. */
const ALONE = ['AWSOrganizationsNotInUseException', 'AccessDeniedException'];

/** Accounts of the organisation by id; `null` when this account cannot know them. */
export async function readAccounts({ clients }: Context): Promise<ListedAccount[] | null> {
  const pages = await ignoreErrors(ALONE, () =>
    readPages((NextToken) => clients.organizations.listAccounts({ NextToken })),
  );
  if (pages === undefined) return null;
  const accounts = pages
    .flatMap((page) => page.Accounts ?? [])
    .map((one) => ({
      id: one.Id ?? '',
      name: one.Name ?? '',
      // AWS retires `Status` in favour of `State`.
      state: one.State ?? one.Status ?? 'UNKNOWN',
      joined: one.JoinedTimestamp?.toISOString() ?? null,
    }));
  return accounts.sort(byId);
}

/** Regions that the account can use. */
export async function readRegions(clients: Clients): Promise<string[]> {
  const { Regions = [] } = await clients.ec2.describeRegions({});
  return Regions.map(({ RegionName = '' }) => RegionName).sort();
}

/** Every instance of the region that has not been ended, by id. */
export async function readInstances(clients: Clients, ownerTag: string): Promise<ListedInstance[]> {
  const Filters = [{ Name: 'instance-state-name', Values: ['pending', 'running', 'stopping', 'stopped'] }];
  const pages = await readPages((NextToken) => clients.ec2.describeInstances({ NextToken, Filters }));
  const instances = pages.flatMap((page) => page.Reservations ?? []).flatMap((one) => one.Instances ?? []);
  return instances.map((one) => toListed(one, ownerTag)).sort(byId);
}

function toListed(one: Instance, ownerTag: string): ListedInstance {
  const getTag = (key: string): string | null => one.Tags?.find(({ Key }) => Key === key)?.Value ?? null;
  return {
    id: one.InstanceId ?? '',
    name: getTag('Name'),
    owner: getTag(ownerTag),
    type: one.InstanceType ?? '',
    state: one.State?.Name ?? 'unknown',
    image: one.ImageId ?? '',
    launched: one.LaunchTime?.toISOString() ?? null,
    subnet: one.SubnetId ?? null,
    role: one.IamInstanceProfile?.Arn ?? null,
  };
}

function byId(a: { id: string }, b: { id: string }): number {
  return a.id < b.id ? -1 : 1;
}
