import type { Clients } from 'docusaurus-plugin-gait/automation';

/** Gives an instance a profile, unless it got one meanwhile. */
export async function giveProfile(clients: Clients, instance: string, profile: string): Promise<void> {
  if ((await readAssociations(clients, instance)).length > 0) return;
  await clients.ec2.associateIamInstanceProfile({ InstanceId: instance, IamInstanceProfile: { Name: profile } });
}

/** Takes that profile off again; another one stays. */
export async function takeProfile(clients: Clients, instance: string, profile: string): Promise<void> {
  for (const { AssociationId, IamInstanceProfile } of await readAssociations(clients, instance)) {
    if (IamInstanceProfile?.Arn?.split('/').at(-1) !== profile) continue;
    await clients.ec2.disassociateIamInstanceProfile({ AssociationId });
  }
}

async function readAssociations(clients: Clients, instance: string) {
  const { IamInstanceProfileAssociations = [] } = await clients.ec2.describeIamInstanceProfileAssociations({
    Filters: [
      { Name: 'instance-id', Values: [instance] },
      { Name: 'state', Values: ['associating', 'associated'] },
    ],
  });
  return IamInstanceProfileAssociations;
}
