import { AutoScaling } from '@aws-sdk/client-auto-scaling';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { EC2 } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAM } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import type { AutomationBench } from './bench.ts';
import { describeEightCases } from './eight-cases.ts';
import { createInstances } from './instances.ts';

const NAME = 'isolate-instance';
const BOB = 'arn:aws:sts::123456789012:assumed-role/operator/bob';
const ADDRESS = '198.51.100.23';
const HOUR = 3_600_000;
const TRUST = '{"Version":"2012-10-17","Statement":[]}';

/** Inputs of every run; each world puts its own instance in. */
const inputs: Record<string, string> = {
  instance: '',
  ticket: 'SEC-1042',
  person: BOB,
  tickets: 'tickets',
  address: ADDRESS,
};

let opened: ReturnType<typeof createClients> | undefined;

function open(bench: AutomationBench): ReturnType<typeof createClients> {
  opened ??= createClients(bench);
  return opened;
}

function createClients(bench: AutomationBench) {
  const { endpoint } = bench;
  const clients = {
    ec2: new EC2({ endpoint }),
    iam: new IAM({ endpoint }),
    dynamoDb: new DynamoDB({ endpoint }),
    balancing: new ElasticLoadBalancingV2({ endpoint }),
    scaling: new AutoScaling({ endpoint }),
  };
  for (const client of Object.values(clients)) bench.closeAfter(client);
  return clients;
}

