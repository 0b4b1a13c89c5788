import { EC2 } from '@aws-sdk/client-ec2';
import { createInstances } from '../instances.ts';
import type { Stage, World } from '../scene.ts';

/** Instances, the first of which has an owner. */
export async function start({ endpoint, closeAfter }: Stage, count: number): Promise<string[]> {
  const ec2 = new EC2({ endpoint });
  closeAfter(ec2);
  const ids = await createInstances(endpoint).start(count);
  await ec2.createTags({ Resources: ids.slice(0, 1), Tags: [{ Key: 'owner', Value: 'checkout' }] });
  return ids;
}

/** The world of the runs that earn records: so many instances that nobody owns, beside one that somebody does. */
export const scene: World = {
  name: 'inventory',
  makeBusy: async (stage, count) => void (await start(stage, count + 1)),
};
