import type { DomainRegistration, Finding } from 'docusaurus-plugin-gait/automation';
import type { ExpectedDomain, ExpectedRecord } from './baseline.ts';

/** What the world says of a domain. */
export interface DomainFacts {
  /** Null when the registry knows no such domain. */
  registration: DomainRegistration | null;
  /** What Route 53 says as its registrar: undefined when it is not asked, null when it does not know the domain. */
  own: { autoRenew: boolean; transferLock: boolean } | null | undefined;
  /** Name servers that the zone itself names, without the last dot. */
  nameservers: string[];
  /** Answers of DNS, in the order of the expected records. */
  answers: string[][];
}

/** Something that is not as it must be, and whether it must be dealt with now. */
export interface Difference extends Finding {
  step: string;
  isUrgent: boolean;
}

/** Days before the end: when a person should look at the renewal, and when nothing else comes first. */
const RENEWAL = { soon: 60, urgent: 14 };

const DAY = 86_400_000;

/** RDAP's words for a lock, set by the registrar or by the registry. */
const LOCKS = ['client transfer prohibited', 'server transfer prohibited'];

/** Everything in which a domain differs from the baseline, in the order of the SOP's steps. */
export function compareDomain(expected: ExpectedDomain, facts: DomainFacts, now: Date): Difference[] {
  const { registration } = facts;
  const differ = createDiffer(expected.name);
  if (registration === null) {
    const advice = 'Call the registrar by telephone; if it lapsed, restore it in its redemption period';
    return [differ('ask-registry', 'gone', 'is registered by nobody', advice, true)];
  }
  return [
    ...compareRegistration(expected, registration),
    ...(facts.own === null
      ? [differ('ask-registry', 'account', `is not registered by Route 53 in ${expected.account}`, ASK, true)]
      : []),
    ...compareRenewal(expected.name, facts, now),
    ...(isLocked(registration, facts)
      ? []
      : [differ('check-lock', 'lock', 'may be transferred: it has no lock', 'Set the transfer lock at the registrar')]),
    ...compareList(differ, 'compare-dns', { id: 'ns', what: 'name servers in its zone' }, expected, facts.nameservers),
    ...expected.records.flatMap((record, index) => compareRecord(record, facts.answers[index] ?? [])),
  ];
}

const ASK = 'Find the change that this was; if nobody made it, treat the domain as taken over';

type Differ = (step: string, kind: string, what: string, advice: string, isUrgent?: boolean) => Difference;

function createDiffer(name: string): Differ {
  return (step, kind, what, advice, isUrgent = false) => ({
    id: `${name}/${kind}`,
    resource: name,
    what: `${name} ${what}`,
    advice,
    step,
    isUrgent,
  });
}

function compareRegistration(expected: ExpectedDomain, registration: DomainRegistration): Difference[] {
  const { registrar, isSigned } = registration;
  const differ = createDiffer(expected.name);
  const step = 'ask-registry';
  return [
    ...(registrar === expected.registrar
      ? []
      : [
          differ(
            step,
            'registrar',
            `is with ${registrar ?? 'an unnamed registrar'}, not ${expected.registrar}`,
            ASK,
            true,
          ),
        ]),
    ...compareList(
      differ,
      step,
      { id: 'delegation', what: 'name servers at the registry' },
      expected,
      registration.nameservers,
    ),
    ...(expected.isSigned && !isSigned
      ? [differ(step, 'unsigned', 'was signed (DNSSEC) and is not any more', ASK, true)]
      : []),
    ...(!expected.isSigned && !isSigned
      ? [differ(step, 'no-dnssec', 'is not signed (DNSSEC)', 'Plan to sign the zone, then say so in the baseline')]
      : []),
    ...(!expected.isSigned && isSigned
      ? [differ(step, 'signed', 'is signed (DNSSEC), and the baseline does not say so', 'Say so in the baseline')]
      : []),
  ];
}

function compareList(
  differ: Differ,
  step: string,
  { id, what }: { id: string; what: string },
  { nameservers }: ExpectedDomain,
  found: readonly string[],
): Difference[] {
  if (nameservers.join() === found.join()) return [];
  return [differ(step, id, `has other ${what}: ${toWords(found)}, not ${toWords(nameservers)}`, ASK, true)];
}

function compareRenewal(name: string, { registration, own }: DomainFacts, now: Date): Difference[] {
  const differ = createDiffer(name);
  const step = 'check-renewal';
  const end = registration?.expiresAt;
  const days = end ? Math.floor((Date.parse(end) - now.getTime()) / DAY) : undefined;
  const renew = 'Renew it now, and see which card or invoice pays for it';
  return [
    ...(days === undefined
      ? [differ(step, 'no-end', 'has no end at the registry', 'Look the end up at the registrar')]
      : []),
    ...(days !== undefined && days < RENEWAL.soon
      ? [differ(step, 'renewal', `ends in ${days} days, on ${end?.slice(0, 10)}`, renew, days < RENEWAL.urgent)]
      : []),
    ...(own?.autoRenew === false
      ? [differ(step, 'auto-renew', 'is not renewed by itself', 'Switch automatic renewal on in Route 53')]
      : []),
  ];
}

function isLocked({ statuses }: DomainRegistration, { own }: DomainFacts): boolean {
  return own?.transferLock !== false && LOCKS.some((lock) => statuses.includes(lock));
}

function compareRecord({ name, type, values }: ExpectedRecord, found: readonly string[]): Difference[] {
  if (values.join('\n') === found.join('\n')) return [];
  const what = `says ${toWords(found)} for ${type}, not ${toWords(values)}`;
  return [createDiffer(name)('compare-dns', type, what, ASK, true)];
}

function toWords(values: readonly string[]): string {
  return values.length === 0 ? 'nothing' : values.join(', ');
}
