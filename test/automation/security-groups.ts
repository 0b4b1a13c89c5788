import { EC2 } from '@aws-sdk/client-ec2';
import type { IpPermission, TagSpecification } from '@aws-sdk/client-ec2';

/** SSH from everywhere. */
export const SSH: IpPermission = {
  IpProtocol: 'tcp',
  FromPort: 22,
  ToPort: 22,
  IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'temp' }],
};

/** Security groups of an emulator, as a test makes and sees them. */
export interface SecurityGroups {
  ec2: EC2;
  /** Makes a group with these inbound rules, and answers its id. */
  create(permissions?: IpPermission[], tags?: TagSpecification[]): Promise<string>;
  createMany(count: number, permissions: IpPermission[]): Promise<void>;
  /** Has an interface use a group. */
  use(group: string): Promise<void>;
  /** Every inbound rule in words, without its id: what the world looks like. */
  list(): Promise<string[]>;
}

/** Security groups behind an endpoint. */
export function createSecurityGroups(endpoint: string): SecurityGroups {
  const ec2 = new EC2({ endpoint });
  let number = 0;
  const create: SecurityGroups['create'] = async (permissions = [], tags = []) => {
    number += 1;
    const { GroupId = '' } = await ec2.createSecurityGroup({ GroupName: `group-${number}`, Description: 'test' });
    if (permissions.length > 0) {
      await ec2.authorizeSecurityGroupIngress({ GroupId, IpPermissions: permissions, TagSpecifications: tags });
    }
    return GroupId;
  };
  return {
    ec2,
    create,
    createMany: async (count, permissions) => {
      for (let made = 0; made < count; made += 1) await create(permissions);
    },
    use: async (group) => {
      const { Subnets = [] } = await ec2.describeSubnets({});
      await ec2.createNetworkInterface({ SubnetId: Subnets[0]?.SubnetId, Groups: [group] });
    },
    list: async () => {
      const { SecurityGroupRules = [] } = await ec2.describeSecurityGroupRules({});
      return SecurityGroupRules.filter(({ IsEgress }) => !IsEgress)
        .map(({ GroupId, IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, Description = '' }) =>
          [GroupId, IpProtocol, FromPort, ToPort, CidrIpv4 ?? CidrIpv6, Description].join(' '),
        )
        .sort();
    },
  };
}
