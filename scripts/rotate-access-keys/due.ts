import type { Context } from 'docusaurus-plugin-gait/automation';
import { readLastUse, readSecret, SECRET_TAG } from './keys.ts';
import type { Key, KeyUser } from './keys.ts';

const DAY = 86_400_000;

/** CIS allows 90 days. At 80 a weekly round has one more chance before that, and a key is retired a week after it was replaced. */
const LIMITS = { old: 80 * DAY, quiet: 7 * DAY };

/** What is due for a user: a new key, the end of the old one, or a person's decision. `version` is what the secret held before. */
export type Due =
  | { kind: 'replace'; user: string; key: string; secret: string; version: string }
  | { kind: 'retire'; user: string; key: string }
  | { kind: 'left'; user: string; key: string; why: string; advice: string };

/** Finds what is due for a user today; undefined when nothing is. */
export async function findDue(context: Context, { name: user, keys }: KeyUser): Promise<Due | undefined> {
  const now = context.now.getTime();
  const isOld = ({ madeAt }: Key): boolean => now - madeAt > LIMITS.old;
  const [oldest, newest] = keys.filter(({ isActive }) => isActive);
  if (oldest === undefined || !isOld(oldest)) return undefined;
  const left = (why: string, advice: string): Due => ({ kind: 'left', user, key: oldest.id, why, advice });
  if (newest !== undefined) {
    if (isOld(newest)) return left('both keys are old', 'Find out which one is used, and deactivate the other one');
    if (now - newest.madeAt < LIMITS.quiet) return undefined;
    const use = await readLastUse(context, oldest.id);
    if (use === undefined || now - use.at > LIMITS.quiet) return { kind: 'retire', user, key: oldest.id };
    return left(
      `the old key was used for ${use.by} within seven days`,
      'Find what still reads the old key, and have it read the secret again',
    );
  }
  if (keys.length > 1) return left('an inactive key takes the second place', 'Delete the inactive key, then run again');
  const secret = await readSecret(context, user);
  if (secret === undefined) {
    return left(
      'no secret is known from which its work reads the key',
      `Replace the key with a role; or keep it in a secret, and name that in the user's tag ${SECRET_TAG}`,
    );
  }
  return { kind: 'replace', user, key: oldest.id, secret: secret.name, version: secret.version };
}
