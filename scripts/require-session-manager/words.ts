import type { Action, Finding } from 'docusaurus-plugin-gait/automation';
import { AGENT_POLICIES, LOG_POLICY } from './instances.ts';
import { DOCUMENT } from './logging.ts';
import type { Work } from './work.ts';

/** A piece of work in words, for the plan. */
export function toAction(work: Work): Action<Work> {
  const { resource, target, ...words } = getWords(work);
  return { id: `${work.does}/${target ?? resource}`, resource, ...words, data: work };
}

type Words = Omit<Action, 'id' | 'data'> & { target?: string };

function getWords(work: Work): Words {
  switch (work.does) {
    case 'profile':
      return {
        resource: work.instance,
        what: `Give ${work.instance} the instance profile ${work.profile}`,
        why: 'Without a role its agent cannot speak with Systems Manager',
        before: 'no profile',
        after: work.profile,
        undo: 'Take the profile off',
      };
    case 'manage':
      return {
        resource: work.role,
        what: `Let the role ${work.role} speak with Systems Manager`,
        why: 'No agent of its instances answers',
        before: 'no policy for it',
        after: AGENT_POLICIES[0],
        undo: 'Detach the policy',
      };
    case 'group':
      return {
        resource: work.group,
        what: `Make the log group ${work.group}, encrypted, kept for a year`,
        why: 'A session without a log is no better than SSH',
        before: 'no such group',
        after: 'a group',
        undo: 'It stays: sessions may stand in it',
      };
    case 'preferences':
      return {
        resource: DOCUMENT,
        what: `Have every session of this account and region logged in ${work.group}`,
        why: 'There are no preferences, so nothing is logged',
        before: 'no preferences',
        after: 'logged, encrypted, at most an hour',
        undo: 'Delete the preferences',
      };
    case 'log':
      return {
        resource: work.role,
        what: `Let the role ${work.role} write session logs`,
        why: 'The instance writes the log itself',
        before: `no policy ${LOG_POLICY}`,
        after: `an inline policy ${LOG_POLICY}`,
        undo: 'Delete the policy',
      };
    case 'close': {
      const { group, rule, port, from } = work.rule;
      return {
        resource: group,
        target: `${group}/${rule}`,
        what: `Revoke inbound rule ${rule} of ${group}`,
        why: 'Session Manager works for every instance that uses the group',
        before: `tcp ${port} from ${from}`,
        after: 'no such rule',
        undo: 'Authorize it again; it gets a new id',
      };
    }
  }
}

const FINDINGS = {
  'no-profile': ['has no instance profile', 'Run again with --input profile=<name>, or give it one in its template'],
  silent: [
    'has a role for it, and its agent does not answer',
    'Look again in five minutes; then for a route to the endpoints, port 443 outbound, the metadata service, the agent',
  ],
  unlogged: ['has preferences for sessions that log nothing', 'Compare them with step 4 of the SOP and change them'],
  'no-key': ['does not exist, and no key was given for it', 'Run again with --input log-key=<ARN>'],
  open: [
    'still lets SSH or RDP in',
    'Open a session and find it in the log; when every instance of the group answers, run with --input inbound=revoke',
  ],
} as const;

/** Something for a person. */
export function toFinding(kind: keyof typeof FINDINGS, resource: string): Finding {
  const [what, advice] = FINDINGS[kind];
  return { id: `${kind}/${resource}`, resource, what: `${resource} ${what}`, advice };
}
