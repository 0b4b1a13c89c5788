import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { EC2 } from '@aws-sdk/client-ec2';
import { IAM } from '@aws-sdk/client-iam';
import { SSM } from '@aws-sdk/client-ssm';
import { createInstances } from '../instances.ts';
import type { Scene, Stage } from '../scene.ts';

const NAME = 'require-session-manager';
const TRUST = '{"Version":"2012-10-17","Statement":[]}';
/** Inputs of every run. */
export const inputs = { 'log-key': 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab' };

let opened: ReturnType<typeof createClients> | undefined;

function createClients({ endpoint, closeAfter }: Stage) {
  const clients = {
    ec2: new EC2({ endpoint }),
    iam: new IAM({ endpoint }),
    logs: new CloudWatchLogs({ endpoint }),
    ssm: new SSM({ endpoint }),
  };
  for (const client of Object.values(clients)) closeAfter(client);
  return clients;
}

/** Clients of the emulator, made once. */
export function open(bench: Stage): ReturnType<typeof createClients> {
  opened ??= createClients(bench);
  return opened;
}

/** A profile with a role of the same name. */
export async function makeProfile(bench: Stage, name: string): Promise<void> {
  const { iam } = open(bench);
  await iam.createRole({ RoleName: name, AssumeRolePolicyDocument: TRUST });
  await iam.createInstanceProfile({ InstanceProfileName: name });
  await iam.addRoleToInstanceProfile({ InstanceProfileName: name, RoleName: name });
}

/** Instances with a role of their own that may do nothing. */
export async function makeBusy(bench: Stage, count: number): Promise<string[]> {
  const ids = await createInstances(bench.endpoint).start(count);
  for (const [index, InstanceId] of ids.entries()) {
    await makeProfile(bench, `web-${index}`);
    await open(bench).ec2.associateIamInstanceProfile({ InstanceId, IamInstanceProfile: { Name: `web-${index}` } });
  }
  return ids;
}

/** The emulator runs no agents: here one answers as soon as the role of its instance may speak with Systems Manager. It is a reading call. */
async function describeInstanceInformation(): Promise<object> {
  const { ec2, iam } = opened ?? { ec2: undefined, iam: undefined };
  const answer = await ec2?.describeInstances({});
  const instances = (answer?.Reservations ?? []).flatMap((one) => one.Instances ?? []);
  const online = [];
  for (const { InstanceId, IamInstanceProfile } of instances) {
    const RoleName = IamInstanceProfile?.Arn?.split('/').at(-1);
    if (RoleName === undefined) continue;
    const policies = await iam?.listAttachedRolePolicies({ RoleName });
    if (policies?.AttachedPolicies?.length) online.push({ InstanceId, PingStatus: 'Online' });
  }
  return { InstanceInformationList: online };
}

/** All but the log group, which stays. */
export async function look(bench: Stage): Promise<unknown> {
  const { ec2, iam, ssm } = open(bench);
  const { Roles = [] } = await iam.listRoles({});
  const roles = [];
  for (const { RoleName } of Roles) {
    const { AttachedPolicies = [] } = await iam.listAttachedRolePolicies({ RoleName });
    const { PolicyNames = [] } = await iam.listRolePolicies({ RoleName });
    roles.push([RoleName, AttachedPolicies.map(({ PolicyName }) => PolicyName), PolicyNames]);
  }
  const { DocumentIdentifiers = [] } = await ssm.listDocuments({ Filters: [{ Key: 'Owner', Values: ['Self'] }] });
  const { SecurityGroups = [] } = await ec2.describeSecurityGroups({});
  const { IamInstanceProfileAssociations = [] } = await ec2.describeIamInstanceProfileAssociations({});
  return {
    roles,
    documents: DocumentIdentifiers.map(({ Name }) => Name),
    inbound: SecurityGroups.map(({ IpPermissions = [] }) => IpPermissions),
    profiles: IamInstanceProfileAssociations.map(({ InstanceId, State }) => [InstanceId, State]),
  };
}

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
  name: NAME,
  hasPolicies: true,
  input: { inputs, mocks: { 'ssm.describeInstanceInformation': describeInstanceInformation } },
  makeBusy: async (bench, count) => void (await makeBusy(bench, count)),
  look,
  tooMany: 9,
  permission: 'iam:AttachRolePolicy',
  badInputs: [
    [{ inbound: 'close' }, /Unexpected value of the input `inbound`/u],
    [{ instance: 'web' }, /Unexpected value of the input `instance`/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
  ],
};
