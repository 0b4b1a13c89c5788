import type { Instance } from '@aws-sdk/client-ec2';
import type { Clients } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors, readPages } from 'docusaurus-plugin-gait/automation';

/** Either lets an agent speak with Systems Manager. The first is the smaller one. */
export const AGENT_POLICIES = ['AmazonSSMManagedEC2InstanceDefaultPolicy', 'AmazonSSMManagedInstanceCore'] as const;

/** Policy of a role that lets an instance write the log of its sessions. */
export const LOG_POLICY = 'session-logs';

/** An instance, as far as this is about it. */
export interface Host {
  id: string;
  isOnline: boolean;
  /** Name of its instance profile and of that profile's role. */
  profile: string | undefined;
  role: string | undefined;
  groups: string[];
}

/** A role of instances, and what it lacks. */
export interface Role {
  name: string;
  mayManage: boolean;
  mayLog: boolean;
}

const STATES = ['pending', 'running', 'stopping', 'stopped'];

/** Every instance of the region, by id. */
export async function readHosts(clients: Clients): Promise<Host[]> {
  const Filters = [{ Name: 'instance-state-name', Values: STATES }];
  const pages = await readPages((NextToken) => clients.ec2.describeInstances({ NextToken, Filters }));
  const instances = pages.flatMap((page) => page.Reservations ?? []).flatMap((one) => one.Instances ?? []);
  const online = await readOnline(clients);
  const roles = new Map<string, string | undefined>();
  const hosts: Host[] = [];
  for (const instance of instances) {
    const profile = instance.IamInstanceProfile?.Arn?.split('/').at(-1);
    if (profile !== undefined && !roles.has(profile)) roles.set(profile, await readRoleName(clients, profile));
    hosts.push(toHost(instance, { profile, role: roles.get(profile ?? ''), online }));
  }
  return hosts.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Name of the role of an instance profile. */
export async function readRoleName(clients: Clients, InstanceProfileName: string): Promise<string | undefined> {
  const answer = await ignoreErrors(['NoSuchEntityException'], () =>
    clients.iam.getInstanceProfile({ InstanceProfileName }),
  );
  return answer?.InstanceProfile?.Roles?.[0]?.RoleName;
}

/** What a role may do already. */
export async function readRole(clients: Clients, name: string): Promise<Role> {
  const pages = await readPages(
    (Marker) => clients.iam.listAttachedRolePolicies({ RoleName: name, Marker }),
    ({ Marker }) => Marker,
  );
  const attached = pages.flatMap((page) => page.AttachedPolicies ?? []).map(({ PolicyName = '' }) => PolicyName);
  const logging = await ignoreErrors(['NoSuchEntityException'], () =>
    clients.iam.getRolePolicy({ RoleName: name, PolicyName: LOG_POLICY }),
  );
  return {
    name,
    mayManage: AGENT_POLICIES.some((policy) => attached.includes(policy)),
    mayLog: logging !== undefined,
  };
}

async function readOnline(clients: Clients): Promise<Set<string>> {
  const pages = await readPages((NextToken) => clients.ssm.describeInstanceInformation({ NextToken }));
  const agents = pages.flatMap((page) => page.InstanceInformationList ?? []);
  return new Set(agents.filter(({ PingStatus }) => PingStatus === 'Online').map(({ InstanceId = '' }) => InstanceId));
}

function toHost(
  { InstanceId = '', NetworkInterfaces = [], SecurityGroups = [] }: Instance,
  { profile, role, online }: { profile?: string; role?: string; online: ReadonlySet<string> },
): Host {
  const groups = [...SecurityGroups, ...NetworkInterfaces.flatMap(({ Groups = [] }) => Groups)];
  const ids = new Set(groups.flatMap(({ GroupId }) => GroupId ?? []));
  return { id: InstanceId, isOnline: online.has(InstanceId), profile, role, groups: [...ids].sort() };
}
