import type { Clients, Context } from 'docusaurus-plugin-gait/automation';
import { readPages } from 'docusaurus-plugin-gait/automation';

/** Tag that puts an instance into a patch group. */
const TAG = 'PatchGroup';

/** A scan that is older says nothing about today. */
const FRESH = 24 * 3_600_000;

/** As many instances as one call for patch states takes. */
const AT_ONCE = 50;

/** A running instance, and what is known about its patches. */
export interface Host {
  id: string;
  /** Its patch group. */
  group: string | undefined;
  isManaged: boolean;
  /** What a fresh scan found; undefined when there is none. */
  state: { missing: number; failed: number; pendingReboot: number } | undefined;
}

/** Every running instance of the region by id, with the patches of those of the group. */
export async function readHosts(context: Context): Promise<Host[]> {
  const { clients, inputs } = context;
  const Filters = [{ Name: 'instance-state-name', Values: ['running'] }];
  const pages = await readPages((NextToken) => clients.ec2.describeInstances({ NextToken, Filters }));
  const instances = pages.flatMap((page) => page.Reservations ?? []).flatMap((one) => one.Instances ?? []);
  const hosts = instances.map(({ InstanceId = '', Tags = [] }) => ({
    id: InstanceId,
    group: Tags.find(({ Key }) => Key === TAG)?.Value,
  }));
  const managed = await readManaged(clients);
  const states = await readStates(
    context,
    hosts.filter(({ id, group }) => group === inputs.group && managed.has(id)).map(({ id }) => id),
  );
  return hosts
    .map((host) => ({ ...host, isManaged: managed.has(host.id), state: states.get(host.id) }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether a host is as its baseline asks. */
export function isPatched({ state }: Host): boolean {
  return state !== undefined && state.missing + state.failed + state.pendingReboot === 0;
}

/** Instances that the checks of EC2 call unwell. */
export async function readUnwell({ clients }: Context, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const pages = await readPages((NextToken) =>
    clients.ec2.describeInstanceStatus({ NextToken, InstanceIds: [...ids] }),
  );
  const statuses = pages.flatMap((page) => page.InstanceStatuses ?? []);
  return statuses
    .filter(({ InstanceStatus, SystemStatus }) => InstanceStatus?.Status !== 'ok' || SystemStatus?.Status !== 'ok')
    .map(({ InstanceId = '' }) => InstanceId);
}

/** Databases that take no minor version by themselves. */
export async function readStale({ clients }: Context): Promise<string[]> {
  const pages = await readPages(
    (Marker) => clients.rds.describeDBInstances({ Marker }),
    ({ Marker }) => Marker,
  );
  const databases = pages.flatMap((page) => page.DBInstances ?? []);
  return databases
    .filter(({ AutoMinorVersionUpgrade }) => AutoMinorVersionUpgrade === false)
    .map(({ DBInstanceIdentifier = '' }) => DBInstanceIdentifier)
    .sort();
}

async function readManaged(clients: Clients): Promise<Set<string>> {
  const pages = await readPages((NextToken) => clients.ssm.describeInstanceInformation({ NextToken }));
  const agents = pages.flatMap((page) => page.InstanceInformationList ?? []);
  return new Set(agents.filter(({ PingStatus }) => PingStatus === 'Online').map(({ InstanceId = '' }) => InstanceId));
}

async function readStates({ clients, now }: Context, ids: readonly string[]): Promise<Map<string, Host['state']>> {
  const states = new Map<string, Host['state']>();
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const InstanceIds = ids.slice(start, start + AT_ONCE);
    const pages = await readPages((NextToken) => clients.ssm.describeInstancePatchStates({ NextToken, InstanceIds }));
    for (const one of pages.flatMap((page) => page.InstancePatchStates ?? [])) {
      if (now.getTime() - (one.OperationEndTime?.getTime() ?? 0) > FRESH) continue;
      states.set(one.InstanceId ?? '', {
        missing: one.MissingCount ?? 0,
        failed: one.FailedCount ?? 0,
        pendingReboot: one.InstalledPendingRebootCount ?? 0,
      });
    }
  }
  return states;
}
