import { defineService, getReference, on, read, write } from './service.ts';

/** Commands of `CloudTrail` and the IAM actions that they need. */
export const cloudTrail = defineService({
  package: '@aws-sdk/client-cloudtrail',
  source: getReference('awscloudtrail'),
  create: async (config) => new (await import('@aws-sdk/client-cloudtrail')).CloudTrail(config),
  commands: {
    createTrail: on(write('cloudtrail:CreateTrail'), 'arn:{partition}:cloudtrail:{region}:{account}:trail/{Name}'),
    deleteTrail: on(write('cloudtrail:DeleteTrail'), 'arn:{partition}:cloudtrail:{region}:{account}:trail/{Name}'),
    describeTrails: read('cloudtrail:DescribeTrails'),
    getEventSelectors: read('cloudtrail:GetEventSelectors'),
    getTrail: read('cloudtrail:GetTrail'),
    getTrailStatus: read('cloudtrail:GetTrailStatus'),
    listTags: read('cloudtrail:ListTags'),
    listTrails: read('cloudtrail:ListTrails'),
    lookupEvents: read('cloudtrail:LookupEvents'),
    putEventSelectors: on(
      write('cloudtrail:PutEventSelectors'),
      'arn:{partition}:cloudtrail:{region}:{account}:trail/{TrailName}',
    ),
    startLogging: on(write('cloudtrail:StartLogging'), 'arn:{partition}:cloudtrail:{region}:{account}:trail/{Name}'),
    stopLogging: on(write('cloudtrail:StopLogging'), 'arn:{partition}:cloudtrail:{region}:{account}:trail/{Name}'),
    updateTrail: on(write('cloudtrail:UpdateTrail'), 'arn:{partition}:cloudtrail:{region}:{account}:trail/{Name}'),
  },
});
