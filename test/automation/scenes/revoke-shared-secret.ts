import { createSharedSecrets } from '../shared-secrets.ts';
import type { Scene } from '../scene.ts';

/** The secret. */
export const NAME = 'production/mail-service/token';
/** The value that leaked. */
export const LEAKED = '{"token": "leaked-0c1d77be4a02"}';
/** The value that the issuer gave in its place. */
export const NEW = '{"token": "new-77be4a023f9a"}';

/** The version that leaked in the world of the test that runs. */
export const leaked = { version: 'a1b2c3d4-5678-90ab-cdef-example11111' };
const getInputs = () => ({ secret: NAME, version: leaked.version });

/** A secret with the leaked value. */
export async function leak(endpoint: string): Promise<void> {
  leaked.version = await createSharedSecrets(endpoint).create(NAME, LEAKED);
}

// The emulator keeps no event history.
const mocks = { 'cloudTrail.lookupEvents': (): object => ({ Events: [] }) };

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
  name: 'revoke-shared-secret',
  input: {
    mocks,
    secrets: { value: NEW },
    get inputs() {
      return getInputs();
    },
  },
  makeQuiet: async ({ endpoint }) => {
    await leak(endpoint);
    const shared = createSharedSecrets(endpoint);
    // Twice: AWSPREVIOUS goes on to the next one.
    for (const value of ['{"token": "a"}', NEW]) await shared.put(NAME, value);
  },
  // A run touches one secret, so the limit moves.
  makeBusy: async (bench, count) => {
    await leak(bench.endpoint);
    if (count > 1) bench.amend('max_affected: 1', 'max_affected: 0');
  },
  look: ({ endpoint }) => createSharedSecrets(endpoint).readLabels(NAME),
  tooMany: 2,
  permission: 'secretsmanager:PutSecretValue',
  hasUndo: false,
  badInputs: [
    [{ version: 'latest' }, /Unexpected value of the input `version`/u],
    [{ value: NEW }, /Unexpected input `value` on the command line/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
  ],
};
