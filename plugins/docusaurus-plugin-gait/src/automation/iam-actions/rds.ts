import { defineService, getReference, on, read, write } from './service.ts';

/** Commands of `RDS` and the IAM actions that they need. */
export const rds = defineService({
  package: '@aws-sdk/client-rds',
  source: getReference('amazonrds'),
  create: async (config) => new (await import('@aws-sdk/client-rds')).RDS(config),
  commands: {
    addTagsToResource: on(write('rds:AddTagsToResource'), '{ResourceName}'),
    createDBSnapshot: on(
      write('rds:CreateDBSnapshot'),
      'arn:{partition}:rds:{region}:{account}:db:{DBInstanceIdentifier}',
    ),
    describeDBClusters: read('rds:DescribeDBClusters'),
    describeDBInstances: read('rds:DescribeDBInstances'),
    describeDBSnapshotAttributes: read('rds:DescribeDBSnapshotAttributes'),
    describeDBSnapshots: read('rds:DescribeDBSnapshots'),
    describePendingMaintenanceActions: read('rds:DescribePendingMaintenanceActions'),
    modifyDBCluster: on(
      write('rds:ModifyDBCluster'),
      'arn:{partition}:rds:{region}:{account}:cluster:{DBClusterIdentifier}',
    ),
    modifyDBInstance: on(
      write('rds:ModifyDBInstance'),
      'arn:{partition}:rds:{region}:{account}:db:{DBInstanceIdentifier}',
    ),
  },
});
