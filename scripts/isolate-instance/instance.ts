import type { Instance } from '@aws-sdk/client-ec2';
import type { Context } from 'docusaurus-plugin-gait/automation';
import type { Subject } from './measure.ts';

/** Reads the instances that the run is about, in the order of their ids. AWS refuses an id that it does not know. */
export async function readSubjects({ clients, inputs }: Context): Promise<Subject[]> {
  const InstanceIds = [...new Set(inputs.instance?.split(','))].sort();
  const { Reservations = [] } = await clients.ec2.describeInstances({ InstanceIds });
  const instances = Reservations.flatMap((one) => one.Instances ?? []).map(toSubject);
  return instances.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function toSubject(raw: Instance): Subject {
  const { NetworkInterfaces = [], BlockDeviceMappings = [], Tags = [] } = raw;
  return {
    id: raw.InstanceId ?? '',
    state: raw.State?.Name ?? 'unknown',
    isSpot: raw.InstanceLifecycle === 'spot',
    tags: new Map(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
    profile: raw.IamInstanceProfile?.Arn,
    volumes: BlockDeviceMappings.flatMap(({ Ebs }) => Ebs?.VolumeId ?? []).sort(),
    interfaces: NetworkInterfaces.map((one) => ({
      id: one.NetworkInterfaceId ?? '',
      vpc: one.VpcId ?? '',
      subnet: one.SubnetId ?? '',
      groups: (one.Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
      addresses: (one.PrivateIpAddresses ?? []).flatMap(({ PrivateIpAddress }) => PrivateIpAddress ?? []),
    })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    raw,
  };
}
