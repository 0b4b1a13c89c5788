import type { Finding, Plan } from 'docusaurus-plugin-gait/automation';
import type { Facts } from './facts.ts';

/** By what the facts are judged. */
export interface Judgement {
  account: string;
  /** Day of the last check. */
  since: string;
  ticket?: string;
  mailDomain?: string;
}

/** Both are needed: one removes root credentials of members, the other replaces them for the rare task that needs root. */
const FEATURES = ['RootCredentialsManagement', 'RootSessions'];

/** Uses of the root user since the last check, in the words of AWS. */
export function getUses({ used, events }: Facts, since: string): string[] {
  const recent = used.filter((at) => at.slice(0, 10) >= since).map((at) => `signed in or used a key at ${at}`);
  return [...recent, ...events.map(({ name, at }) => `${name} at ${at}`)];
}

/** What the SOP says stop at. */
export function getStop(facts: Facts, { since, ticket }: Judgement): Plan['stop'] {
  if (facts.keys > 0)
    return {
      step: 'check-credentials',
      reason: 'the root user has an access key',
      hint: "Find out what uses it, replace that by a role, and have the account's owner delete the key today.",
    };
  if (!facts.hasMfa)
    return {
      step: 'check-credentials',
      reason: 'the root user has no MFA',
      hint: 'Register a hardware device today.',
    };
  const uses = getUses(facts, since);
  if (uses.length > 0 && ticket === undefined)
    return {
      step: 'check-use',
      reason: `the root user was used since ${since}: ${uses.slice(0, 3).join('; ')}`,
      hint: 'With a ticket that names each use, run again with --input ticket=…; without one treat the account as taken over.',
    };
  return undefined;
}

/** What is left to a person, in the order of the SOP's steps. */
export function findWeaknesses(facts: Facts, { account, since, ticket, mailDomain }: Judgement): Finding[] {
  const root = `root user of ${account}`;
  const findings: (Finding | false)[] = [
    ...facts.accounts.map(
      ({ id, email }) =>
        mailDomain !== undefined &&
        email !== '' &&
        !email.toLowerCase().endsWith(`@${mailDomain}`) && {
          id: `mailbox/${id}`,
          resource: id,
          what: `The root user's mailbox of ${id} is ${email}`,
          advice: `Move it to a group mailbox at ${mailDomain}`,
        },
    ),
    facts.certificates > 0 && {
      id: 'certificate',
      resource: root,
      what: 'The root user has a signing certificate',
      advice: "Have the account's owner delete it",
    },
    facts.hasVirtualMfa && {
      id: 'virtual-mfa',
      resource: root,
      what: 'The second factor of the root user is an app',
      advice: 'Register two FIDO2 security keys, then remove the app',
    },
    ...FEATURES.filter((feature) => facts.features !== null && !facts.features.includes(feature)).map((feature) => ({
      id: `feature/${feature}`,
      resource: 'organization',
      what: `${feature} is off`,
      advice: 'Order it as a change; until then check each member account by itself',
    })),
    ...getUses(facts, since).map((use, index) => ({
      id: `use/${index + 1}`,
      resource: root,
      what: `Root user: ${use}`,
      advice: `Compare it with ${ticket ?? 'its ticket'}`,
    })),
    facts.contact === null && {
      id: 'no-contact',
      resource: account,
      what: 'The account has no security contact',
      advice: 'Set it: run again with the four inputs that begin with security-',
    },
  ];
  return findings.filter((one) => one !== false);
}
