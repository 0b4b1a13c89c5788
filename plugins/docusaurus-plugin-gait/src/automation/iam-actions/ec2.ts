import { defineService, getReference, on, read, write } from './service.ts';

/** Commands of `EC2` and the IAM actions that they need. */
export const ec2 = defineService({
  package: '@aws-sdk/client-ec2',
  source: getReference('amazonec2'),
  create: async (config) => new (await import('@aws-sdk/client-ec2')).EC2(config),
  commands: {
    associateIamInstanceProfile: on(
      write('ec2:AssociateIamInstanceProfile', 'iam:PassRole'),
      'arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}',
    ),
    authorizeSecurityGroupEgress: on(
      write('ec2:AuthorizeSecurityGroupEgress'),
      'arn:{partition}:ec2:{region}:{account}:security-group/{GroupId}',
    ),
    authorizeSecurityGroupIngress: on(
      write('ec2:AuthorizeSecurityGroupIngress'),
      'arn:{partition}:ec2:{region}:{account}:security-group/{GroupId}',
    ),
    createImage: on(write('ec2:CreateImage'), 'arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}'),
    createNetworkAclEntry: on(
      write('ec2:CreateNetworkAclEntry'),
      'arn:{partition}:ec2:{region}:{account}:network-acl/{NetworkAclId}',
    ),
    createSecurityGroup: write('ec2:CreateSecurityGroup'),
    createSnapshot: on(write('ec2:CreateSnapshot'), 'arn:{partition}:ec2:{region}:{account}:volume/{VolumeId}'),
    // Tags of its own that the command gives to the snapshots are another action.
    createSnapshots: write('ec2:CreateSnapshots', 'ec2:CreateTags'),
    createTags: write('ec2:CreateTags'),
    deleteNetworkAclEntry: on(
      write('ec2:DeleteNetworkAclEntry'),
      'arn:{partition}:ec2:{region}:{account}:network-acl/{NetworkAclId}',
    ),
    deleteSecurityGroup: on(
      write('ec2:DeleteSecurityGroup'),
      'arn:{partition}:ec2:{region}:{account}:security-group/{GroupId}',
    ),
    deleteSnapshot: on(write('ec2:DeleteSnapshot'), 'arn:{partition}:ec2:{region}::snapshot/{SnapshotId}'),
    deleteTags: write('ec2:DeleteTags'),
    describeAddresses: read('ec2:DescribeAddresses'),
    describeFlowLogs: read('ec2:DescribeFlowLogs'),
    describeIamInstanceProfileAssociations: read('ec2:DescribeIamInstanceProfileAssociations'),
    describeImages: read('ec2:DescribeImages'),
    describeInstanceAttribute: read('ec2:DescribeInstanceAttribute'),
    describeInstanceStatus: read('ec2:DescribeInstanceStatus'),
    describeInstances: read('ec2:DescribeInstances'),
    describeNetworkAcls: read('ec2:DescribeNetworkAcls'),
    describeNetworkInterfaces: read('ec2:DescribeNetworkInterfaces'),
    describeRegions: read('ec2:DescribeRegions'),
    describeSecurityGroupRules: read('ec2:DescribeSecurityGroupRules'),
    describeSecurityGroups: read('ec2:DescribeSecurityGroups'),
    describeSnapshots: read('ec2:DescribeSnapshots'),
    describeSubnets: read('ec2:DescribeSubnets'),
    describeTags: read('ec2:DescribeTags'),
    describeVolumes: read('ec2:DescribeVolumes'),
    describeVpcEndpoints: read('ec2:DescribeVpcEndpoints'),
    describeVpcs: read('ec2:DescribeVpcs'),
    disassociateIamInstanceProfile: write('ec2:DisassociateIamInstanceProfile'),
    getConsoleOutput: read('ec2:GetConsoleOutput'),
    getEbsEncryptionByDefault: read('ec2:GetEbsEncryptionByDefault'),
    modifyInstanceAttribute: on(
      write('ec2:ModifyInstanceAttribute'),
      'arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}',
    ),
    modifyInstanceMetadataOptions: on(
      write('ec2:ModifyInstanceMetadataOptions'),
      'arn:{partition}:ec2:{region}:{account}:instance/{InstanceId}',
    ),
    modifyNetworkInterfaceAttribute: on(
      write('ec2:ModifyNetworkInterfaceAttribute'),
      'arn:{partition}:ec2:{region}:{account}:network-interface/{NetworkInterfaceId}',
    ),
    rebootInstances: on(write('ec2:RebootInstances'), 'arn:{partition}:ec2:{region}:{account}:instance/{InstanceIds}'),
    revokeSecurityGroupEgress: on(
      write('ec2:RevokeSecurityGroupEgress'),
      'arn:{partition}:ec2:{region}:{account}:security-group/{GroupId}',
    ),
    revokeSecurityGroupIngress: on(
      write('ec2:RevokeSecurityGroupIngress'),
      'arn:{partition}:ec2:{region}:{account}:security-group/{GroupId}',
    ),
    startInstances: on(write('ec2:StartInstances'), 'arn:{partition}:ec2:{region}:{account}:instance/{InstanceIds}'),
    stopInstances: on(write('ec2:StopInstances'), 'arn:{partition}:ec2:{region}:{account}:instance/{InstanceIds}'),
  },
});
