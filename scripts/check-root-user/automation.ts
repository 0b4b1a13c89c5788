import type { Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation } from 'docusaurus-plugin-gait/automation';
import { getWanted, isSame, readContact, setContact, toAction } from './contact.ts';
import type { ContactChange } from './contact.ts';
import { readFacts } from './facts.ts';
import type { Facts } from './facts.ts';
import { findWeaknesses, getStop, getUses } from './judge.ts';
import type { Judgement } from './judge.ts';

/** As far as the event history of CloudTrail goes back. */
const HISTORY_DAYS = 90;

/** Where AWS keeps the events of global services. */
const GLOBAL_REGION = 'us-east-1';

/** Looks at everything that an API tells, and touches the security contact alone. Nobody signs in as root for it. */
export const { plan, apply, verify, undo } = defineAutomation<ContactChange>({
  async plan(context) {
    const judgement = getJudgement(context);
    const facts = await readFacts(context, new Date(judgement.since));
    const wanted = getWanted(context);
    const isWrong = wanted !== undefined && !isSame(facts.contact, wanted);
    const findings = [...findWeaknesses(facts, judgement), ...findBlindSpot(context)].filter(
      ({ id }) => !(isWrong && id === 'no-contact'),
    );
    const { clients, account, now } = context;
    const { ContactInformation } = await clients.account.getContactInformation({});
    const company = ContactInformation?.CompanyName ?? 'no company';
    const result = { account, checked_at: now.toISOString(), since: judgement.since, ...facts, company, findings };
    return {
      examined: facts.accounts.length,
      actions: isWrong ? [toAction(account, { wanted, before: facts.contact })] : [],
      findings,
      stop: getStop(facts, judgement),
      notes: getNotes(context, facts, judgement.since),
      evidence: [{ name: 'root-user.json', text: `${JSON.stringify(result, null, 2)}\n` }],
    };
  },

  apply: (context, { data }) => setContact(context, data.wanted),

  async verify(context) {
    const wanted = getWanted(context);
    if (wanted === undefined || isSame(await readContact(context), wanted)) return [];
    return [
      {
        id: 'wrong-contact',
        resource: context.account,
        what: 'The security contact is not the one that was asked for',
        advice: 'Look in the account settings of the console, then run once more',
      },
    ];
  },

  undo: (context, { data }) => setContact(context, data.before),
});

function getJudgement({ account, inputs, now }: Context): Judgement {
  const earliest = new Date(now.getTime() - HISTORY_DAYS * 86_400_000).toISOString().slice(0, 10);
  return { account, since: inputs.since ?? earliest, ticket: inputs.ticket, mailDomain: inputs['mail-domain'] };
}

/** In other regions the history holds next to nothing of the root user. Other partitions have no such region. */
function findBlindSpot({ region, partition, account }: Context): Finding[] {
  if (partition !== 'aws' || region === GLOBAL_REGION) return [];
  return [
    {
      id: 'region',
      resource: account,
      what: `The event history was read in ${region}, and that of global services lies in ${GLOBAL_REGION}`,
      advice: `Run again with --region ${GLOBAL_REGION}`,
    },
  ];
}

function getNotes({ account, region }: Context, facts: Facts, since: string): Record<string, string> {
  const { accounts, keys, certificates, hasVirtualMfa, features, contact } = facts;
  return {
    'confirm-account': features === null ? `Account ${account}, in no organisation.` : `Management account ${account}.`,
    'list-mailboxes': `${accounts.length} accounts.`,
    'check-credentials': `${keys} keys, ${certificates} certificates.`,
    'check-mfa': `${hasVirtualMfa ? 'An' : 'No'} app as second factor; the safe is left to a person.`,
    'check-members': `${features?.join(' and ') || 'Nothing'} is on; credentials that members had before are left to a person.`,
    'check-use': `${getUses(facts, since).length} uses since ${since}, in ${region}.`,
    'check-contacts': `${contact === null ? 'No' : 'A'} security contact before; the company's register is left to a person.`,
    'write-result': 'root-user.json; the ticket is left to a person.',
  };
}