async function makeTickets(bench: AutomationBench): Promise<void> {
  await open(bench).dynamoDb.createTable({
    TableName: 'tickets',
    AttributeDefinitions: ['resource', 'ticket'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [
      { AttributeName: 'resource', KeyType: 'HASH' },
      { AttributeName: 'ticket', KeyType: 'RANGE' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  });
}

/** A ticket that lets a person in for an hour from now; the clock of the run may be a moment behind. */
async function giveTicket(bench: AutomationBench, person: string, from = Date.now() - HOUR): Promise<void> {
  const toText = (time: number) => ({ S: new Date(time).toISOString() });
  await open(bench).dynamoDb.putItem({
    TableName: 'tickets',
    Item: {
      resource: { S: inputs.instance ?? '' },
      ticket: { S: 'OPS-7' },
      person: { S: person },
      from: toText(from),
      until: toText(from + 2 * HOUR),
    },
  });
}

/** Instances with a role of their own, behind a load balancer. */
async function makeBusy(bench: AutomationBench, count: number): Promise<void> {
  const { ec2, iam, balancing } = open(bench);
  await makeTickets(bench);
  const ids = await createInstances(bench.endpoint).start(count);
  inputs.instance = ids.join(',');
  await iam.createRole({ RoleName: 'web', AssumeRolePolicyDocument: TRUST });
  await iam.createInstanceProfile({ InstanceProfileName: 'web' });
  await iam.addRoleToInstanceProfile({ InstanceProfileName: 'web', RoleName: 'web' });
  const { Vpcs = [] } = await ec2.describeVpcs({});
  const { TargetGroups = [] } = await balancing.createTargetGroup({
    Name: 'web',
    Protocol: 'HTTP',
    Port: 80,
    VpcId: Vpcs[0]?.VpcId,
  });
  for (const InstanceId of ids)
    await ec2.associateIamInstanceProfile({ InstanceId, IamInstanceProfile: { Name: 'web' } });
  await balancing.registerTargets({
    TargetGroupArn: TargetGroups[0]?.TargetGroupArn,
    Targets: ids.map((Id) => ({ Id, Port: 8080 })),
  });
}

/** Everything that isolating an instance changes, but for the snapshots, which stay. */
async function look(bench: AutomationBench): Promise<unknown> {
  const { ec2, iam, balancing } = open(bench);
  const { Reservations = [] } = await ec2.describeInstances({});
  const instances = Reservations.flatMap((one) => one.Instances ?? []);
  const { SecurityGroups = [] } = await ec2.describeSecurityGroups({});
  const { NetworkAcls = [] } = await ec2.describeNetworkAcls({});
  const { TargetGroups = [] } = await balancing.describeTargetGroups({});
  const policies = await iam.listRolePolicies({ RoleName: 'web' }).catch(() => undefined);
  const health = await Promise.all(
    TargetGroups.map(({ TargetGroupArn }) => balancing.describeTargetHealth({ TargetGroupArn })),
  );
  const protections = await Promise.all(
    instances.map(({ InstanceId }) =>
      Promise.all(
        (['disableApiTermination', 'instanceInitiatedShutdownBehavior'] as const).map(async (Attribute) => {
          const answer = await ec2.describeInstanceAttribute({ InstanceId, Attribute });
          return [answer.DisableApiTermination?.Value, answer.InstanceInitiatedShutdownBehavior?.Value];
        }),
      ),
    ),
  );
  return {
    instances: instances.map(({ InstanceId, Tags, NetworkInterfaces = [] }) => ({
      InstanceId,
      Tags: Tags ?? [],
      groups: NetworkInterfaces.map(({ Groups = [] }) => Groups.map(({ GroupName }) => GroupName)),
    })),
    protections,
    groups: SecurityGroups.map(({ GroupName, IpPermissionsEgress = [] }) => [GroupName, IpPermissionsEgress.length]),
    acls: NetworkAcls.map(({ Entries = [] }) =>
      Entries.map(({ RuleNumber, CidrBlock, Egress, RuleAction }) => [RuleNumber, CidrBlock, Egress, RuleAction]),
    ),
    targets: health.map(({ TargetHealthDescriptions = [] }) =>
      TargetHealthDescriptions.map(({ Target }) => Target?.Id),
    ),
    policies: policies?.PolicyNames,
  };
}

/** The emulator keeps no event history. It is a reading call. */
const SESSION = { eventName: 'StartSession', userIdentity: { arn: BOB } };
const lookupEvents = () => ({
  Events: [inputs.instance, 'i-00000000000000000'].map((target) => ({
    CloudTrailEvent: JSON.stringify({ ...SESSION, requestParameters: { target } }),
  })),
});

await describeEightCases(
  {
    name: NAME,
    input: { inputs, mocks: { 'cloudTrail.lookupEvents': lookupEvents } },
    makeQuiet: async (bench) => {
      await makeBusy(bench, 1);
      await giveTicket(bench, BOB);
    },
    makeBusy,
    look,
    tooMany: 2,
    permission: 'ec2:CreateTags',
    badInputs: [
      [{ instance: 'web' }, /Unexpected value of the input `instance`/u],
      [{ address: '198.51.100.0/24' }, /Unexpected value of the input `address`/u],
      [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
    ],
  },
  (bench) => {
    const listMeasures = async () => {
      const { view, error } = await bench.plan();
      expect(error).toBeUndefined();
      return view?.plan.actions.map(({ data }) => (data as { measure: string }).measure);
    };

    it('cuts everything off in the order of the SOP, and keeps the evidence', async () => {
      await makeBusy(bench, 1);
      const { ec2, iam } = open(bench);
      const { instance = '' } = inputs;
      expect(await listMeasures()).toEqual([
        'tag',
        'protection',
        'balancers',
        'quarantine',
        'interfaces',
        'acl',
        'credentials',
        'snapshots',
      ]);
      const result = await bench.apply();
      expect(result).toMatchObject({ status: 'done', problems: [] });
      expect(await look(bench)).toMatchObject({
        instances: [{ Tags: [{ Key: 'quarantine', Value: 'SEC-1042' }], groups: [[`quarantine-${instance}`]] }],
        protections: [
          [
            [true, undefined],
            [undefined, 'stop'],
          ],
        ],
        groups: expect.arrayContaining([[`quarantine-${instance}`, 0]]) as unknown,
        acls: [
          expect.arrayContaining([
            [1, `${ADDRESS}/32`, true, 'deny'],
            [1, `${ADDRESS}/32`, false, 'deny'],
          ]),
        ] as unknown,
        targets: [[]],
        policies: [`quarantine-${instance}`],
      });
      const policy = await iam.getRolePolicy({ RoleName: 'web', PolicyName: `quarantine-${instance}` });
      expect(decodeURIComponent(policy.PolicyDocument ?? '')).toContain(
        `{"ec2:SourceInstanceARN":"arn:aws:ec2:eu-west-1:123456789012:instance/${instance}"}`,
      );
      const { Snapshots = [] } = await ec2.describeSnapshots({
        Filters: [{ Name: 'tag:quarantine', Values: ['SEC-1042'] }],
      });
      expect(Snapshots).toHaveLength(1);
      const folder = `.gait/runs/${result.run}`;
      expect(bench.checkout.list(folder)).toEqual(['console.txt', 'journal.jsonl', 'sessions.json', 'state.json']);
      expect(JSON.parse(bench.checkout.read(`${folder}/sessions.json`))).toEqual([
        { ...SESSION, requestParameters: { target: instance } },
      ]);
    });

    it('takes an instance out of its Auto Scaling group, which starts another', async () => {
      await makeTickets(bench);
      const { ec2, scaling } = open(bench);
      const { Images = [] } = await ec2.describeImages({ Owners: ['amazon'] });
      const { Subnets = [] } = await ec2.describeSubnets({});
      const AutoScalingGroupName = 'web';
      await scaling.createLaunchConfiguration({
        LaunchConfigurationName: 'web',
        ImageId: Images[0]?.ImageId,
        InstanceType: 't3.micro',
      });
      await scaling.createAutoScalingGroup({
        AutoScalingGroupName,
        LaunchConfigurationName: 'web',
        MinSize: 1,
        MaxSize: 2,
        DesiredCapacity: 1,
        VPCZoneIdentifier: Subnets[0]?.SubnetId,
      });
      const readMembers = async () => {
        const { AutoScalingInstances = [] } = await scaling.describeAutoScalingInstances({});
        return AutoScalingInstances.map(({ InstanceId = '' }) => InstanceId);
      };
      const [member = ''] = await readMembers();
      inputs.instance = member;
      const { run = '', status } = await bench.apply();
      expect(status).toBe('done');
      const [replacement] = await readMembers();
      expect(await readMembers()).toHaveLength(1);
      expect(replacement).not.toBe(member);
      expect((await bench.undo(run)).status).toBe('done');
      expect(await readMembers()).toEqual([replacement]);
    });

    it('is not put off by a ticket of somebody else, of another hour, or when nobody is named', async () => {
      await makeBusy(bench, 1);
      await giveTicket(bench, 'arn:aws:sts::123456789012:assumed-role/operator/alice');
      expect(await listMeasures()).not.toEqual([]);
      await giveTicket(bench, BOB, Date.now() - 3 * HOUR);
      expect(await listMeasures()).not.toEqual([]);
      await giveTicket(bench, BOB);
      expect(await listMeasures()).toEqual([]);
      const { person: _, ...anonymous } = inputs;
      expect((await bench.plan({ inputs: anonymous })).status).toBe('would-change');
    });

    it('touches nothing when there is no table of tickets, but for somebody who looked', async () => {
      await makeBusy(bench, 1);
      const absent = await bench.apply({ inputs: { ...inputs, tickets: 'absent' } });
      expect(absent).toMatchObject({ status: 'failed', results: [] });
      expect((await bench.plan({ inputs: { ...inputs, tickets: 'none' } })).status).toBe('would-change');
    });

    it('goes on where a run was cut off', async () => {
      await makeBusy(bench, 1);
      bench.amend("'ec2:ModifyNetworkInterfaceAttribute'", "'sts:GetSessionToken'");
      expect((await bench.apply()).status).toBe('failed');
      bench.amend("'sts:GetSessionToken'", "'ec2:ModifyNetworkInterfaceAttribute'");
      expect(await listMeasures()).toEqual(['interfaces', 'acl', 'credentials', 'snapshots']);
      expect(await bench.apply()).toMatchObject({ status: 'done', problems: [] });
    });

    it('leaves an instance that is gone to a person', async () => {
      await makeBusy(bench, 1);
      await open(bench).ec2.terminateInstances({ InstanceIds: [inputs.instance ?? ''] });
      const { view } = await bench.plan();
      expect(view?.plan.actions).toEqual([]);
      expect(view?.plan.findings).toMatchObject([{ id: inputs.instance }]);
    });
  },
);
