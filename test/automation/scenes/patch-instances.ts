import { EC2 } from '@aws-sdk/client-ec2';
import { RDS } from '@aws-sdk/client-rds';
import { SSM } from '@aws-sdk/client-ssm';
import { createInstances } from '../instances.ts';
import type { Scene, Stage } from '../scene.ts';

const HOUR = 3_600_000;
const inputs = { group: 'web' };

let opened: ReturnType<typeof createClients> | undefined;

function createClients({ endpoint, closeAfter }: Stage) {
  const clients = { ec2: new EC2({ endpoint }), rds: new RDS({ endpoint }), ssm: new SSM({ endpoint }) };
  for (const client of Object.values(clients)) closeAfter(client);
  return clients;
}

/** Clients of the emulator, made once. */
export function open(bench: Stage): ReturnType<typeof createClients> {
  opened ??= createClients(bench);
  return opened;
}

/** Instances of the patch group. */
export async function start(bench: Stage, count: number): Promise<string[]> {
  const ids = await createInstances(bench.endpoint).start(count);
  await open(bench).ec2.createTags({ Resources: ids, Tags: [{ Key: 'PatchGroup', Value: 'web' }] });
  return ids;
}

/** What was sent to agents, `Install i-…`. Comments tell for whom a command was: the emulator sends each to every instance. */
async function readCommands(): Promise<string[]> {
  const { Commands = [] } = (await opened?.ssm.listCommands({})) ?? {};
  return Commands.map(
    ({ Parameters, Comment = '' }) => `${Parameters?.Operation?.[0]} ${Comment.split(' ').at(-1)}`,
  ).sort();
}

/** The emulator runs no agents, so nothing knows of patches. Here every host answers, lacks three patches until they were installed, and was
 * scanned an hour ago unless it is in `unscanned`. Both calls are reading ones. */
export const [unscanned, unmanaged] = [new Set<string>(), new Set<string>()];

async function describeInstanceInformation(): Promise<object> {
  const { Reservations = [] } = (await opened?.ec2.describeInstances({})) ?? {};
  const ids = Reservations.flatMap((one) => one.Instances ?? []).map(({ InstanceId = '' }) => InstanceId);
  const online = ids.filter((id) => !unmanaged.has(id));
  return { InstanceInformationList: online.map((InstanceId) => ({ InstanceId, PingStatus: 'Online' })) };
}

async function describeInstancePatchStates({ InstanceIds }: { InstanceIds: string[] }): Promise<object> {
  const commands = await readCommands();
  return {
    InstancePatchStates: InstanceIds.filter((id) => !unscanned.has(id) || commands.includes(`Scan ${id}`)).map(
      (id) => ({
        InstanceId: id,
        MissingCount: commands.includes(`Install ${id}`) ? 0 : 3,
        OperationEndTime: new Date(Date.now() - HOUR),
      }),
    ),
  };
}

/** The answers that say so. */
export const mocks = {
  'ssm.describeInstanceInformation': describeInstanceInformation,
  'ssm.describeInstancePatchStates': describeInstancePatchStates,
};

/** Commands that were sent, and images that were kept. */
export async function look(bench: Stage) {
  const { Images = [] } = await open(bench).ec2.describeImages({ Owners: ['self'] });
  const names = Images.map(({ Name = '' }) => Name).filter((name) => name.startsWith('before-patching-'));
  return { commands: await readCommands(), images: names.map((name) => name.replace(/-\d{12}$/u, '')) };
}

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
  name: 'patch-instances',
  input: { inputs, mocks },
  makeBusy: async (bench, count) => void (await start(bench, count)),
  look,
  tooMany: 21,
  permission: 'ec2:CreateImage',
  badInputs: [
    [{ group: 'web servers' }, /Unexpected value of the input `group`/u],
    [{ instance: 'x' }, /Unexpected input `instance`/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
  ],
  hasUndo: false,
};
