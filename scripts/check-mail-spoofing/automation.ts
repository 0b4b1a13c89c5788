import type { Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, getNewFindings, readPages, readsOnly } from 'docusaurus-plugin-gait/automation';
import { toBaseline } from './baseline.ts';
import type { ExpectedMail } from './baseline.ts';
import { findWeaknesses } from './judge.ts';
import type { MailFacts, Weakness } from './judge.ts';
import { countLookups, getSpfTexts, readSpf } from './spf.ts';

/** Only looks: a wrong record of mail loses mail, so people change it. Its apply keeps what it found as evidence. */
export const { plan, apply, verify } = defineAutomation({
  async plan(context) {
    const { expected, weaknesses } = await checkAll(context);
    const forgotten = await findForgotten(context, expected);
    const findings = [...forgotten, ...weaknesses.map(toFinding)];
    const urgent = weaknesses.find(({ isUrgent }) => isUrgent);
    const { account, now, inputs } = context;
    const names = expected.map(({ name }) => name);
    const result = { account, checked_at: now.toISOString(), baseline: inputs.baseline, domains: names, findings };
    const count = (step: string): string => `${weaknesses.filter((one) => one.step === step).length} findings.`;
    return {
      examined: expected.length,
      actions: [],
      findings,
      stop: urgent && {
        step: urgent.step,
        reason: urgent.what,
        hint: 'If the change was ours, change the baseline first; if nobody knows it, somebody else may change our DNS.',
      },
      notes: {
        'confirm-account': `Account ${account}.`,
        'list-domains': `${expected.length} domains, ${forgotten.length} zones that the baseline does not name.`,
        'check-spf': count('check-spf'),
        'check-dkim': count('check-dkim'),
        'check-dmarc': count('check-dmarc'),
        'write-result': 'mail.json; a follow-up for each finding is left to a person.',
      },
      evidence: [{ name: 'mail.json', text: `${JSON.stringify(result, null, 2)}\n` }],
    };
  },

  apply: readsOnly,

  /** What changed while it was written down is not in it. */
  async verify(context, plan) {
    const { weaknesses } = await checkAll(context);
    return getNewFindings(plan, weaknesses.map(toFinding));
  },
});

async function checkAll(context: Context): Promise<{ expected: ExpectedMail[]; weaknesses: Weakness[] }> {
  const expected = toBaseline(await context.files.readData(context.inputs.baseline ?? ''));
  const weaknesses: Weakness[] = [];
  for (const mail of expected) weaknesses.push(...findWeaknesses(mail, await readFacts(context, mail)));
  return { expected, weaknesses };
}

async function readFacts({ dns }: Context, { name, dkim }: ExpectedMail): Promise<MailFacts> {
  const lookUp = (one: string): Promise<string[]> => dns.lookUp(one, 'TXT');
  const texts = await lookUp(name);
  const [spf] = getSpfTexts(texts);
  return {
    texts,
    dmarc: await lookUp(`_dmarc.${name}`),
    keys: await Promise.all(dkim.map((selector) => lookUp(`${selector}._domainkey.${name}`))),
    lookups: spf === undefined ? 0 : await countLookups(readSpf(spf), lookUp),
  };
}

/** Public zones of the account that no domain of the baseline stands above: the ones that nobody thinks of. */
async function findForgotten({ clients }: Context, expected: readonly ExpectedMail[]): Promise<Finding[]> {
  const pages = await readPages(
    (Marker) => clients.route53.listHostedZones({ Marker }),
    ({ NextMarker }) => NextMarker,
  );
  const zones = pages.flatMap((page) => page.HostedZones ?? []).filter(({ Config }) => Config?.PrivateZone !== true);
  const names = [...new Set(zones.map(({ Name = '' }) => Name.replace(/\.$/u, '')))].sort();
  return names
    .filter((zone) => !expected.some(({ name }) => zone === name || zone.endsWith(`.${name}`)))
    .map((zone) => ({
      id: `${zone}/forgotten`,
      resource: zone,
      what: `${zone} is a public zone of this account, and the baseline does not say who may send mail in its name`,
      advice: 'Add it to the baseline; if it sends no mail, with `v=spf1 -all` and `p=reject`',
    }));
}

function toFinding({ id, resource, what, advice }: Weakness): Finding {
  return { id, resource, what, advice };
}
