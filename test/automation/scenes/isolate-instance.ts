import { AutoScaling } from '@aws-sdk/client-auto-scaling';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { EC2 } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAM } from '@aws-sdk/client-iam';
import { createInstances } from '../instances.ts';
import type { Scene, Stage } from '../scene.ts';

const NAME = 'isolate-instance';
/** Who was on the instance. */
export const BOB = 'arn:aws:sts::123456789012:assumed-role/operator/bob';
/** Where the stranger came from. */
export const ADDRESS = '198.51.100.23';
/** In milliseconds. */
export const HOUR = 3_600_000;
const TRUST = '{"Version":"2012-10-17","Statement":[]}';

/** Inputs of every run; each world puts its own instance in. */
export const inputs: Record<string, string> = {
  instance: '',
  ticket: 'SEC-1042',
  person: BOB,
  tickets: 'tickets',
  address: ADDRESS,
};

let opened: ReturnType<typeof createClients> | undefined;

/** Clients of the emulator, made once. */
export function open(bench: Stage): ReturnType<typeof createClients> {
  opened ??= createClients(bench);
  return opened;
}

function createClients(bench: Stage) {
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

/** The table of tickets, with none in it. */
export async function makeTickets(bench: Stage): Promise<void> {
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
export async function giveTicket(bench: Stage, person: string, from = Date.now() - HOUR): Promise<void> {
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
export async function makeBusy(bench: Stage, count: number): Promise<void> {
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
export async function look(bench: Stage): Promise<unknown> {
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
export const SESSION = { eventName: 'StartSession', userIdentity: { arn: BOB } };
const lookupEvents = () => ({
  Events: [inputs.instance, 'i-00000000000000000'].map((target) => ({
    CloudTrailEvent: JSON.stringify({ ...SESSION, requestParameters: { target } }),
  })),
});

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
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
};
