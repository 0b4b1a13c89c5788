import { AGING, createAccessKeys } from '../access-keys.ts';
import type { Scene } from '../scene.ts';

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
  name: 'rotate-access-keys',
  // The emulator dates every key to today, so the dates that it tells are moved back.
  input: { mocks: AGING },
  makeQuiet: async ({ endpoint }) => void (await createAccessKeys(endpoint).create('deploy', { days: 79 })),
  makeBusy: async ({ endpoint }, count) => {
    for (let index = 0; index < count; index += 1) await createAccessKeys(endpoint).create(`deploy-${index}`);
  },
  look: ({ endpoint }) => createAccessKeys(endpoint).list(),
  tooMany: 6,
  permission: 'iam:CreateAccessKey',
  badInputs: [
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
    [{ days: '90' }, /Unexpected input `days`/u],
  ],
};
