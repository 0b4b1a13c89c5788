import type { NetworkAcl } from '@aws-sdk/client-ec2';
import { ignoreErrors } from 'docusaurus-plugin-gait/automation';
import type { Measure } from './measure.ts';

const DIRECTIONS = [false, true];

/**
 * Denies the other end in the network ACLs of the instance's subnets, which keep no state: connections that a security group still tracks
 * end at once. Only with the input `address`.
 */
export const acl: Measure = {
  look: async ({ clients, inputs }, { id, interfaces }) => {
    if (inputs.address === undefined || interfaces.length === 0) return [];
    const range = `${inputs.address}/32`;
    const Values = [...new Set(interfaces.map(({ subnet }) => subnet))];
    const Filters = [{ Name: 'association.subnet-id', Values }];
    const { NetworkAcls = [] } = await clients.ec2.describeNetworkAcls({ Filters });
    return NetworkAcls.filter((one) => !isDenied(one, range)).map((one) => {
      const [target, rule] = [one.NetworkAclId ?? '', String(getFreeRule(one))];
      return {
        what: `Deny ${range} in and out of ${target}, rule ${rule}`,
        why: 'A security group lets connections live on that it tracks',
        was: 'as the other rules say',
        after: 'denied for the whole subnet',
        undo: 'Delete the two entries',
        work: { instance: id, target, before: [rule, range] },
      };
    });
  },
  apply: async ({ clients }, { target: NetworkAclId, before: [rule, CidrBlock] }) => {
    for (const Egress of DIRECTIONS) {
      await clients.ec2.createNetworkAclEntry({
        NetworkAclId,
        RuleNumber: Number(rule),
        Protocol: '-1',
        RuleAction: 'deny',
        Egress,
        CidrBlock,
      });
    }
  },
  undo: async ({ clients }, { target: NetworkAclId, before: [rule, range] }) => {
    const { NetworkAcls = [] } = await clients.ec2.describeNetworkAcls({ NetworkAclIds: [NetworkAclId] });
    const made = (NetworkAcls[0]?.Entries ?? []).filter(
      ({ RuleNumber, CidrBlock }) => RuleNumber === Number(rule) && CidrBlock === range,
    );
    for (const { Egress } of made) {
      await ignoreErrors(['InvalidNetworkAclEntry.NotFound'], () =>
        clients.ec2.deleteNetworkAclEntry({ NetworkAclId, RuleNumber: Number(rule), Egress }),
      );
    }
  },
};

/** Whether both directions deny the range before any other rule could let it pass. */
function isDenied({ Entries = [] }: NetworkAcl, range: string): boolean {
  return DIRECTIONS.every((egress) => {
    const denying = Entries.filter(
      (one) => one.Egress === egress && one.CidrBlock === range && one.Protocol === '-1' && one.RuleAction === 'deny',
    );
    const allowing = Entries.filter((one) => one.Egress === egress && one.RuleAction === 'allow');
    const getFirst = (entries: typeof Entries): number =>
      Math.min(...entries.map(({ RuleNumber = Infinity }) => RuleNumber));
    return denying.length > 0 && getFirst(denying) < getFirst(allowing);
  });
}

/** The lowest number that neither direction uses. */
function getFreeRule({ Entries = [] }: NetworkAcl): number {
  const used = new Set(Entries.map(({ RuleNumber }) => RuleNumber));
  let rule = 1;
  while (used.has(rule)) rule += 1;
  return rule;
}
