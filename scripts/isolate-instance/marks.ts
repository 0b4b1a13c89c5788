import { getTicket, TAG } from './measure.ts';
import type { Measure } from './measure.ts';

/** The tag that tells everybody to keep off. One of an earlier incident stays. */
export const tag: Measure = {
  look: (context, { id, tags }) =>
    Promise.resolve(
      tags.has(TAG)
        ? []
        : [
            {
              what: `Tag ${id}`,
              why: 'Whoever sees it must know that it is evidence',
              was: `no tag ${TAG}`,
              after: `${TAG}=${getTicket(context)}`,
              undo: 'Take the tag away',
              work: { instance: id, target: id, before: [] },
            },
          ],
    ),
  apply: async (context, { instance }) => {
    await context.clients.ec2.createTags({ Resources: [instance], Tags: [{ Key: TAG, Value: getTicket(context) }] });
  },
  undo: async ({ clients }, { instance }) => {
    await clients.ec2.deleteTags({ Resources: [instance], Tags: [{ Key: TAG }] });
  },
};

/** Nobody ends it by a slip, and a shutdown from within keeps its disks. AWS has no such protection for Spot Instances. */
export const protection: Measure = {
  look: async ({ clients }, { id, isSpot }) => {
    if (isSpot) return [];
    const InstanceId = id;
    const ending = await clients.ec2.describeInstanceAttribute({ InstanceId, Attribute: 'disableApiTermination' });
    const shutdown = await clients.ec2.describeInstanceAttribute({
      InstanceId,
      Attribute: 'instanceInitiatedShutdownBehavior',
    });
    const isProtected = ending.DisableApiTermination?.Value === true;
    const behavior = shutdown.InstanceInitiatedShutdownBehavior?.Value ?? 'stop';
    if (isProtected && behavior === 'stop') return [];
    return [
      {
        what: `Protect ${id} from deletion`,
        why: 'Deleting it would delete evidence',
        was: `termination protection ${isProtected ? 'on' : 'off'}, a shutdown from within means ${behavior}`,
        after: 'termination protection on, a shutdown from within means stop',
        undo: 'Put both settings back',
        work: { instance: id, target: id, before: [String(isProtected), behavior] },
      },
    ];
  },
  apply: async ({ clients }, { instance: InstanceId }) => {
    await clients.ec2.modifyInstanceAttribute({ InstanceId, DisableApiTermination: { Value: true } });
    await clients.ec2.modifyInstanceAttribute({ InstanceId, InstanceInitiatedShutdownBehavior: { Value: 'stop' } });
  },
  undo: async ({ clients }, { instance: InstanceId, before: [isProtected, Value] }) => {
    await clients.ec2.modifyInstanceAttribute({ InstanceId, InstanceInitiatedShutdownBehavior: { Value } });
    await clients.ec2.modifyInstanceAttribute({ InstanceId, DisableApiTermination: { Value: isProtected === 'true' } });
  },
};
