import type { Context, Finding } from 'docusaurus-plugin-gait/automation';
import { defineAutomation, getNewFindings, readPages, readsOnly } from 'docusaurus-plugin-gait/automation';
import { toBaseline } from './baseline.ts';
import type { ExpectedDomain } from './baseline.ts';
import { compareDomain } from './judge.ts';
import type { Difference, DomainFacts } from './judge.ts';

type Registered = NonNullable<DomainFacts['own']>;

/** Only looks: a domain that was tampered with is not mended by a machine. Its apply keeps what it found as evidence. */
export const { plan, apply, verify } = defineAutomation({
  async plan(context) {
    const { expected, differences, unknown } = await compareAll(context);
    const findings = [...differences.map(toFinding), ...unknown.map(toUnknown)];
    const urgent = differences.find(({ isUrgent }) => isUrgent);
    const { account, now, inputs } = context;
    const names = expected.map(({ name }) => name);
    const result = { account, checked_at: now.toISOString(), baseline: inputs.baseline, domains: names, findings };
    const count = (...steps: string[]): string =>
      `${differences.filter(({ step }) => steps.includes(step)).length} differences.`;
    return {
      examined: expected.length,
      actions: [],
      findings,
      stop: urgent && {
        step: urgent.step,
        reason: urgent.what,
        hint: 'If the change was ours, change the baseline first; if nobody knows it, treat the domain as taken over.',
      },
      notes: {
        'confirm-account': `Account ${account}.`,
        'read-baseline': `${expected.length} domains.`,
        'ask-registry': count('ask-registry'),
        'check-renewal': count('check-renewal'),
        'check-lock': count('check-lock'),
        'compare-dns': count('compare-dns'),
        'write-result': 'domains.json; a follow-up for each finding is left to a person.',
      },
      evidence: [{ name: 'domains.json', text: `${JSON.stringify(result, null, 2)}\n` }],
    };
  },

  apply: readsOnly,

  /** What changed while it was written down is not in it. */
  async verify(context, plan) {
    const { differences } = await compareAll(context);
    return getNewFindings(plan, differences.map(toFinding));
  },
});

interface Comparison {
  expected: ExpectedDomain[];
  differences: Difference[];
  /** Domains that Route 53 registers for this account, and the baseline does not name. */
  unknown: string[];
}

async function compareAll(context: Context): Promise<Comparison> {
  const { files, inputs, now } = context;
  const expected = toBaseline(await files.readData(inputs.baseline ?? ''));
  const registered = await readRegistered(context);
  const differences: Difference[] = [];
  for (const domain of expected)
    differences.push(...compareDomain(domain, await readFacts(context, domain, registered), now));
  const names = expected.map(({ name }) => name);
  return { expected, differences, unknown: [...registered.keys()].filter((name) => !names.includes(name)).sort() };
}

/** The domains that Route 53 registers for this account. */
async function readRegistered({ clients }: Context): Promise<Map<string, Registered>> {
  const pages = await readPages(
    (Marker) => clients.route53Domains.listDomains({ Marker }),
    ({ NextPageMarker }) => NextPageMarker,
  );
  const domains = pages.flatMap((page) => page.Domains ?? []);
  return new Map(
    domains.map(({ DomainName = '', AutoRenew = false, TransferLock = false }) => [
      DomainName,
      { autoRenew: AutoRenew, transferLock: TransferLock },
    ]),
  );
}

async function readFacts(
  { dns, rdap, account }: Context,
  { name, records, ...expected }: ExpectedDomain,
  registered: ReadonlyMap<string, Registered>,
): Promise<DomainFacts> {
  const servers = await dns.lookUp(name, 'NS');
  return {
    registration: await rdap.readDomain(name),
    own: expected.account === account ? (registered.get(name) ?? null) : undefined,
    nameservers: servers.map((server) => server.replace(/\.$/u, '')),
    answers: await Promise.all(records.map((record) => dns.lookUp(record.name, record.type))),
  };
}

function toFinding({ id, resource, what, advice }: Difference): Finding {
  return { id, resource, what, advice };
}

function toUnknown(name: string): Finding {
  return {
    id: `${name}/unknown`,
    resource: name,
    what: `${name} is registered by Route 53 in this account, and the baseline does not name it`,
    advice: 'Ask who registered it; add it to the baseline or let it end',
  };
}
