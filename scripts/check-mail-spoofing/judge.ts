import type { Finding } from 'docusaurus-plugin-gait/automation';
import { POLICIES } from './baseline.ts';
import type { ExpectedMail } from './baseline.ts';
import { getSpfTexts, MOST_LOOKUPS, readSpf } from './spf.ts';

/** What DNS says of the mail of a domain. */
export interface MailFacts {
  /** Texts of the domain, of `_dmarc` below it, and of each selector in the order of the baseline. */
  texts: string[];
  dmarc: string[];
  keys: string[][];
  /** Look-ups that its SPF record costs a receiver. */
  lookups: number;
}

/** Something that is not as it must be, and whether it lets somebody send in our name now. */
export interface Weakness extends Finding {
  step: string;
  isUrgent: boolean;
}

type Report = (kind: string, what: string, advice: string, isUrgent?: boolean) => Weakness;

/** A key of 1,024 bits has 216 characters; 2,048 bits are what RFC 8301 asks for. */
const SHORTEST_KEY = 300;

const ASK = 'Find the change that this was; if nobody made it, take it out of DNS today';

/** Everything that lets others send in the name of a domain, in the order of the SOP's steps. */
export function findWeaknesses(expected: ExpectedMail, facts: MailFacts): Weakness[] {
  const reportAt =
    (step: string): Report =>
    (kind, what, advice, isUrgent = false) => ({
      id: `${expected.name}/${kind}`,
      resource: expected.name,
      what: `${expected.name} ${what}`,
      advice,
      step,
      isUrgent,
    });
  return [
    ...judgeSpf(expected, facts, reportAt('check-spf')),
    ...expected.dkim.flatMap((selector, index) => judgeKey(selector, facts.keys[index] ?? [], reportAt('check-dkim'))),
    ...judgeDmarc(expected, facts.dmarc, reportAt('check-dmarc')),
  ];
}

function judgeSpf({ spf }: ExpectedMail, { texts, lookups }: MailFacts, report: Report): Weakness[] {
  const [text, ...more] = getSpfTexts(texts);
  if (text === undefined) return [report('spf', 'has no SPF record', 'Publish the one of the baseline')];
  if (more.length > 0) return [report('spf', 'has several SPF records, so none counts', 'Make one of them')];
  const { senders, others } = readSpf(text);
  const [strange, lost] = [senders.filter((one) => !spf.includes(one)), spf.filter((one) => !senders.includes(one))];
  const isRedirected = others === null && senders.some((one) => one.startsWith('redirect='));
  return [
    ...(others === '+' ? [report('spf-all', 'lets everybody send (`+all`)', ASK, true)] : []),
    ...strange.map((one) => report(`spf-${one}`, `lets \`${one}\` send, which the baseline does not name`, ASK, true)),
    ...lost.map((one) =>
      report(`spf-${one}`, `does not let \`${one}\` send any more`, 'Correct the record or the baseline'),
    ),
    ...(others === '?' || (others === null && !isRedirected)
      ? [report('spf-open', 'does not say that others may not send', 'End its SPF record with `-all`')]
      : []),
    ...(others === '~' && spf.length === 0
      ? [report('spf-soft', 'sends no mail and says so softly (`~all`)', 'Make it `v=spf1 -all`')]
      : []),
    ...(lookups > MOST_LOOKUPS
      ? [report('spf-lookups', `costs more than ${MOST_LOOKUPS} look-ups, so receivers give up`, 'Take includes out')]
      : []),
  ];
}

function judgeKey(selector: string, texts: readonly string[], report: Report): Weakness[] {
  const tags = texts.map(readTags).find(({ p }) => p !== undefined);
  if (tags?.p === undefined || tags.p === '')
    return [
      report(
        `dkim-${selector}`,
        `has no key at the selector \`${selector}\``,
        'Publish it, or take it out of the baseline',
      ),
    ];
  const isShort = (tags.k ?? 'rsa') === 'rsa' && tags.p.length < SHORTEST_KEY;
  return [
    ...(isShort ? [report(`dkim-${selector}`, `has a short key at \`${selector}\``, 'Make one of 2,048 bits')] : []),
    ...(tags.t?.split(':').includes('y') === true
      ? [report(`dkim-test-${selector}`, `is only testing its key at \`${selector}\` (\`t=y\`)`, 'Take the flag out')]
      : []),
  ];
}

function judgeDmarc({ dmarc }: ExpectedMail, texts: readonly string[], report: Report): Weakness[] {
  const records = texts.filter((text) => /^v\s*=\s*DMARC1\s*(?:;|$)/u.test(text));
  const [text] = records;
  if (text === undefined || records.length > 1) {
    const what = text === undefined ? 'has no DMARC record' : 'has several DMARC records, so none counts';
    return [report('dmarc', what, 'Publish the one of the baseline', dmarc !== 'none')];
  }
  const { p, sp = p, pct = '100', rua } = readTags(text);
  const isWeaker = (policy = ''): boolean => POLICIES.findIndex((one) => one === policy) < POLICIES.indexOf(dmarc);
  return [
    ...(isWeaker(p)
      ? [report('dmarc', `has the DMARC policy \`${p ?? ''}\`, weaker than \`${dmarc}\``, ASK, true)]
      : []),
    ...(isWeaker(sp) && !isWeaker(p)
      ? [
          report(
            'dmarc-sp',
            `has the policy \`${sp ?? ''}\` for names below it`,
            `Make it \`sp=${dmarc}\`, or leave it out`,
          ),
        ]
      : []),
    ...(pct === '100' ? [] : [report('dmarc-pct', `holds its policy for ${pct} % of mail`, 'Take `pct` out')]),
    ...(rua === undefined ? [report('dmarc-rua', 'asks nobody for reports', 'Add `rua=mailto:` and read them')] : []),
    ...(dmarc === 'none'
      ? [report('dmarc-none', 'only watches', 'Raise the baseline to quarantine when reports are clean')]
      : []),
  ];
}

/** `k=v; k=v` (RFC 6376 §3.2), without white space. */
function readTags(text: string): Partial<Record<string, string>> {
  const pairs = text.split(';').map((tag) => {
    const at = tag.indexOf('=');
    return [tag.slice(0, Math.max(at, 0)).trim(), tag.slice(at + 1).replace(/\s+/gu, '')];
  });
  return Object.fromEntries(pairs) as Partial<Record<string, string>>;
}
