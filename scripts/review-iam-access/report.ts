/** One identity of a credential report: its cells by the name of their column. */
export type Identity = Readonly<Record<string, string>>;

/** Name that AWS gives the root user in the report. */
export const ROOT = '<root_account>';

/**
 * Reads a credential report. AWS does not quote, and a user name may hold commas: such a line has too many cells, and the surplus belongs
 * to the name and the ARN, which come first.
 */
export function readReport(csv: string): Identity[] {
  const [header = '', ...lines] = csv.split(/\r?\n/u).filter((line) => line !== '');
  const columns = header.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const arnAt = Math.max(
      1,
      cells.findIndex((cell) => cell.startsWith('arn:')),
    );
    const arnEnd = cells.length - (columns.length - 2);
    const [user, arn] = [cells.slice(0, arnAt).join(','), cells.slice(arnAt, arnEnd).join(',')];
    const merged = [user, arn, ...cells.slice(arnEnd)];
    return Object.fromEntries(columns.map((column, index) => [column, merged[index] ?? '']));
  });
}

/** Something in the report that does not fit the SOP's limits. */
export interface Weakness {
  user: string;
  arn: string;
  kind: 'no-mfa' | 'old-key' | 'two-keys' | 'unused-password' | 'unused-key';
  /** Which key, for those about keys. */
  key?: '1' | '2';
  /** Since when, as the report says. */
  since: string;
}

/** Days after which a key is old, and a credential unused (CIS AWS 1.13 and 1.11). */
const LIMITS = { old: 90, unused: 45 };

const KEYS = ['1', '2'] as const;

/** Finds what does not fit, in the order of the SOP's steps. The root user's password and MFA have an SOP of their own. */
export function findWeaknesses(identities: readonly Identity[], now: Date): Weakness[] {
  const users = identities.filter(({ user }) => user !== ROOT);
  const [oldest, idlest] = [getDaysBefore(now, LIMITS.old), getDaysBefore(now, LIMITS.unused)];
  return [
    ...users.flatMap(findMissingMfa),
    ...users.flatMap((one) => findOldKeys(one, oldest)),
    ...users.flatMap(findSpareKeys),
    ...users.flatMap((one) => findUnused(one, idlest)),
  ];
}

/** Whether the root user has an active access key. */
export function hasRootKey(identities: readonly Identity[]): boolean {
  return identities.some((one) => one.user === ROOT && KEYS.some((key) => isActive(one, key)));
}

function findMissingMfa(one: Identity): Weakness[] {
  if (one.password_enabled !== 'true' || one.mfa_active !== 'false') return [];
  return [{ ...getWho(one), kind: 'no-mfa', since: one.password_last_changed ?? '' }];
}

function findOldKeys(one: Identity, oldest: string): Weakness[] {
  return KEYS.filter((key) => isActive(one, key) && getKeyDate(one, key) < oldest).map((key) => ({
    ...getWho(one),
    kind: 'old-key',
    key,
    since: getKeyDate(one, key),
  }));
}

function findSpareKeys(one: Identity): Weakness[] {
  if (!KEYS.every((key) => isActive(one, key))) return [];
  const since = KEYS.map((key) => getKeyDate(one, key)).sort()[1] ?? '';
  return [{ ...getWho(one), kind: 'two-keys', since }];
}

function findUnused(one: Identity, idlest: string): Weakness[] {
  const password = getLastUse(one.password_last_used, one.password_last_changed);
  const isPasswordUnused = one.password_enabled === 'true' && password < idlest;
  const keys = KEYS.map((key) => ({
    key,
    since: getLastUse(one[`access_key_${key}_last_used_date`], getKeyDate(one, key)),
  }));
  return [
    ...(isPasswordUnused ? [{ ...getWho(one), kind: 'unused-password' as const, since: password }] : []),
    ...keys
      .filter(({ key, since }) => isActive(one, key) && since < idlest)
      .map(({ key, since }) => ({ ...getWho(one), kind: 'unused-key' as const, key, since })),
  ];
}

function getWho({ user = '', arn = '' }: Identity): { user: string; arn: string } {
  return { user, arn };
}

function isActive(one: Identity, key: string): boolean {
  return one[`access_key_${key}_active`] === 'true';
}

function getKeyDate(one: Identity, key: string): string {
  return one[`access_key_${key}_last_rotated`] ?? '';
}

/** What was never used counts from the day it was made. */
function getLastUse(used: string | undefined, made: string | undefined): string {
  return (used !== undefined && /^\d/u.test(used) ? used : made) ?? '';
}

/** Start of a comparison with the report's times, which begin with the date. */
function getDaysBefore(now: Date, days: number): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}
