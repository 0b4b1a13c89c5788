import { createSharedSecrets } from '../shared-secrets.ts';
import type { Scene } from '../scene.ts';

/** The secret. */
export const NAME = 'production/mail-service/token';
/** The value that is to go. */
export const OLD = 'old-0c1d77be4a02';
/** The value that the issuer gave in its place. */
export const NEW = 'new-77be4a023f9a';

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
  name: 'rotate-shared-secret',
  input: { inputs: { secret: NAME }, secrets: { value: NEW } },
  makeQuiet: async ({ endpoint }) => void (await createSharedSecrets(endpoint).create(NAME, NEW)),
  // A run touches one secret, so the limit moves.
  makeBusy: async (bench, count) => {
    await createSharedSecrets(bench.endpoint).create(NAME, OLD);
    if (count > 1) bench.amend('max_affected: 1', 'max_affected: 0');
  },
  look: ({ endpoint }) => createSharedSecrets(endpoint).readValue(NAME),
  tooMany: 2,
  permission: 'secretsmanager:PutSecretValue',
  badInputs: [
    [{ secret: 'mail token' }, /Unexpected value of the input `secret`/u],
    [{ value: NEW }, /Unexpected input `value` on the command line/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
  ],
};
