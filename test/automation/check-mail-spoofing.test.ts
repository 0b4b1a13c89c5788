import { Route53 } from '@aws-sdk/client-route-53';
import { expect, it } from 'vitest';
import type { AutomationBench } from './bench.ts';
import { describeCheckCases } from './check-cases.ts';
import { createFakeInternet } from './fake-internet.ts';

const BASELINE = 'baselines/mail.yaml';
const TEXT = `schema: 1
domains:
  - {name: example.com, spf: ['include:mail.example'], dkim: [one], dmarc: quarantine}
  - {name: example.net, spf: [], dkim: [], dmarc: reject}
`;

const SPF = 'TXT example.com';
const DMARC = 'TXT _dmarc.example.com';
const KEY = 'TXT one._domainkey.example.com';
const LONG_KEY = 'M'.repeat(392);

const RECORDS = {
  [SPF]: ['some-site-verification=1', 'v=spf1 include:mail.example -all'],
  'TXT mail.example': ['v=spf1 ip4:192.0.2.0/24 ~all'],
  [DMARC]: ['v=DMARC1; p=reject; rua=mailto:dmarc@example.com'],
  [KEY]: [`v=DKIM1; k=rsa; p=${LONG_KEY}`],
  'TXT example.net': ['v=spf1 -all'],
  'TXT _dmarc.example.net': ['v=DMARC1; p=reject; rua=mailto:dmarc@example.com'],
};

const internet = createFakeInternet();

/** DNS is a fake; hosted zones are those of the emulator. */
function makeWorld(bench: AutomationBench, records: Record<string, string[]> = {}): Promise<void> {
  internet.records = { ...RECORDS, ...records };
  bench.checkout.commit(BASELINE, TEXT);
  return Promise.resolve();
}

await describeCheckCases(
  {
    name: 'check-mail-spoofing',
    input: { fakes: internet.fakes },
    makeQuiet: (bench) => makeWorld(bench),
    makeFlawed: (bench) => makeWorld(bench, { [KEY]: [] }),
    makeAlarming: (bench) => makeWorld(bench, { [SPF]: ['v=spf1 include:mail.example include:stranger.example -all'] }),
    stopReason: /example\.com lets `include:stranger\.example` send, which the baseline does not name/u,
    without: ['reaches: [dns, files]', 'reaches: [files]', /Unexpected use of `dns` for `TXT example\.com`/u],
    evidence: 'mail.json',
    badInputs: [
      [{ baseline: '../mail.yaml' }, /Unexpected value of the input `baseline`/u],
      [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
      [{ domain: 'example.com' }, /Unexpected input `domain`/u],
    ],
  },
  (bench) => {
    const getPlan = async () => (await bench.plan()).view?.plan;
    const getIds = async () => (await getPlan())?.findings.map(({ id }) => id);

    it.each<[string, Record<string, string[]>, string]>([
      ['lets everybody send', { [SPF]: ['v=spf1 include:mail.example +all'] }, 'check-spf'],
      ['lets a network send', { [SPF]: ['v=spf1 include:mail.example ip4:203.0.113.7 -all'] }, 'check-spf'],
      ['sends although it should not', { 'TXT example.net': ['v=spf1 mx -all'] }, 'check-spf'],
      ['asks for nothing any more', { [DMARC]: [] }, 'check-dmarc'],
      ['asks for less', { [DMARC]: ['v=DMARC1; p=none; rua=mailto:dmarc@example.com'] }, 'check-dmarc'],
      ['asks twice', { [DMARC]: ['v=DMARC1; p=reject', 'v=DMARC1; p=reject'] }, 'check-dmarc'],
    ])('says stop at a domain that %s', async (_what, records, step) => {
      await makeWorld(bench, records);
      expect((await getPlan())?.stop?.step).toBe(step);
    });

    it.each<[string, Record<string, string[]>, string[]]>([
      ['no SPF record', { [SPF]: [] }, ['spf']],
      ['two SPF records', { [SPF]: ['v=spf1 -all', 'v=spf1 -all'] }, ['spf']],
      ['a sender that is lost', { [SPF]: ['v=spf1 -all'] }, ['spf-include:mail.example']],
      ['an end that is open', { [SPF]: ['v=spf1 include:mail.example'] }, ['spf-open']],
      ['a short key', { [KEY]: [`v=DKIM1; p=${'M'.repeat(216)}`] }, ['dkim-one']],
      ['a key that was taken back, by another record too', { [KEY]: ['x', 'v=DKIM1; p='] }, ['dkim-one']],
      ['a key that is being tested', { [KEY]: [`v=DKIM1; t=y:s; p=${LONG_KEY}`] }, ['dkim-test-one']],
      ['half a policy', { [DMARC]: ['v=DMARC1; p=reject; sp=none; pct=50'] }, ['dmarc-sp', 'dmarc-pct', 'dmarc-rua']],
    ])('leaves %s to a person', async (_what, records, ids) => {
      await makeWorld(bench, records);
      expect(await getIds()).toEqual(ids.map((id) => `example.com/${id}`));
      expect((await getPlan())?.stop).toBeUndefined();
    });

    it('follows includes, and counts what they cost a receiver', async () => {
      await makeWorld(bench);
      const getIdsWith = (terms: string[]) => {
        internet.records = { ...RECORDS, 'TXT mail.example': [`v=spf1 ${terms.join(' ')} -all`] };
        return getIds();
      };
      const hosts = Array.from({ length: 10 }, (_, index) => `a:host-${index}.example`);
      expect(await getIdsWith(hosts.slice(1))).toEqual([]);
      expect(await getIdsWith(hosts)).toEqual(['example.com/spf-lookups']);
      expect(await getIdsWith(['include:mail.example'])).toEqual(['example.com/spf-lookups']);
    });

    it('tells which public zones nobody thought of', async () => {
      await makeWorld(bench);
      const route53 = new Route53({ endpoint: bench.endpoint });
      bench.closeAfter(route53);
      for (const Name of ['example.com', 'shop.example.com', 'example.org'])
        await route53.createHostedZone({ Name, CallerReference: Name });
      expect(await getIds()).toEqual(['example.org/forgotten']);
    });

    it('refuses a baseline with another policy', async () => {
      bench.checkout.commit(BASELINE, TEXT.replace('quarantine', 'always'));
      expect((await bench.plan()).error).toMatch(
        /Unexpected `dmarc` in `domains\[0\]`, expected one of none, quarantine, reject/u,
      );
    });
  },
);
