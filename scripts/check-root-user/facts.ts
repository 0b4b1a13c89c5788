import type { Context } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors, readPages } from 'docusaurus-plugin-gait/automation';
import { readContact } from './contact.ts';
import type { Contact } from './contact.ts';

/** Name that AWS gives the root user in the credential report. */
const ROOT = '<root_account>';

/** AWS makes the report within seconds. */
const PATIENCE = { tries: 60, milliseconds: 2000 };

/** What AWS says of the root user. */
export interface Facts {
  accounts: { id: string; name: string; email: string }[];
  keys: number;
  certificates: number;
  hasMfa: boolean;
  /** Whether its second factor is an app, which can be phished and lost. */
  hasVirtualMfa: boolean;
  /** What is on of central root access; null outside of an organisation. */
  features: string[] | null;
  /** Times of use in the credential report: of password and keys. */
  used: string[];
  events: { name: string; at: string }[];
  contact: Contact | null;
}

/**
 * Asks everything. `since` bounds the event history.
 * @throws Error when this is not the management account of its organisation.
 */
export async function readFacts(context: Context, since: Date): Promise<Facts> {
  const { accounts, isOrganization } = await readAccounts(context);
  const { SummaryMap = {} } = await context.clients.iam.getAccountSummary({});
  const devices = await readPages(
    (Marker) => context.clients.iam.listVirtualMFADevices({ AssignmentStatus: 'Assigned', Marker }),
    ({ Marker }) => Marker,
  );
  return {
    accounts,
    keys: SummaryMap.AccountAccessKeysPresent ?? 0,
    certificates: SummaryMap.AccountSigningCertificatesPresent ?? 0,
    hasMfa: SummaryMap.AccountMFAEnabled === 1,
    hasVirtualMfa: devices.some((page) => page.VirtualMFADevices?.some(({ User }) => User?.Arn?.endsWith(':root'))),
    features: isOrganization ? await readFeatures(context) : null,
    used: await readUses(context),
    events: await readEvents(context, since),
    contact: await readContact(context),
  };
}

async function readAccounts({
  clients,
  account,
}: Context): Promise<Pick<Facts, 'accounts'> & { isOrganization: boolean }> {
  const answer = await ignoreErrors(['AWSOrganizationsNotInUseException'], () =>
    clients.organizations.describeOrganization({}),
  );
  if (answer === undefined)
    return { accounts: [{ id: account, name: 'on its own', email: '' }], isOrganization: false };
  const management = answer.Organization?.MasterAccountId;
  if (management !== account)
    throw new Error(`Unexpected account \`${account}\`, expected the management account \`${management}\``);
  const pages = await readPages((NextToken) => clients.organizations.listAccounts({ NextToken }));
  const accounts = pages
    .flatMap((page) => page.Accounts ?? [])
    .map(({ Id: id = '', Name: name = '', Email: email = '' }) => ({ id, name, email }))
    .sort((a, b) => a.id.localeCompare(b.id));
  return { accounts, isOrganization: true };
}

async function readFeatures({ clients }: Context): Promise<string[]> {
  const answer = await ignoreErrors(['ServiceAccessNotEnabledException'], () =>
    clients.iam.listOrganizationsFeatures({}),
  );
  return [...(answer?.EnabledFeatures ?? [])].sort();
}

async function readUses({ clients, wait }: Context): Promise<string[]> {
  for (let tries = 0; (await clients.iam.generateCredentialReport({})).State !== 'COMPLETE'; tries += 1) {
    if (tries === PATIENCE.tries)
      throw new Error('Unexpected delay of the credential report, expected it within two minutes');
    await wait(PATIENCE.milliseconds);
  }
  const { Content } = await clients.iam.getCredentialReport({});
  const lines = new TextDecoder()
    .decode(Content)
    .split(/\r?\n/u)
    .map((line) => line.split(','));
  const columns = lines[0] ?? [];
  const root = lines.find(([user]) => user === ROOT);
  if (root === undefined) throw new Error(`Unexpected credential report, expected a line of \`${ROOT}\``);
  const names = ['password_last_used', 'access_key_1_last_used_date', 'access_key_2_last_used_date'];
  return names.map((name) => root[columns.indexOf(name)] ?? '').filter((cell) => /^\d/u.test(cell));
}

async function readEvents({ clients }: Context, since: Date): Promise<Facts['events']> {
  const LookupAttributes = [{ AttributeKey: 'Username' as const, AttributeValue: 'root' }];
  const pages = await readPages((NextToken) =>
    clients.cloudTrail.lookupEvents({ LookupAttributes, StartTime: since, NextToken }),
  );
  return pages
    .flatMap((page) => page.Events ?? [])
    .map(({ EventName = '', EventTime }) => ({ name: EventName, at: EventTime?.toISOString() ?? '' }));
}
