import { EC2 } from '@aws-sdk/client-ec2';
import { RDS } from '@aws-sdk/client-rds';
import { SSM } from '@aws-sdk/client-ssm';
import { beforeEach, expect, it } from 'vitest';
import type { AutomationBench } from './bench.ts';
import { describeEightCases } from './eight-cases.ts';
import { createInstances } from './instances.ts';

const HOUR = 3_600_000;
const inputs = { group: 'web' };

let opened: ReturnType<typeof createClients> | undefined;

function createClients({ endpoint, closeAfter }: AutomationBench) {
  const clients = { ec2: new EC2({ endpoint }), rds: new RDS({ endpoint }), ssm: new SSM({ endpoint }) };
  for (const client of Object.values(clients)) closeAfter(client);
  return clients;
}

function open(bench: AutomationBench): ReturnType<typeof createClients> {
  opened ??= createClients(bench);
  return opened;
}

async function start(bench: AutomationBench, count: number): Promise<string[]> {
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
let [unscanned, unmanaged]: [Set<string>, Set<string>] = [new Set(), new Set()];

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

const mocks = {
  'ssm.describeInstanceInformation': describeInstanceInformation,
  'ssm.describeInstancePatchStates': describeInstancePatchStates,
};

async function look(bench: AutomationBench) {
  const { Images = [] } = await open(bench).ec2.describeImages({ Owners: ['self'] });
  const names = Images.map(({ Name = '' }) => Name).filter((name) => name.startsWith('before-patching-'));
  return { commands: await readCommands(), images: names.map((name) => name.replace(/-\d{12}$/u, '')) };
}

await describeEightCases(
  {
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
  },
  (bench) => {
    beforeEach(() => {
      open(bench);
      [unscanned, unmanaged] = [new Set(), new Set()];
    });

    it('keeps an image of each host before it installs', async () => {
      const ids = await start(bench, 2);
      expect(await bench.apply()).toMatchObject({ status: 'done', problems: [] });
      const sorted = [...ids].sort();
      const { commands, images } = await look(bench);
      expect(commands).toEqual(sorted.map((id) => `Install ${id}`));
      expect([...images].sort()).toEqual(sorted.map((id) => `before-patching-${id}`));
    });

    it('scans first what was not scanned, and installs in the next run', async () => {
      const [id = ''] = await start(bench, 1);
      unscanned.add(id);
      const scan = await bench.apply();
      expect(scan.results.map(({ action }) => action.id)).toEqual([`${id}/scan`]);
      expect(scan.problems?.map((one) => one.id)).toEqual([`${id}/unpatched`]);
      expect(await look(bench)).toEqual({ commands: [`Scan ${id}`], images: [] });
      expect(await bench.apply()).toMatchObject({ status: 'done', problems: [] });
      expect((await look(bench)).commands).toEqual([`Install ${id}`, `Scan ${id}`]);
    });

    it('stops after the second host on which it fails', async () => {
      await start(bench, 4);
      const failing = { ...mocks, 'ssm.getCommandInvocation': () => ({ Status: 'Failed' }) };
      const { status, results } = await bench.apply({ mocks: failing });
      expect([status, results.map(({ state }) => state)]).toEqual(['failed', ['failed', 'failed', 'open', 'open']]);
      expect(results[0]?.error).toContain('expected Success');
    });

    it('leaves to a person what is not managed or in no group, and databases', async () => {
      const [tagged = ''] = await start(bench, 1);
      const [bare = ''] = await createInstances(bench.endpoint).start(1);
      unmanaged.add(tagged);
      await open(bench).rds.createDBInstance({
        DBInstanceIdentifier: 'orders',
        DBInstanceClass: 'db.t4g.micro',
        Engine: 'postgres',
        AllocatedStorage: 20,
        MasterUsername: 'postgres',
        MasterUserPassword: 'only-in-the-emulator',
        AutoMinorVersionUpgrade: false,
      });
      const listFindings = async () => (await bench.plan()).view?.plan.findings.map(({ id }) => id);
      expect(await listFindings()).toEqual([`${tagged}/unmanaged`, `${bare}/bare`, 'orders/database']);
      expect((await bench.plan()).view?.plan.actions).toEqual([]);
      bench.checkout.grant('old-engine', { control: 'cis-aws@5.0.0#2.2.2', scope: 'orders' });
      bench.checkout.commit(
        'exceptions/appliance.yaml',
        `schema: 1\nid: appliance\ncheck: 'securityhub:SSM.1'\nscope: ${bare} ${tagged}\nreason: test\ngranted_by: test\n` +
          'granted_on: 2026-01-01\nexpires: 2999-12-31\n',
      );
      expect(await listFindings()).toEqual([]);
    });
  },
);
