import { defineService, getReference, on, read, write } from './service.ts';

/** Commands of `CloudWatchLogs` and the IAM actions that they need. */
export const cloudWatchLogs = defineService({
  package: '@aws-sdk/client-cloudwatch-logs',
  source: getReference('amazoncloudwatchlogs'),
  create: async (config) => new (await import('@aws-sdk/client-cloudwatch-logs')).CloudWatchLogs(config),
  commands: {
    associateKmsKey: on(
      write('logs:AssociateKmsKey'),
      'arn:{partition}:logs:{region}:{account}:log-group:{logGroupName}',
    ),
    createLogGroup: on(
      write('logs:CreateLogGroup'),
      'arn:{partition}:logs:{region}:{account}:log-group:{logGroupName}',
    ),
    deleteLogGroup: on(
      write('logs:DeleteLogGroup'),
      'arn:{partition}:logs:{region}:{account}:log-group:{logGroupName}',
    ),
    deleteMetricFilter: on(
      write('logs:DeleteMetricFilter'),
      'arn:{partition}:logs:{region}:{account}:log-group:{logGroupName}',
    ),
    deleteRetentionPolicy: on(
      write('logs:DeleteRetentionPolicy'),
      'arn:{partition}:logs:{region}:{account}:log-group:{logGroupName}',
    ),
    describeLogGroups: read('logs:DescribeLogGroups'),
    describeLogStreams: read('logs:DescribeLogStreams'),
    describeMetricFilters: read('logs:DescribeMetricFilters'),
    describeSubscriptionFilters: read('logs:DescribeSubscriptionFilters'),
    filterLogEvents: read('logs:FilterLogEvents'),
    getQueryResults: read('logs:GetQueryResults'),
    putMetricFilter: on(
      write('logs:PutMetricFilter'),
      'arn:{partition}:logs:{region}:{account}:log-group:{logGroupName}',
    ),
    putRetentionPolicy: on(
      write('logs:PutRetentionPolicy'),
      'arn:{partition}:logs:{region}:{account}:log-group:{logGroupName}',
    ),
    startQuery: read('logs:StartQuery'),
  },
});
