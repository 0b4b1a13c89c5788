import { createSecurityGroups, SSH } from '../security-groups.ts';
import type { Scene } from '../scene.ts';

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
  name: 'close-open-ssh',
  makeBusy: ({ endpoint }, count) => createSecurityGroups(endpoint).createMany(count, [SSH]),
  look: ({ endpoint }) => createSecurityGroups(endpoint).list(),
  tooMany: 6,
  permission: 'ec2:RevokeSecurityGroupIngress',
  badInputs: [
    [{ except: 'sg-1' }, /Unexpected value of the input `except`/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
    [{ group: 'x' }, /Unexpected input `group`/u],
  ],
};
