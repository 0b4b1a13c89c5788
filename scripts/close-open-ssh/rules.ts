import type { SecurityGroupRule } from '@aws-sdk/client-ec2';
import type { Clients, Context } from 'docusaurus-plugin-gait/automation';
import { readPages } from 'docusaurus-plugin-gait/automation';

/** What is needed to take one rule away and to put it back. */
export interface OpenRule {
  group: string;
  rule: string;
  protocol: string;
  from: number;
  to: number;
  range: string;
  description: string | null;
  /** Value of the tag {@link EXCEPTION_TAG}. */
  exception: string | null;
}

/** Tag of a rule that names the exception in force that covers it. The tag alone excuses nothing. */
const EXCEPTION_TAG = 'gait-exception';

/** Whole internet, by family, with the control and the checks that ask to keep it out. An exception to any of them covers a rule. */
const INTERNET: Record<string, readonly string[]> = {
  '0.0.0.0/0': ['cis-aws@5.0.0#5.3', 'securityhub:EC2.53'],
  '::/0': ['cis-aws@5.0.0#5.4', 'securityhub:EC2.54'],
};
const CHECKS_OF_BOTH = [
  'prowler:ec2_securitygroup_allow_ingress_from_internet_to_all_ports',
  'prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22',
  'prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_3389',
];

/** SSH and RDP. */
const PORTS = [22, 3389];

/** Reads every rule of the region: those that are open, and how many groups there are. */
export async function readOpenRules(clients: Clients): Promise<{ open: OpenRule[]; groups: number }> {
  const pages = await readPages((NextToken) => clients.ec2.describeSecurityGroupRules({ NextToken, MaxResults: 1000 }));
  const rules = pages.flatMap((page) => page.SecurityGroupRules ?? []);
  return {
    open: rules.flatMap(toOpenRule).sort((a, b) => (getKey(a) < getKey(b) ? -1 : 1)),
    groups: new Set(rules.map(({ GroupId }) => GroupId)).size,
  };
}

/** Key of a rule: its group and its id. */
export function getKey({ group, rule }: OpenRule): string {
  return `${group}/${rule}`;
}

function toOpenRule(rule: SecurityGroupRule): OpenRule[] {
  const range = rule.CidrIpv4 ?? rule.CidrIpv6;
  if (rule.IsEgress || range === undefined || !(range in INTERNET)) return [];
  const { GroupId, SecurityGroupRuleId, IpProtocol = '', FromPort = -1, ToPort = -1, Description = null } = rule;
  const isCovering =
    IpProtocol === '-1' || (IpProtocol === 'tcp' && PORTS.some((port) => FromPort <= port && port <= ToPort));
  if (!isCovering || GroupId === undefined || SecurityGroupRuleId === undefined) return [];
  const ports = { protocol: IpProtocol, from: FromPort, to: ToPort };
  const exception = rule.Tags?.find(({ Key }) => Key === EXCEPTION_TAG)?.Value ?? null;
  return [{ group: GroupId, rule: SecurityGroupRuleId, ...ports, range, description: Description, exception }];
}

/** Whether a rule opens more than SSH and RDP. */
export function isWide({ protocol, from, to }: OpenRule): boolean {
  return protocol === '-1' || !(from === to && PORTS.includes(from));
}

/** A rule in words: `tcp 22 from 0.0.0.0/0 ("temp")`. */
export function toText({ protocol, from, to, range, description }: OpenRule): string {
  const ports = protocol === '-1' ? 'all traffic' : `${protocol} ${from === to ? from : `${from}-${to}`}`;
  return `${ports} from ${range}${description === null ? '' : ` ("${description}")`}`;
}

/** Whether an exception covers a rule: it is about the rule's control or check, and its scope names the group or rule, or the rule's tag it. */
export function isCovered(rule: OpenRule, exceptions: Context['exceptions']): boolean {
  const subjects = [...(INTERNET[rule.range] ?? []), ...CHECKS_OF_BOTH];
  return exceptions.some(({ id, control, check, scope }) => {
    const isNamed = scope.split(/[\s,;]+/u).some((word) => word === rule.group || word === rule.rule);
    return subjects.includes(control ?? check ?? '') && (isNamed || rule.exception === id);
  });
}
