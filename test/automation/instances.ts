import { EC2 } from '@aws-sdk/client-ec2';

/** Instances of an emulator, as a test makes and sees them. */
export interface Instances {
  ec2: EC2;
  /** Starts so many instances, and answers their ids. */
  start(count: number, tokens?: 'optional' | 'required'): Promise<string[]>;
  /** Id and whether tokens are required, sorted. */
  list(): Promise<string[]>;
}

/** Instances behind an endpoint. */
export function createInstances(endpoint: string): Instances {
  const ec2 = new EC2({ endpoint });
  return {
    ec2,
    start: async (count, tokens = 'optional') => {
      const { Images = [] } = await ec2.describeImages({ Owners: ['amazon'] });
      const { Instances: started = [] } = await ec2.runInstances({
        ImageId: Images[0]?.ImageId,
        InstanceType: 't3.micro',
        MinCount: count,
        MaxCount: count,
        MetadataOptions: { HttpTokens: tokens, HttpEndpoint: 'enabled' },
      });
      return started.map(({ InstanceId = '' }) => InstanceId);
    },
    list: async () => {
      const { Reservations = [] } = await ec2.describeInstances({});
      return Reservations.flatMap((one) => one.Instances ?? [])
        .map(({ InstanceId, MetadataOptions }) => `${InstanceId} ${MetadataOptions?.HttpTokens}`)
        .sort();
    },
  };
}
