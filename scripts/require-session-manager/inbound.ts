import type { IpPermission, SecurityGroupRule } from '@aws-sdk/client-ec2';
import type { Clients, Context } from 'docusaurus-plugin-gait/automation';
import { isExcepted, readPages } from 'docusaurus-plugin-gait/automation';

/** The controls and checks that an exception for a group may name. */
const SUBJECTS = ['cis-aws@5.0.0#5.3', 'cis-aws@5.0.0#5.4', 'securityhub:EC2.53', 'securityhub:EC2.54'];

/** SSH and RDP. */
const PORTS = [22, 3389];

/** EC2 takes at most 200 values in a filter. */
const GROUPS_AT_ONCE = 200;

/** An inbound rule for SSH or RDP and nothing else, and what is needed to put it back. */
export interface InboundRule {
  group: string;
  rule: string;
  port: number;
  kind: 'range' | 'range6' | 'group' | 'list';
  from: string;
  description: string | null;
}

/** Rules for SSH and RDP of groups, from whatever source, without those of groups that an exception names. Wider ones are for close-open-ssh. */
export async function readInbound({ clients, exceptions }: Context, groups: readonly string[]): Promise<InboundRule[]> {
  const rules: InboundRule[] = [];
  for (let start = 0; start < groups.length; start += GROUPS_AT_ONCE) {
    const Filters = [{ Name: 'group-id', Values: groups.slice(start, start + GROUPS_AT_ONCE) }];
    const pages = await readPages((NextToken) => clients.ec2.describeSecurityGroupRules({ NextToken, Filters }));
    rules.push(...pages.flatMap((page) => page.SecurityGroupRules ?? []).flatMap(toRule));
  }
  return rules
    .filter(({ group }) => !isExcepted(exceptions, SUBJECTS, group))
    .sort((a, b) => (`${a.group}${a.rule}` < `${b.group}${b.rule}` ? -1 : 1));
}

/** Puts a rule back; it gets a new id. */
export async function putBack(clients: Clients, rule: InboundRule): Promise<void> {
  await clients.ec2.authorizeSecurityGroupIngress({ GroupId: rule.group, IpPermissions: [toPermission(rule)] });
}

function toRule(one: SecurityGroupRule): InboundRule[] {
  const { GroupId: group, SecurityGroupRuleId: rule, FromPort: port = -1, Description: description = null } = one;
  const isNarrow = !one.IsEgress && one.IpProtocol === 'tcp' && port === one.ToPort && PORTS.includes(port);
  if (!isNarrow || group === undefined || rule === undefined) return [];
  const base = { group, rule, port, description };
  if (one.CidrIpv4 !== undefined) return [{ ...base, kind: 'range', from: one.CidrIpv4 }];
  if (one.CidrIpv6 !== undefined) return [{ ...base, kind: 'range6', from: one.CidrIpv6 }];
  if (one.PrefixListId !== undefined) return [{ ...base, kind: 'list', from: one.PrefixListId }];
  const from = one.ReferencedGroupInfo?.GroupId;
  return from === undefined ? [] : [{ ...base, kind: 'group', from }];
}

function toPermission({ port, kind, from, description }: InboundRule): IpPermission {
  const Description = description ?? undefined;
  const sources: Record<InboundRule['kind'], Partial<IpPermission>> = {
    range: { IpRanges: [{ CidrIp: from, Description }] },
    range6: { Ipv6Ranges: [{ CidrIpv6: from, Description }] },
    group: { UserIdGroupPairs: [{ GroupId: from, Description }] },
    list: { PrefixListIds: [{ PrefixListId: from, Description }] },
  };
  return { IpProtocol: 'tcp', FromPort: port, ToPort: port, ...sources[kind] };
}
