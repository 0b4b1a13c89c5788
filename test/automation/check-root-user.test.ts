import { Account } from '@aws-sdk/client-account';
import { Organizations } from '@aws-sdk/client-organizations';
import { expect, it } from 'vitest';
import type { AutomationBench } from './bench.ts';
import { describeEightCases } from './eight-cases.ts';

const NOW = Date.parse('2026-11-25T12:00:00Z');

/** What the emulator cannot be made to say of the root user; a test may say it otherwise. All of them are reading calls. */
const FINE = {
  SummaryMap: { AccountAccessKeysPresent: 0, AccountMFAEnabled: 1, AccountSigningCertificatesPresent: 0 },
  EnabledFeatures: ['RootSessions', 'RootCredentialsManagement'],
  Events: [] as { EventName: string; EventTime: Date }[],
  lastUsed: '2024-02-11T10:02:55+00:00',
};
type World = typeof FINE;

function toMocks({ SummaryMap, EnabledFeatures, Events, lastUsed }: World) {
  const columns = 'user,password_last_used,access_key_1_last_used_date,access_key_2_last_used_date';
  return {
    'iam.getAccountSummary': () => ({ SummaryMap }),
    'iam.listOrganizationsFeatures': () => ({ EnabledFeatures }),
    'iam.getCredentialReport': () => ({
      Content: new TextEncoder().encode(`${columns}\n<root_account>,${lastUsed},N/A,N/A\n`),
    }),
    'cloudTrail.lookupEvents': () => ({ Events }),
    'account.getContactInformation': () => ({ ContactInformation: { CompanyName: 'Example Ltd' } }),
  };
}

const CONTACT = {
  'security-name': 'Security team',
  'security-title': 'Security on call',
  'security-email': 'aws-security@example.com',
  'security-phone': '+44 20 7946 0123',
};

const OTHER = { Name: 'Alice', Title: 'Founder', EmailAddress: 'alice@example.com', PhoneNumber: '+44 20 7946 0999' };

/** The root user of a second world has no MFA: more than one is past every limit of this automation. */
let hasMfa = true;

function createAccount(bench: AutomationBench): Account {
  const account = new Account({ endpoint: bench.endpoint });
  bench.closeAfter(account);
  return account;
}

const setContact = async (bench: AutomationBench, contact = OTHER): Promise<void> =>
  void (await createAccount(bench).putAlternateContact({ AlternateContactType: 'SECURITY', ...contact }));

const look = async (bench: AutomationBench): Promise<unknown> =>
  createAccount(bench)
    .getAlternateContact({ AlternateContactType: 'SECURITY' })
    .then(({ AlternateContact }) => AlternateContact)
    .catch(({ name }: Error) => name);

await describeEightCases(
  {
    name: 'check-root-user',
    input: {
      now: () => NOW,
      region: 'us-east-1',
      inputs: CONTACT,
      mocks: {
        ...toMocks(FINE),
        'iam.getAccountSummary': () => ({ SummaryMap: { ...FINE.SummaryMap, AccountMFAEnabled: hasMfa ? 1 : 0 } }),
      },
    },
    makeQuiet: (bench) =>
      setContact(bench, {
        Name: CONTACT['security-name'],
        Title: CONTACT['security-title'],
        EmailAddress: CONTACT['security-email'],
        PhoneNumber: CONTACT['security-phone'],
      }),
    makeBusy: async (bench, count) => {
      hasMfa = count === 1;
      await setContact(bench);
    },
    look,
    tooMany: 2,
    stopReason: /the root user has no MFA/u,
    permission: 'account:PutAlternateContact',
    badInputs: [
      [{ since: 'yesterday' }, /Unexpected value of the input `since`/u],
      [{ 'security-email': 'nobody' }, /Unexpected value of the input `security-email`/u],
      [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
      [{ user: 'root' }, /Unexpected input `user`/u],
    ],
  },
  (bench) => {
    const check = (world: Partial<World>, inputs = {}, region = 'us-east-1') =>
      bench.plan({ mocks: toMocks({ ...FINE, ...world }), inputs, region });
    const getIds = async (...args: Parameters<typeof check>) =>
      (await check(...args)).view?.plan.findings.map(({ id }) => id);

    async function createOrganization(): Promise<void> {
      const organizations = new Organizations({ endpoint: bench.endpoint });
      bench.closeAfter(organizations);
      await organizations.createOrganization({ FeatureSet: 'ALL' });
      await organizations.createAccount({ Email: 'root@supplier.example', AccountName: 'production' });
    }

    it('takes the contact off again where there was none', async () => {
      const { run = '' } = await bench.apply();
      expect(await look(bench)).toMatchObject({ EmailAddress: 'aws-security@example.com' });
      expect((await bench.undo(run)).status).toBe('done');
      expect(await look(bench)).toBe('ResourceNotFoundException');
    });

    it('sets nothing past a safeguard of nothing', async () => {
      bench.amend('max_affected: 1', 'max_affected: 0');
      const result = await bench.apply({ channels: [] });
      expect(result).toMatchObject({ status: 'stopped', stop: { reason: '1 resources would be touched, 0 may be' } });
      expect(await look(bench)).toBe('ResourceNotFoundException');
    });

    it('leaves the contact to a person who did not say whom to call', async () => {
      expect(await getIds({})).toEqual(['no-contact']);
    });

    it.each<[string, Partial<World>, string]>([
      ['has a key', { SummaryMap: { ...FINE.SummaryMap, AccountAccessKeysPresent: 1 } }, 'check-credentials'],
      ['signed in', { lastUsed: '2026-11-20T08:00:00+00:00' }, 'check-use'],
      ['did something', { Events: [{ EventName: 'ConsoleLogin', EventTime: new Date(NOW) }] }, 'check-use'],
    ])('says stop at a root user that %s', async (_what, world, step) => {
      expect((await check(world)).view?.plan.stop?.step).toBe(step);
    });

    it('leaves uses that a ticket names, or that were before the last check', async () => {
      const lastUsed = '2026-11-20T08:00:00+00:00';
      expect((await check({ lastUsed }, { ticket: 'OPS-7' })).view?.plan).toMatchObject({
        findings: [{ id: 'use/1', advice: 'Compare it with OPS-7' }, { id: 'no-contact' }],
      });
      expect((await check({ lastUsed }, { since: '2026-11-21' })).view?.plan.stop).toBeUndefined();
    });

    it('finds mailboxes elsewhere and central root access that is off', async () => {
      await createOrganization();
      const ids = await getIds({ EnabledFeatures: [] }, { 'mail-domain': 'example.com' });
      expect(ids).toEqual([
        expect.stringMatching(/^mailbox\/\d{12}$/u),
        'feature/RootCredentialsManagement',
        'feature/RootSessions',
        'no-contact',
      ]);
    });

    it('says where the history of global services lies', async () => {
      expect(await getIds({}, {}, 'eu-west-1')).toEqual(['no-contact', 'region']);
    });

    it('keeps what it saw as evidence, without names in the record', async () => {
      const { run = '' } = await bench.apply();
      const evidence = JSON.parse(bench.checkout.read(`.gait/runs/${run}/root-user.json`)) as unknown;
      expect(evidence).toMatchObject({ account: '123456789012', keys: 0, hasMfa: true, since: '2026-08-27' });
      const [record] = bench.checkout.getRecords('check-root-user');
      expect(record?.steps.filter(({ outcome }) => outcome === 'skipped').map(({ id }) => id)).toEqual([
        'test-mailbox',
        'check-mfa',
        'check-members',
      ]);
      expect(JSON.stringify(record)).not.toContain('aws-security');
    });
  },
);
