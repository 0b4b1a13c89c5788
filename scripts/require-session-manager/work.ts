import type { Context } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors } from 'docusaurus-plugin-gait/automation';
import { putBack } from './inbound.ts';
import type { InboundRule } from './inbound.ts';
import { AGENT_POLICIES, LOG_POLICY } from './instances.ts';
import { DOCUMENT, getLogPolicy, makeGroup, writePreferences } from './logging.ts';
import { giveProfile, takeProfile } from './profile.ts';

/** One thing to do. */
export type Work =
  | { does: 'profile'; instance: string; profile: string }
  | { does: 'manage'; role: string }
  | { does: 'group'; group: string }
  | { does: 'preferences'; group: string }
  | { does: 'log'; role: string; group: string }
  | { does: 'close'; rule: InboundRule };

/** Does it. Each can be repeated. */
export async function doWork(context: Context, work: Work): Promise<void> {
  const { clients, inputs } = context;
  switch (work.does) {
    case 'profile':
      return giveProfile(clients, work.instance, work.profile);
    case 'manage':
      return void (await clients.iam.attachRolePolicy({ RoleName: work.role, PolicyArn: getAgentPolicy(context) }));
    case 'group':
      return makeGroup(clients, work.group, inputs['log-key']);
    case 'preferences':
      return writePreferences(clients, work.group);
    case 'log':
      return void (await clients.iam.putRolePolicy({
        RoleName: work.role,
        PolicyName: LOG_POLICY,
        PolicyDocument: getLogPolicy(context, work.group),
      }));
    case 'close':
      return void (await ignoreErrors(['InvalidSecurityGroupRuleId.NotFound'], () =>
        clients.ec2.revokeSecurityGroupIngress({
          GroupId: work.rule.group,
          SecurityGroupRuleIds: [work.rule.rule],
        }),
      ));
  }
}

/** Takes it back. The log group stays: sessions may stand in it. */
export async function undoWork(context: Context, work: Work): Promise<void> {
  const { clients } = context;
  switch (work.does) {
    case 'profile':
      return takeProfile(clients, work.instance, work.profile);
    case 'manage':
      return void (await ignoreErrors(['NoSuchEntityException'], () =>
        clients.iam.detachRolePolicy({ RoleName: work.role, PolicyArn: getAgentPolicy(context) }),
      ));
    case 'group':
      return;
    case 'preferences':
      return void (await ignoreErrors(['InvalidDocument'], () => clients.ssm.deleteDocument({ Name: DOCUMENT })));
    case 'log':
      return void (await ignoreErrors(['NoSuchEntityException'], () =>
        clients.iam.deleteRolePolicy({ RoleName: work.role, PolicyName: LOG_POLICY }),
      ));
    case 'close':
      return void (await ignoreErrors(['InvalidPermission.Duplicate'], () => putBack(clients, work.rule)));
  }
}

function getAgentPolicy({ partition }: Context): string {
  return `arn:${partition}:iam::aws:policy/${AGENT_POLICIES[0]}`;
}
