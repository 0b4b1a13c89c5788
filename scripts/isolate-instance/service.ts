import type { Context } from 'docusaurus-plugin-gait/automation';
import { readPages } from 'docusaurus-plugin-gait/automation';
import type { Measure, Subject } from './measure.ts';

/**
 * Out of its Auto Scaling group, which would end an instance that fails its health check. There is no way back: the group has started another.
 */
export const group: Measure = {
  look: async (context, { id }) =>
    (await readGroups(context, id)).map((name) => ({
      what: `Detach ${id} from the Auto Scaling group ${name}`,
      why: 'The group would end it, evidence and all, when its health check fails',
      was: `in ${name}`,
      after: `not in ${name}, which starts a replacement`,
      undo: 'It stays out: the replacement already runs',
      work: { instance: id, target: name, before: [] },
    })),
  apply: async (context, { instance, target }) => {
    if (!(await readGroups(context, instance)).includes(target)) return;
    await context.clients.autoScaling.detachInstances({
      InstanceIds: [instance],
      AutoScalingGroupName: target,
      ShouldDecrementDesiredCapacity: false,
    });
  },
};

/** Out of every target group of a load balancer, whether it stands there by its id or by an address. */
export const balancers: Measure = {
  look: async (context, subject) =>
    (await readTargets(context, subject)).map(({ arn, id, port }) => ({
      what: `Deregister ${id}:${port} from ${arn.split(':').at(-1)}`,
      why: 'No request may reach it any more',
      was: 'a target',
      after: 'no target',
      undo: 'Register it again',
      work: { instance: subject.id, target: arn, before: [id, port] },
    })),
  apply: async ({ clients }, { target: TargetGroupArn, before }) => {
    await clients.elasticLoadBalancing.deregisterTargets({ TargetGroupArn, Targets: [toTarget(before)] });
  },
  undo: async ({ clients }, { target: TargetGroupArn, before }) => {
    await clients.elasticLoadBalancing.registerTargets({ TargetGroupArn, Targets: [toTarget(before)] });
  },
};

async function readGroups({ clients }: Context, instance: string): Promise<string[]> {
  const answer = await clients.autoScaling.describeAutoScalingInstances({ InstanceIds: [instance] });
  return (answer.AutoScalingInstances ?? []).flatMap(({ AutoScalingGroupName }) => AutoScalingGroupName ?? []);
}

async function readTargets(
  { clients }: Context,
  { id, interfaces }: Subject,
): Promise<{ arn: string; id: string; port: string }[]> {
  const vpcs = interfaces.map(({ vpc }) => vpc);
  const names = [id, ...interfaces.flatMap(({ addresses }) => addresses)];
  const pages = await readPages(
    (Marker) => clients.elasticLoadBalancing.describeTargetGroups({ Marker }),
    ({ NextMarker }) => NextMarker,
  );
  const groups = pages.flatMap((page) => page.TargetGroups ?? []).filter(({ VpcId = '' }) => vpcs.includes(VpcId));
  const targets = [];
  for (const { TargetGroupArn: arn = '' } of groups) {
    const { TargetHealthDescriptions = [] } = await clients.elasticLoadBalancing.describeTargetHealth({
      TargetGroupArn: arn,
    });
    for (const { Target, TargetHealth } of TargetHealthDescriptions) {
      const { Id = '', Port = 0 } = Target ?? {};
      if (names.includes(Id) && TargetHealth?.State !== 'draining') targets.push({ arn, id: Id, port: String(Port) });
    }
  }
  return targets;
}

/** A target of a Lambda function or a whole load balancer has no port. */
function toTarget([Id = '', port = '0']: string[]): { Id: string; Port?: number } {
  return { Id, ...(port !== '0' && { Port: Number(port) }) };
}
