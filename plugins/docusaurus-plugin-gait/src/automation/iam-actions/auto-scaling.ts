import { defineService, getReference, on, read, write } from './service.ts';

/** Commands of `AutoScaling` and the IAM actions that they need. */
export const autoScaling = defineService({
  package: '@aws-sdk/client-auto-scaling',
  source: getReference('amazonec2autoscaling'),
  create: async (config) => new (await import('@aws-sdk/client-auto-scaling')).AutoScaling(config),
  commands: {
    attachInstances: on(
      write('autoscaling:AttachInstances'),
      'arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{AutoScalingGroupName}',
    ),
    describeAutoScalingGroups: read('autoscaling:DescribeAutoScalingGroups'),
    describeAutoScalingInstances: read('autoscaling:DescribeAutoScalingInstances'),
    describeInstanceRefreshes: read('autoscaling:DescribeInstanceRefreshes'),
    describeLaunchConfigurations: read('autoscaling:DescribeLaunchConfigurations'),
    describeLifecycleHooks: read('autoscaling:DescribeLifecycleHooks'),
    detachInstances: on(
      write('autoscaling:DetachInstances'),
      'arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{AutoScalingGroupName}',
    ),
    enterStandby: on(
      write('autoscaling:EnterStandby'),
      'arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{AutoScalingGroupName}',
    ),
    exitStandby: on(
      write('autoscaling:ExitStandby'),
      'arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{AutoScalingGroupName}',
    ),
    resumeProcesses: on(
      write('autoscaling:ResumeProcesses'),
      'arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{AutoScalingGroupName}',
    ),
    setInstanceProtection: on(
      write('autoscaling:SetInstanceProtection'),
      'arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{AutoScalingGroupName}',
    ),
    startInstanceRefresh: on(
      write('autoscaling:StartInstanceRefresh'),
      'arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{AutoScalingGroupName}',
    ),
    suspendProcesses: on(
      write('autoscaling:SuspendProcesses'),
      'arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{AutoScalingGroupName}',
    ),
    updateAutoScalingGroup: on(
      write('autoscaling:UpdateAutoScalingGroup'),
      'arn:{partition}:autoscaling:{region}:{account}:autoScalingGroup:*:autoScalingGroupName/{AutoScalingGroupName}',
    ),
  },
});
