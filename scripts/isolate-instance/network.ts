import type { Context } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors } from 'docusaurus-plugin-gait/automation';
import { getName, getTicket } from './measure.ts';
import type { Measure } from './measure.ts';

/** A security group without a single rule, in each VPC that the instance is in. */
export const quarantine: Measure = {
  look: async (context, { id, interfaces }) => {
    const vpcs = [...new Set(interfaces.map(({ vpc }) => vpc))];
    const found = await Promise.all(vpcs.map(async (vpc) => ({ vpc, group: await findGroup(context, id, vpc) })));
    return found
      .filter(({ group }) => group === undefined || group.rules.length > 0)
      .map(({ vpc, group }) => ({
        what: `Make the security group ${getName(id)} in ${vpc}, without rules`,
        why: 'A group without rules lets nothing in and nothing out',
        was: group === undefined ? 'no such group' : `${group.rules.length} rules`,
        after: 'a group without rules',
        undo: 'Delete the group',
        work: { instance: id, target: vpc, before: [] },
      }));
  },
  apply: async (context, { instance, target: VpcId }) => {
    const { clients } = context;
    if ((await findGroup(context, instance, VpcId)) === undefined) {
      const Description = `Quarantine for ${getTicket(context)}`;
      await clients.ec2.createSecurityGroup({ GroupName: getName(instance), Description, VpcId });
    }
    const made = await getGroup(context, instance, VpcId);
    if (made.rules.length > 0)
      await clients.ec2.revokeSecurityGroupEgress({ GroupId: made.id, SecurityGroupRuleIds: made.rules });
  },
  undo: async (context, { instance, target }) => {
    const made = await findGroup(context, instance, target);
    if (made === undefined) return;
    await ignoreErrors(['InvalidGroup.NotFound'], () => context.clients.ec2.deleteSecurityGroup({ GroupId: made.id }));
  },
};

/** That group, and no other, on every interface. */
export const interfaces: Measure = {
  look: async (context, subject) => {
    const todos = await Promise.all(
      subject.interfaces.map(async ({ id, vpc, groups }) => {
        const group = await findGroup(context, subject.id, vpc);
        if (group !== undefined && groups.length === 1 && groups[0] === group.id) return [];
        return {
          what: `Cut ${id} off: ${getName(subject.id)} in place of its groups`,
          why: 'Nothing may reach the instance, and it nothing',
          was: groups.join(', '),
          after: getName(subject.id),
          undo: 'Put its groups back',
          work: { instance: subject.id, target: id, before: groups, vpc },
        };
      }),
    );
    return todos.flat();
  },
  apply: async (context, { instance, target: NetworkInterfaceId, vpc = '' }) => {
    const { id } = await getGroup(context, instance, vpc);
    await context.clients.ec2.modifyNetworkInterfaceAttribute({ NetworkInterfaceId, Groups: [id] });
  },
  undo: async ({ clients }, { target: NetworkInterfaceId, before: Groups }) => {
    await clients.ec2.modifyNetworkInterfaceAttribute({ NetworkInterfaceId, Groups });
  },
};

interface Group {
  id: string;
  /** Ids of its rules. AWS gives every new group one that lets everything out. */
  rules: string[];
}

async function findGroup({ clients }: Context, instance: string, vpc: string): Promise<Group | undefined> {
  const Filters = [
    { Name: 'group-name', Values: [getName(instance)] },
    { Name: 'vpc-id', Values: [vpc] },
  ];
  const { SecurityGroups = [] } = await clients.ec2.describeSecurityGroups({ Filters });
  const id = SecurityGroups[0]?.GroupId;
  if (id === undefined) return undefined;
  const { SecurityGroupRules = [] } = await clients.ec2.describeSecurityGroupRules({
    Filters: [{ Name: 'group-id', Values: [id] }],
  });
  return { id, rules: SecurityGroupRules.flatMap(({ SecurityGroupRuleId }) => SecurityGroupRuleId ?? []) };
}

async function getGroup(context: Context, instance: string, vpc: string): Promise<Group> {
  const group = await findGroup(context, instance, vpc);
  if (group === undefined)
    throw new Error(`Unexpected absence of ${getName(instance)} in ${vpc}, expected it to be made`);
  return group;
}
