import { createInstances } from '../instances.ts';
import type { Scene } from '../scene.ts';

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
  name: 'enforce-imdsv2',
  makeQuiet: async ({ endpoint }) => void (await createInstances(endpoint).start(1, 'required')),
  makeBusy: async ({ endpoint }, count) => void (await createInstances(endpoint).start(count)),
  look: ({ endpoint }) => createInstances(endpoint).list(),
  tooMany: 11,
  permission: 'ec2:ModifyInstanceMetadataOptions',
  badInputs: [
    [{ used: 'maybe' }, /Unexpected value of the input `used`/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
    [{ instance: 'x' }, /Unexpected input `instance`/u],
  ],
};
