import type { IpPermission } from '@aws-sdk/client-ec2';
import type { Action, Clients, Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, ignoreErrors, readPages } from 'docusaurus-plugin-gait/automation';
import { getKey, isCovered, isWide, readOpenRules, toText } from './rules.ts';
import type { OpenRule } from './rules.ts';

/** Groups that one call for interfaces asks about: EC2 takes at most 200 values in a filter. */
const GROUPS_AT_ONCE = 200;

export const { plan, apply, verify, undo } = defineAutomation<OpenRule>({
  async plan(context) {
    const { open, groups } = await readOpenRules(context.clients);
    const excepted = open.filter((rule) => isExcepted(rule, context));
    const rules = open.filter((rule) => !excepted.includes(rule));
    const users = await countInterfaces(context.clients, [...new Set(rules.map(({ group }) => group))]);
    const getUsers = ({ group }: OpenRule): number => users.get(group) ?? 0;
    const isLeft = (rule: OpenRule): boolean => isWide(rule) && getUsers(rule) > 0 && context.inputs.wide !== 'revoke';
    const actions = rules.filter((rule) => !isLeft(rule)).map((rule) => toAction(rule, getUsers(rule)));
    const findings = rules.filter(isLeft).map(toFinding);
    return {
      examined: groups,
      actions,
      findings,
      notes: {
        'confirm-account': `Account ${context.account}, region ${context.region}.`,
        'find-open-groups': `${open.length} open rules among ${groups} groups.`,
        'review-exceptions': `${excepted.length} excepted, ${findings.length} left to a person.`,
      },
    };
  },

  async apply({ clients }, { data: { group, rule } }) {
    await ignoreErrors(['InvalidSecurityGroupRuleId.NotFound', 'InvalidPermission.NotFound'], () =>
      clients.ec2.revokeSecurityGroupIngress({ GroupId: group, SecurityGroupRuleIds: [rule] }),
    );
  },

  async verify(context) {
    const { open } = await readOpenRules(context.clients);
    return open.filter((rule) => !isExcepted(rule, context)).map(toFinding);
  },

  async undo({ clients }, { data }) {
    await ignoreErrors(['InvalidPermission.Duplicate'], () =>
      clients.ec2.authorizeSecurityGroupIngress({ GroupId: data.group, IpPermissions: [toPermission(data)] }),
    );
  },
});

function isExcepted(rule: OpenRule, { exceptions, inputs }: Context): boolean {
  return inputs.except?.split(',').includes(rule.group) === true || isCovered(rule, exceptions);
}

async function countInterfaces(clients: Clients, groups: string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (let start = 0; start < groups.length; start += GROUPS_AT_ONCE) {
    const Filters = [{ Name: 'group-id', Values: groups.slice(start, start + GROUPS_AT_ONCE) }];
    const pages = await readPages((NextToken) => clients.ec2.describeNetworkInterfaces({ NextToken, Filters }));
    for (const { Groups = [] } of pages.flatMap((page) => page.NetworkInterfaces ?? [])) {
      for (const { GroupId = '' } of Groups) counts.set(GroupId, (counts.get(GroupId) ?? 0) + 1);
    }
  }
  return counts;
}

function toAction(rule: OpenRule, users: number): Action<OpenRule> {
  return {
    id: getKey(rule),
    resource: rule.group,
    what: `Revoke inbound rule ${rule.rule} of ${rule.group}`,
    why: `It lets the whole internet reach SSH or RDP; ${users === 0 ? 'no interface uses' : `${users} interfaces use`} the group`,
    before: toText(rule),
    after: 'no such rule',
    undo: 'Authorize the same protocol, ports, range and description again; the rule gets a new id and no tags',
    data: rule,
  };
}

function toFinding(rule: OpenRule): Finding {
  return {
    id: getKey(rule),
    resource: rule.group,
    what: `${rule.rule} of ${rule.group} is open: ${toText(rule)}`,
    advice: isWide(rule)
      ? 'Ask which ports the service needs, open those by a rule of their own, then run with --input wide=revoke'
      : 'Look for what puts the rule back, then run again',
  };
}

function toPermission({ protocol, from, to, range, description }: OpenRule): IpPermission {
  const Description = description ?? undefined;
  return {
    IpProtocol: protocol,
    ...(protocol !== '-1' && { FromPort: from, ToPort: to }),
    ...(range.includes(':')
      ? { Ipv6Ranges: [{ CidrIpv6: range, Description }] }
      : { IpRanges: [{ CidrIp: range, Description }] }),
  };
}
