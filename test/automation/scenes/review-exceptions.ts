import { EC2 } from '@aws-sdk/client-ec2';
import { createSecurityGroups } from '../security-groups.ts';
import type { Scene, Stage } from '../scene.ts';

/** The tag that names an exception. */
export const KEY = 'security-exception';
/** The clock of every run here. */
const NOW = Date.parse('2026-11-25T12:00:00Z');

/** A client that is closed after the suite. */
export function createEc2(bench: Stage): EC2 {
  const ec2 = new EC2({ endpoint: bench.endpoint });
  bench.closeAfter(ec2);
  return ec2;
}

/** Makes security groups and says of each that an exception lets it be. */
export async function exempt(bench: Stage, count: number, Value = 'nobody-granted'): Promise<string[]> {
  const ids: string[] = [];
  const groups = createSecurityGroups(bench.endpoint);
  bench.closeAfter(groups.ec2);
  for (let made = 0; made < count; made += 1) ids.push(await groups.create());
  await createEc2(bench).createTags({ Resources: ids, Tags: [{ Key: KEY, Value }] });
  return ids.sort();
}

async function look(bench: Stage): Promise<unknown> {
  const { Tags = [] } = await createEc2(bench).describeTags({});
  return Tags.map(({ ResourceId, Key, Value }) => `${ResourceId} ${Key}=${Value}`).sort();
}

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
  name: 'review-exceptions',
  input: { now: () => NOW },
  makeBusy: async (bench, count) => void (await exempt(bench, count)),
  look,
  tooMany: 6,
  permission: 'ec2:DeleteTags',
  badInputs: [
    [{ before: 'soon' }, /Unexpected value of the input `before`/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
    [{ tag: 'x' }, /Unexpected input `tag`/u],
  ],
};
