import { Organizations } from '@aws-sdk/client-organizations';
import { getGuards } from '../../../scripts/guard-organization/policies.ts';
import type { Scene, Stage } from '../scene.ts';

const NAME = 'guard-organization';
/** The kind of policy that guards. */
export const Filter = 'SERVICE_CONTROL_POLICY';

/** Inputs of every run; each world puts its own targets in. */
export const inputs: Record<string, string> = { targets: '', regions: 'eu-west-1,eu-central-1' };

let opened: Organizations | undefined;

/** A client of the emulator, made once. */
export function open({ endpoint, closeAfter }: Stage): Organizations {
  if (opened === undefined) {
    opened = new Organizations({ endpoint });
    closeAfter(opened);
  }
  return opened;
}

/** An organisation with so many units, which become the targets. */
export async function makeUnits(bench: Stage, count: number): Promise<string[]> {
  const organizations = open(bench);
  await organizations.createOrganization({ FeatureSet: 'ALL' });
  const { Roots = [] } = await organizations.listRoots({});
  const ids: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const { OrganizationalUnit } = await organizations.createOrganizationalUnit({
      ParentId: Roots[0]?.Id,
      Name: `unit-${made}`,
    });
    ids.push(OrganizationalUnit?.Id ?? '');
  }
  inputs.targets = ids.join(',');
  return ids;
}

/** Our policies with their targets. */
export async function read(bench: Stage) {
  const organizations = open(bench);
  const { Policies = [] } = await organizations.listPolicies({ Filter });
  return Promise.all(
    Policies.filter(({ AwsManaged }) => !AwsManaged).map(async ({ Id, Name }) => {
      const { Policy } = await organizations.describePolicy({ PolicyId: Id });
      const { Targets = [] } = await organizations.listTargetsForPolicy({ PolicyId: Id });
      return { Name, content: Policy?.Content ?? '', targets: Targets.map(({ TargetId }) => TargetId) };
    }),
  );
}

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
  name: NAME,
  input: { inputs },
  makeQuiet: async (bench) => {
    const [TargetId] = await makeUnits(bench, 1);
    const organizations = open(bench);
    const { Roots = [] } = await organizations.listRoots({});
    await organizations.enablePolicyType({ RootId: Roots[0]?.Id, PolicyType: Filter });
    const context = { inputs: { ...inputs, exempt: 'deploy' }, partition: 'aws' };
    for (const { name: Name, description: Description, document } of getGuards(context)) {
      const Content = JSON.stringify(document);
      const { Policy } = await organizations.createPolicy({ Name, Description, Content, Type: Filter });
      await organizations.attachPolicy({ PolicyId: Policy?.PolicySummary?.Id, TargetId });
    }
  },
  makeBusy: async (bench, count) => void (await makeUnits(bench, count)),
  look: read,
  tooMany: 2,
  permission: 'organizations:CreatePolicy',
  badInputs: [
    [{ targets: 'everything' }, /Unexpected value of the input `targets`/u],
    [{ regions: 'Europe' }, /Unexpected value of the input `regions`/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
  ],
};
