import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { EC2 } from '@aws-sdk/client-ec2';
import { IAM } from '@aws-sdk/client-iam';
import { SSM } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import type { AutomationBench } from './bench.ts';
import { describeEightCases } from './eight-cases.ts';
import { createInstances } from './instances.ts';

const NAME = 'require-session-manager';
const GROUP = '/session-manager/sessions';
const POLICY = 'AmazonSSMManagedEC2InstanceDefaultPolicy';
const TRUST = '{"Version":"2012-10-17","Statement":[]}';
const inputs = { 'log-key': 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab' };

let opened: ReturnType<typeof createClients> | undefined;

function createClients({ endpoint, closeAfter }: AutomationBench) {
  const clients = {
    ec2: new EC2({ endpoint }),
    iam: new IAM({ endpoint }),
    logs: new CloudWatchLogs({ endpoint }),
    ssm: new SSM({ endpoint }),
  };
  for (const client of Object.values(clients)) closeAfter(client);
  return clients;
}

function open(bench: AutomationBench): ReturnType<typeof createClients> {
  opened ??= createClients(bench);
  return opened;
}

async function makeProfile(bench: AutomationBench, name: string): Promise<void> {
  const { iam } = open(bench);
  await iam.createRole({ RoleName: name, AssumeRolePolicyDocument: TRUST });
  await iam.createInstanceProfile({ InstanceProfileName: name });
  await iam.addRoleToInstanceProfile({ InstanceProfileName: name, RoleName: name });
}

/** Instances with a role of their own that may do nothing. */
async function makeBusy(bench: AutomationBench, count: number): Promise<string[]> {
  const ids = await createInstances(bench.endpoint).start(count);
  for (const [index, InstanceId] of ids.entries()) {
    await makeProfile(bench, `web-${index}`);
    await open(bench).ec2.associateIamInstanceProfile({ InstanceId, IamInstanceProfile: { Name: `web-${index}` } });
  }
  return ids;
}

async function openSsh(bench: AutomationBench, CidrIp = '10.0.0.0/8'): Promise<string> {
  const { ec2 } = open(bench);
  const { SecurityGroups = [] } = await ec2.describeSecurityGroups({ GroupNames: ['default'] });
  const GroupId = SecurityGroups[0]?.GroupId ?? '';
  const IpRanges = [{ CidrIp, Description: 'office' }];
  await ec2.authorizeSecurityGroupIngress({
    GroupId,
    IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges }],
  });
  return GroupId;
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
async function look(bench: AutomationBench): Promise<unknown> {
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

await describeEightCases(
  {
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
  },
  (bench) => {
    const plan = async (more: Record<string, string> = {}) => {
      const { view, error } = await bench.plan({ inputs: { ...inputs, ...more } });
      expect(error).toBeUndefined();
      return {
        actions: view?.plan.actions.map(({ id }) => id),
        findings: view?.plan.findings.map(({ id }) => id),
      };
    };

    it('gives the role, the log group and the preferences, and lets the role write logs', async () => {
      await makeBusy(bench, 1);
      expect(await bench.apply()).toMatchObject({ status: 'done', problems: [] });
      expect(await look(bench)).toMatchObject({
        roles: [['web-0', [POLICY], ['session-logs']]],
        documents: ['SSM-SessionManagerRunShell'],
      });
      const { logs, iam, ssm } = open(bench);
      const { logGroups } = await logs.describeLogGroups({});
      expect(logGroups).toMatchObject([{ logGroupName: GROUP, retentionInDays: 365, kmsKeyId: inputs['log-key'] }]);
      const { Content = '' } = await ssm.getDocument({ Name: 'SSM-SessionManagerRunShell' });
      expect(JSON.parse(Content)).toMatchObject({
        inputs: { cloudWatchLogGroupName: GROUP, cloudWatchEncryptionEnabled: true },
      });
      const { PolicyDocument = '' } = await iam.getRolePolicy({ RoleName: 'web-0', PolicyName: 'session-logs' });
      expect(decodeURIComponent(PolicyDocument)).toContain(`log-group:${GROUP}:*`);
    });

    it('closes SSH only when it is told so and every instance of the group answers, and can open it again', async () => {
      await makeBusy(bench, 2);
      const group = await openSsh(bench);
      expect((await plan({ inbound: 'revoke' })).findings).toEqual([expect.stringContaining(`open/${group}`)]);
      await bench.apply();
      expect((await plan()).findings).toEqual([expect.stringContaining(`open/${group}`)]);
      const before = await look(bench);
      const { run = '', status } = await bench.apply({ inputs: { ...inputs, inbound: 'revoke' } });
      expect(status).toBe('done');
      expect(await look(bench)).toMatchObject({ inbound: [[]] });
      expect((await bench.undo(run)).status).toBe('done');
      expect(await look(bench)).toEqual(before);
      bench.checkout.grant('bastion', { control: 'cis-aws@5.0.0#5.3', scope: group });
      expect(await plan({ inbound: 'revoke' })).toEqual({ actions: [], findings: [] });
    });

    it('gives a profile to an instance that has none, if it knows which, and takes it off again', async () => {
      const [id = ''] = await createInstances(bench.endpoint).start(1);
      await makeProfile(bench, 'hosts');
      expect((await plan()).findings).toEqual([`no-profile/${id}`]);
      const before = await look(bench);
      const { run = '', results } = await bench.apply({ inputs: { ...inputs, profile: 'hosts' } });
      expect(results.map(({ action, state }) => [action.id, state])).toEqual(
        [`profile/${id}`, 'manage/hosts', `group/${GROUP}`, 'preferences/SSM-SessionManagerRunShell'].map((one) => [
          one,
          'done',
        ]),
      );
      expect(await look(bench)).toMatchObject({ profiles: [[id, 'associated']] });
      expect((await bench.undo(run)).status).toBe('done');
      expect(await look(bench)).toEqual(before);
    });

    it('leaves preferences alone that somebody wrote, and says when they log nothing', async () => {
      await makeBusy(bench, 1);
      const write = (name: string) => ({ schemaVersion: '1.0', inputs: { cloudWatchLogGroupName: name } });
      const { ssm } = open(bench);
      const Name = 'SSM-SessionManagerRunShell';
      await ssm.createDocument({ Name, DocumentType: 'Session', Content: JSON.stringify(write('')) });
      expect(await plan()).toEqual({ actions: ['manage/web-0'], findings: ['unlogged/123456789012'] });
      await ssm.deleteDocument({ Name });
      await ssm.createDocument({ Name, DocumentType: 'Session', Content: JSON.stringify(write('/own')) });
      expect((await plan()).actions).toEqual(['manage/web-0', 'group//own', 'log/web-0']);
    });

    it('asks for a key before it makes a log group, and leaves out what an exception names', async () => {
      const [id = ''] = await makeBusy(bench, 1);
      const { view } = await bench.plan({ inputs: {} });
      expect(view?.plan.findings.map((one) => one.id)).toEqual([`no-key/${GROUP}`]);
      bench.checkout.grant('appliance', { control: 'cis-aws@5.0.0#1.17', scope: id });
      expect((await bench.plan()).status).toBe('nothing-to-do');
    });
  },
);
