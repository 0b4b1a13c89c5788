import type { Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, getNewFindings, isExcepted, readsOnly } from 'docusaurus-plugin-gait/automation';
import { readAccounts, readInstances, readRegions } from './read.ts';
import type { ListedAccount, ListedInstance } from './read.ts';

/** The check that an exception for an instance may name. */
const SUBJECTS = ['securityhub:EC2.38'];

/** Reads only. Its plan is the inventory; applying it keeps the inventory as evidence and puts it on record. */
export const { plan, apply, verify } = defineAutomation({
  async plan(context) {
    const { account, region, now } = context;
    const accounts = await readAccounts(context);
    const regions = await readRegions(context.clients);
    const instances = await readInstances(context.clients, getOwnerTag(context));
    const odd = (accounts ?? []).filter(({ state }) => state !== 'ACTIVE');
    const bare = findBare(context, instances);
    const inventory = { account, region, taken_at: now.toISOString(), accounts, regions, instances };
    return {
      examined: instances.length + (accounts ?? []).length,
      actions: [],
      findings: [...odd.map(toSuspended), ...bare.map(toUnowned)],
      notes: {
        'confirm-account': `Account ${account}, region ${region}.`,
        'list-accounts':
          accounts === null
            ? 'This account may not list those of an organisation.'
            : `${accounts.length} accounts, ${odd.length} of them not active.`,
        'list-regions': `${regions.length} regions can be used; this run looked at one.`,
        'list-instances': `${instances.length} instances.`,
        'find-unowned': `${bare.length} without an owner.`,
        'keep-inventory': 'Kept as inventory.json.',
      },
      evidence: [{ name: 'inventory.json', text: `${JSON.stringify(inventory, null, 2)}\n` }],
    };
  },

  apply: readsOnly,

  /** What turned up while the inventory was written is not in it. */
  async verify(context, plan) {
    const instances = await readInstances(context.clients, getOwnerTag(context));
    return getNewFindings(plan, findBare(context, instances).map(toUnowned));
  },
});

function getOwnerTag({ inputs }: Context): string {
  return inputs['owner-tag'] ?? 'owner';
}

function findBare({ exceptions }: Context, instances: readonly ListedInstance[]): ListedInstance[] {
  return instances.filter(({ id, owner }) => !owner && !isExcepted(exceptions, SUBJECTS, id));
}

function toSuspended({ id, name, state }: ListedAccount): Finding {
  return {
    id,
    resource: id,
    what: `The account ${name} (${id}) is ${state}`,
    advice: 'Ask the owner of the organisation whether that is meant',
  };
}

function toUnowned({ id, name, launched }: ListedInstance): Finding {
  return {
    id,
    resource: id,
    what: `${id} (${name ?? 'no name'}) runs since ${launched?.slice(0, 10) ?? 'an unknown day'} and has no owner`,
    advice: 'Find out in CloudTrail who launched it; tag it, or stop it and see who asks',
  };
}
