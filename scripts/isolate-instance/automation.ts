import type { Action, Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, toUndone } from 'docusaurus-plugin-gait/automation';
import { acl } from './acl.ts';
import { credentials } from './credentials.ts';
import { readEvidence, snapshots } from './evidence.ts';
import { readSubjects } from './instance.ts';
import { protection, tag } from './marks.ts';
import type { Measure, Subject, Work } from './measure.ts';
import { interfaces, quarantine } from './network.ts';
import { balancers, group } from './service.ts';
import { findTicket } from './tickets.ts';

/** In the order of the SOP: evidence is marked before anything can end it, and out of its group before its health check can fail. */
const MEASURES = { tag, protection, group, balancers, quarantine, interfaces, acl, credentials, snapshots };

type Name = keyof typeof MEASURES;

type Data = Work & { measure: Name };

const NAMES = Object.keys(MEASURES) as Name[];

export const { plan, apply, verify, undo } = defineAutomation<Data>({
  async plan(context) {
    const subjects = await readSubjects(context);
    const { open, explained } = await divide(context, subjects);
    const { sessions, files } = await readEvidence(context, open);
    const actions = await readActions(context, open);
    const count = (...names: Name[]): number => actions.filter(({ data }) => names.includes(data.measure)).length;
    return {
      examined: subjects.length,
      actions,
      findings: subjects.filter(isGone).map(toGone),
      notes: {
        'confirm-account': `Account ${context.account}, region ${context.region}.`,
        'check-ticket': `${explained.length} explained by ${explained.join(', ') || 'a ticket'}, ${sessions} sessions in 24 hours.`,
        'record-state': `${open.length} kept in state.json.`,
        'take-out-of-service': `${count('group')} Auto Scaling groups and ${count('balancers')} targets to leave.`,
        'cut-network': `${count('interfaces')} interfaces to cut off.`,
        'end-live-connections':
          context.inputs.address === undefined ? 'No address was given.' : `${count('acl')} network ACLs to change.`,
        'block-credentials': `${count('credentials')} roles to change.`,
      },
      evidence: open.length === 0 ? [] : files,
    };
  },

  async apply(context, { data }) {
    await getMeasure(data).apply(context, data);
  },

  async verify(context) {
    const { open } = await divide(context, await readSubjects(context));
    return toUndone(await readActions(context, open), 'Look at the journal for what failed, then run again');
  },

  async undo(context, { data }) {
    await getMeasure(data).undo?.(context, data);
  },
});

/** What is to be isolated, and the tickets that explain the rest. */
async function divide(
  context: Context,
  subjects: readonly Subject[],
): Promise<{ open: Subject[]; explained: string[] }> {
  const open: Subject[] = [];
  const explained: string[] = [];
  for (const subject of subjects) {
    if (isGone(subject)) continue;
    const ticket = await findTicket(context, subject.id);
    if (ticket === undefined) open.push(subject);
    else explained.push(ticket);
  }
  return { open, explained };
}

async function readActions(context: Context, subjects: readonly Subject[]): Promise<Action<Data>[]> {
  const actions: Action<Data>[] = [];
  for (const subject of subjects) {
    for (const measure of getOrder(subject)) {
      const todos = await MEASURES[measure].look(context, subject);
      for (const { was, work, ...words } of todos) {
        const id = [subject.id, measure, work.target, ...(measure === 'balancers' ? work.before : [])].join('/');
        actions.push({ id, resource: subject.id, before: was, ...words, data: { ...work, measure } });
      }
    }
  }
  return actions;
}

/** A Spot Instance can be taken away at any moment, so its disks come first. */
function getOrder({ isSpot }: Subject): Name[] {
  return isSpot ? ['tag', 'snapshots', ...NAMES.filter((name) => name !== 'tag' && name !== 'snapshots')] : NAMES;
}

function getMeasure({ measure }: Data): Measure {
  return MEASURES[measure];
}

function isGone({ state }: Subject): boolean {
  return state === 'shutting-down' || state === 'terminated';
}

function toGone({ id, state }: Subject): Finding {
  return {
    id,
    resource: id,
    what: `${id} is ${state}: there is nothing to isolate`,
    advice: 'Keep the flow logs, the event history and whatever snapshots there are, and tell Platform security',
  };
}
