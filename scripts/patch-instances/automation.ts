import type { Action, Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, isExcepted } from 'docusaurus-plugin-gait/automation';
import { isPatched, readHosts, readStale, readUnwell } from './hosts.ts';
import type { Host } from './hosts.ts';
import { keepImage, runBaseline } from './patching.ts';

/** What an exception may name: for a host, and for a database. */
const SUBJECTS = ['prowler:ssm_managed_compliant_patching', 'securityhub:SSM.1', 'securityhub:SSM.2'];
const DATABASE_SUBJECTS = ['cis-aws@5.0.0#2.2.2', 'securityhub:RDS.13'];

interface Data {
  instance: string;
  does: 'scan' | 'install';
}

export const { plan, apply, verify } = defineAutomation<Data>({
  async plan(context) {
    const { group, bare } = await readGroup(context);
    const managed = group.filter(({ isManaged }) => isManaged);
    const open = managed.filter((host) => !isPatched(host));
    const unscanned = open.filter(({ state }) => state === undefined);
    const databases = (await readStale(context)).filter((id) => !isExcepted(context.exceptions, DATABASE_SUBJECTS, id));
    return {
      examined: group.length,
      actions: open.map(toAction),
      findings: [
        ...group.filter(({ isManaged }) => !isManaged).map(({ id }) => toFinding('unmanaged', id)),
        ...bare.map(({ id }) => toFinding('bare', id)),
        ...databases.map((id) => toFinding('database', id)),
      ],
      notes: {
        'confirm-account': `Account ${context.account}, region ${context.region}.`,
        'list-instances': `${group.length} in the group ${context.inputs.group}; ${bare.length} running instances are in none.`,
        scan: `${unscanned.length} had no scan of the last 24 hours.`,
        'read-missing': `${open.length - unscanned.length} lack something, ${managed.length - open.length} lack nothing.`,
        'make-images': `${open.length - unscanned.length} to keep.`,
        'check-databases': `${databases.length} take no minor versions.`,
      },
    };
  },

  /** The image is the way back, so it comes first. */
  async apply(context, { data: { instance, does } }) {
    if (does === 'scan') return void (await runBaseline(context, instance, 'Scan'));
    await keepImage(context, instance);
    await runBaseline(context, instance, 'Install');
  },

  async verify(context, { actions }) {
    const { group } = await readGroup(context);
    const touched = actions.map(({ data }) => data.instance);
    const left = group.filter((host) => host.isManaged && !isPatched(host)).map(toUnpatched);
    const unwell = await readUnwell(context, touched);
    return [...left, ...unwell.map((id) => toFinding('unwell', id))];
  },
});

/** Hosts of the group, and running instances that are in no group; without those that an exception names. */
async function readGroup(context: Context): Promise<{ group: Host[]; bare: Host[] }> {
  const hosts = (await readHosts(context)).filter(({ id }) => !isExcepted(context.exceptions, SUBJECTS, id));
  return {
    group: hosts.filter(({ group }) => group === context.inputs.group),
    bare: hosts.filter(({ group }) => group === undefined),
  };
}

function toAction({ id, state }: Host): Action<Data> {
  if (state === undefined)
    return {
      id: `${id}/scan`,
      resource: id,
      what: `Scan ${id} for missing patches`,
      why: 'Nobody knows what it lacks today; when it lacks something, the next run installs it',
      before: 'no scan of the last 24 hours',
      after: 'scanned, nothing changed',
      data: { instance: id, does: 'scan' },
    };
  return {
    id: `${id}/install`,
    resource: id,
    what: `Keep an image of ${id}, install what it lacks, and reboot it if that needs a reboot`,
    why: `It lacks ${state.missing} patches, ${state.failed} failed, ${state.pendingReboot} wait for a reboot`,
    before: 'behind its baseline',
    after: 'as its baseline asks',
    data: { instance: id, does: 'install' },
  };
}

function toUnpatched({ id, state }: Host): Finding {
  const what = state === undefined ? 'has no scan of the last 24 hours' : `still lacks ${state.missing} patches`;
  return {
    id: `${id}/unpatched`,
    resource: id,
    what: `${id} ${what}`,
    advice: 'Run once more; then it is left over, with an owner and a date, as step 9 of the SOP says',
  };
}

const FINDINGS = {
  unmanaged: [
    'is not managed by Systems Manager',
    'Carry out require-session-manager for it; until then it counts as unpatched',
  ],
  bare: ['runs and is in no patch group', 'Give it the tag PatchGroup, or an exception'],
  database: ['takes no minor versions by itself', 'Ask its owner to switch that on, in the template'],
  unwell: ['was patched and is unwell', 'Take it out of its load balancer, then see Rollback in the SOP'],
} as const;

function toFinding(kind: keyof typeof FINDINGS, resource: string): Finding {
  const [what, advice] = FINDINGS[kind];
  return { id: `${resource}/${kind}`, resource, what: `${resource} ${what}`, advice };
}
