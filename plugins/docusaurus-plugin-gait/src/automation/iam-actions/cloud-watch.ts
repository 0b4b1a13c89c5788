import { defineService, getReference, on, read, write } from './service.ts';

/** Commands of `CloudWatch` and the IAM actions that they need. */
export const cloudWatch = defineService({
  package: '@aws-sdk/client-cloudwatch',
  source: getReference('amazoncloudwatch'),
  create: async (config) => new (await import('@aws-sdk/client-cloudwatch')).CloudWatch(config),
  commands: {
    deleteAlarms: on(
      write('cloudwatch:DeleteAlarms'),
      'arn:{partition}:cloudwatch:{region}:{account}:alarm:{AlarmNames}',
    ),
    describeAlarmHistory: read('cloudwatch:DescribeAlarmHistory'),
    describeAlarms: read('cloudwatch:DescribeAlarms'),
    describeAlarmsForMetric: read('cloudwatch:DescribeAlarmsForMetric'),
    disableAlarmActions: on(
      write('cloudwatch:DisableAlarmActions'),
      'arn:{partition}:cloudwatch:{region}:{account}:alarm:{AlarmNames}',
    ),
    enableAlarmActions: on(
      write('cloudwatch:EnableAlarmActions'),
      'arn:{partition}:cloudwatch:{region}:{account}:alarm:{AlarmNames}',
    ),
    getMetricData: read('cloudwatch:GetMetricData'),
    getMetricStatistics: read('cloudwatch:GetMetricStatistics'),
    listMetrics: read('cloudwatch:ListMetrics'),
    putMetricAlarm: on(
      write('cloudwatch:PutMetricAlarm'),
      'arn:{partition}:cloudwatch:{region}:{account}:alarm:{AlarmName}',
    ),
    putMetricData: write('cloudwatch:PutMetricData'),
  },
});
