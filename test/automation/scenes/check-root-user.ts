import { Account } from '@aws-sdk/client-account';
import type { Scene, Stage } from '../scene.ts';

/** The clock of the tests. */
export const NOW = Date.parse('2026-11-25T12:00:00Z');

/** What the emulator cannot be made to say of the root user; a test may say it otherwise. All of them are reading calls. */
export const FINE = {
  SummaryMap: { AccountAccessKeysPresent: 0, AccountMFAEnabled: 1, AccountSigningCertificatesPresent: 0 },
  EnabledFeatures: ['RootSessions', 'RootCredentialsManagement'],
  Events: [] as { EventName: string; EventTime: Date }[],
  lastUsed: '2024-02-11T10:02:55+00:00',
};
/** What can be said of the root user. */
export type World = typeof FINE;

/** The answers that say it. */
export function toMocks({ SummaryMap, EnabledFeatures, Events, lastUsed }: World) {
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

function createAccount(bench: Stage): Account {
  const account = new Account({ endpoint: bench.endpoint });
  bench.closeAfter(account);
  return account;
}

const setContact = async (bench: Stage, contact = OTHER): Promise<void> =>
  void (await createAccount(bench).putAlternateContact({ AlternateContactType: 'SECURITY', ...contact }));

/** The contact for security, or why there is none. */
export const look = async (bench: Stage): Promise<unknown> =>
  createAccount(bench)
    .getAlternateContact({ AlternateContactType: 'SECURITY' })
    .then(({ AlternateContact }) => AlternateContact)
    .catch(({ name }: Error) => name);

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
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
};
