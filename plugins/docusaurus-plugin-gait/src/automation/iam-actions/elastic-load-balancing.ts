import { defineService, getReference, on, read, write } from './service.ts';

/** Commands of `ElasticLoadBalancingV2` and the IAM actions that they need. */
export const elasticLoadBalancing = defineService({
  package: '@aws-sdk/client-elastic-load-balancing-v2',
  source: getReference('awselasticloadbalancingv2'),
  create: async (config) =>
    new (await import('@aws-sdk/client-elastic-load-balancing-v2')).ElasticLoadBalancingV2(config),
  commands: {
    deregisterTargets: on(write('elasticloadbalancing:DeregisterTargets'), '{TargetGroupArn}'),
    describeListeners: read('elasticloadbalancing:DescribeListeners'),
    describeLoadBalancerAttributes: read('elasticloadbalancing:DescribeLoadBalancerAttributes'),
    describeLoadBalancers: read('elasticloadbalancing:DescribeLoadBalancers'),
    describeTags: read('elasticloadbalancing:DescribeTags'),
    describeTargetGroups: read('elasticloadbalancing:DescribeTargetGroups'),
    describeTargetHealth: read('elasticloadbalancing:DescribeTargetHealth'),
    registerTargets: on(write('elasticloadbalancing:RegisterTargets'), '{TargetGroupArn}'),
  },
});
