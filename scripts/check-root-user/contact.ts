import type { Action, Context } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors } from 'docusaurus-plugin-gait/automation';

/** Whom AWS calls about security. */
export type Contact = Record<'name' | 'title' | 'email' | 'phone', string>;

/** What an action carries: the contact to set, and the one that was there. */
export interface ContactChange {
  wanted: Contact;
  before: Contact | null;
}

const TYPE = 'SECURITY';

/** The security contact that was asked for; undefined unless all of it was. */
export function getWanted({ inputs }: Context): Contact | undefined {
  const [name, title] = [inputs['security-name'], inputs['security-title']];
  const [email, phone] = [inputs['security-email'], inputs['security-phone']];
  const isWhole = name !== undefined && title !== undefined && email !== undefined && phone !== undefined;
  return isWhole ? { name, title, email, phone } : undefined;
}

/** The security contact that the account has; null when it has none. */
export async function readContact({ clients }: Context): Promise<Contact | null> {
  const answer = await ignoreErrors(['ResourceNotFoundException'], () =>
    clients.account.getAlternateContact({ AlternateContactType: TYPE }),
  );
  if (answer?.AlternateContact === undefined) return null;
  const { Name = '', Title = '', EmailAddress = '', PhoneNumber = '' } = answer.AlternateContact;
  return { name: Name, title: Title, email: EmailAddress, phone: PhoneNumber };
}

/** Sets the contact; with null there is none afterwards. */
export async function setContact({ clients }: Context, contact: Contact | null): Promise<void> {
  if (contact === null) {
    await ignoreErrors(['ResourceNotFoundException'], () =>
      clients.account.deleteAlternateContact({ AlternateContactType: TYPE }),
    );
    return;
  }
  const { name: Name, title: Title, email: EmailAddress, phone: PhoneNumber } = contact;
  await clients.account.putAlternateContact({ AlternateContactType: TYPE, Name, Title, EmailAddress, PhoneNumber });
}

/** Whether two contacts say the same. */
export function isSame(one: Contact | null, other: Contact | undefined): boolean {
  return toText(one) === toText(other ?? null);
}

/** The change of a contact, as the plan shows it. */
export function toAction(account: string, change: ContactChange): Action<ContactChange> {
  return {
    id: 'security-contact',
    resource: `security contact of ${account}`,
    what: `Set the security contact of ${account}`,
    why: change.before === null ? 'AWS would call nobody about security' : 'AWS would call somebody else',
    before: toText(change.before),
    after: toText(change.wanted),
    undo: change.before === null ? 'Delete the contact' : 'Set the contact that was there',
    data: change,
  };
}

function toText(contact: Contact | null): string {
  if (contact === null) return 'none';
  const { name, title, email, phone } = contact;
  return [name, title, email, phone].join(', ');
}
