import { Route53Domains } from '@aws-sdk/client-route-53-domains';
import type { ContactDetail } from '@aws-sdk/client-route-53-domains';
import { expect, it } from 'vitest';
import type { DomainRegistration } from '../../plugins/docusaurus-plugin-gait/src/automation/reaches/contract.ts';
import type { AutomationBench } from './bench.ts';
import { describeCheckCases } from './check-cases.ts';
import { createFakeInternet } from './fake-internet.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const BASELINE = 'baselines/domains.yaml';
const SERVERS = ['ns-1.awsdns.example', 'ns-2.awsdns.example'];

const REGISTRATION: DomainRegistration = {
  name: 'example.com',
  registrar: 'Example Registrar',
  statuses: ['client transfer prohibited'],
  nameservers: SERVERS,
  expiresAt: '2027-06-01T00:00:00Z',
  changedAt: null,
  isSigned: true,
};

const RECORDS = {
  'NS example.com': SERVERS.map((server) => `${server}.`),
  'MX example.com': ['10 mail.example.com.'],
};

const TEXT = `schema: 1
domains:
  - name: example.com
    registrar: Example Registrar
    account: '123456789012'
    nameservers: [${SERVERS.join(', ')}]
    signed: true
    records:
      - {name: example.com, type: MX, values: ['10 mail.example.com.']}
`;

const PERSON: ContactDetail = {
  FirstName: 'Alice',
  LastName: 'Example',
  ContactType: 'PERSON',
  AddressLine1: '1 Example Street',
  City: 'London',
  CountryCode: 'GB',
  ZipCode: 'N1 1AA',
  PhoneNumber: '+44.2079460123',
  Email: 'alice@example.com',
};

const internet = createFakeInternet();

/** Registers domains in the emulator's Route 53; the registry and DNS are fakes. */
async function register(bench: AutomationBench, DomainName = 'example.com', AutoRenew = true): Promise<void> {
  const domains = new Route53Domains({ endpoint: bench.endpoint, region: 'us-east-1' });
  bench.closeAfter(domains);
  const contacts = { AdminContact: PERSON, RegistrantContact: PERSON, TechContact: PERSON };
  await domains.registerDomain({ DomainName, DurationInYears: 2, AutoRenew, ...contacts });
}

async function makeWorld(
  bench: AutomationBench,
  registration: Partial<DomainRegistration> = {},
  records: Record<string, string[]> = {},
): Promise<void> {
  internet.registrations = { 'example.com': { ...REGISTRATION, ...registration } };
  internet.records = { ...RECORDS, ...records };
  bench.checkout.commit(BASELINE, TEXT);
  await register(bench);
}

await describeCheckCases(
  {
    name: 'check-domain',
    input: { now: () => NOW, fakes: internet.fakes },
    makeQuiet: (bench) => makeWorld(bench),
    makeFlawed: (bench) => makeWorld(bench, { expiresAt: '2027-01-04T00:00:00Z' }),
    makeAlarming: (bench) => makeWorld(bench, { nameservers: ['ns.stranger.example'] }),
    stopReason: /example\.com has other name servers at the registry: ns\.stranger\.example, not ns-1/u,
    without: ['reaches: [dns, files, rdap]', 'reaches: [dns, files]', /Unexpected use of `rdap` for `example\.com`/u],
    evidence: 'domains.json',
    badInputs: [
      [{ baseline: '/etc/passwd' }, /Unexpected value of the input `baseline`/u],
      [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
      [{ domain: 'example.com' }, /Unexpected input `domain`/u],
    ],
  },
  (bench) => {
    const getPlan = async () => (await bench.plan()).view?.plan;
    const getIds = async () => (await getPlan())?.findings.map(({ id }) => id.replace('example.com/', ''));

    it.each<[string, Partial<DomainRegistration>, Record<string, string[]>, string]>([
      ['with another registrar', { registrar: 'Stranger Ltd' }, {}, 'ask-registry'],
      ['not signed any more', { isSigned: false }, {}, 'ask-registry'],
      ['about to end', { expiresAt: '2026-12-04T00:00:00Z' }, {}, 'check-renewal'],
      ['with other servers in its zone', {}, { 'NS example.com': ['ns.stranger.example.'] }, 'compare-dns'],
      ['with another record', {}, { 'MX example.com': ['10 mail.stranger.example.'] }, 'compare-dns'],
      ['without a record', {}, { 'MX example.com': [] }, 'compare-dns'],
    ])('says stop at a domain %s', async (_what, registration, records, step) => {
      await makeWorld(bench, registration, records);
      expect((await getPlan())?.stop?.step).toBe(step);
    });

    it('says stop at a domain that nobody registers any more', async () => {
      await makeWorld(bench);
      internet.registrations = {};
      expect((await getPlan())?.stop?.reason).toBe('example.com is registered by nobody');
    });

    it('says stop at a domain that left the account', async () => {
      await makeWorld(bench);
      bench.checkout.commit(BASELINE, TEXT.replaceAll('example.com', 'example.org'));
      internet.registrations = { 'example.org': { ...REGISTRATION, name: 'example.org' } };
      internet.records = { 'NS example.org': RECORDS['NS example.com'], 'MX example.org': ['10 mail.example.org.'] };
      const plan = await getPlan();
      expect(plan?.stop?.reason).toBe('example.org is not registered by Route 53 in 123456789012');
      expect(plan?.findings.map(({ id }) => id)).toEqual(['example.org/account', 'example.com/unknown']);
    });

    it('leaves a missing lock, renewal by hand and domains that nobody wrote down to a person', async () => {
      await makeWorld(bench, { statuses: ['active'] });
      await register(bench, 'example.net', false);
      expect(await getIds()).toEqual(['lock', 'example.net/unknown']);
      bench.checkout.commit(BASELINE, TEXT.replaceAll('example.com', 'example.net'));
      internet.registrations = { 'example.net': REGISTRATION };
      internet.records = { 'NS example.net': RECORDS['NS example.com'], 'MX example.net': ['10 mail.example.net.'] };
      expect(await getIds()).toEqual(['example.net/auto-renew', 'unknown']);
    });

    it('asks Route 53 only of domains that it registers in this account', async () => {
      await makeWorld(bench);
      bench.checkout.commit(BASELINE, TEXT.replace("    account: '123456789012'\n", ''));
      expect((await bench.plan()).status).toBe('nothing-to-do');
    });

    it.each([
      ['domains: {}', /Unexpected `domains`, expected a list/u],
      ['domains: [{name: example.com}]', /Unexpected `signed` in `domains\[0\]`, expected true or false/u],
      [TEXT.replace('MX', 'SRV'), /Unexpected `type` of a record in `domains\[0\]`, expected one of A, AAAA/u],
      [TEXT.replace('Example Registrar', '[]'), /Unexpected `registrar` in `domains\[0\]`, expected text/u],
    ])('refuses a baseline that says %j', async (text, message) => {
      bench.checkout.commit(BASELINE, text);
      expect((await bench.plan()).error).toMatch(message);
    });
  },
);
