import type { Context } from 'docusaurus-plugin-gait/automation';
import { ignoreErrors } from 'docusaurus-plugin-gait/automation';
import { getName } from './measure.ts';
import type { Measure } from './measure.ts';

/** Denies everything to the sessions of the instance's role that began on this instance; other instances with the role go on. */
export const credentials: Measure = {
  look: async (context, { id, profile }) => {
    const role = profile === undefined ? undefined : await readRole(context, profile);
    if (role === undefined || (await isDenied(context, role, id))) return [];
    return [
      {
        what: `Deny everything to the sessions of the role ${role} that began on ${id}`,
        why: 'Keys that were copied from it work from anywhere, for hours',
        was: `no policy ${getName(id)}`,
        after: `an inline policy ${getName(id)}`,
        undo: 'Delete the policy',
        work: { instance: id, target: role, before: [] },
      },
    ];
  },
  apply: async ({ clients, partition, region, account }, { instance, target: RoleName }) => {
    const arn = `arn:${partition}:ec2:${region}:${account}:instance/${instance}`;
    const Condition = { ArnEquals: { 'ec2:SourceInstanceARN': arn } };
    await clients.iam.putRolePolicy({
      RoleName,
      PolicyName: getName(instance),
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', Condition }],
      }),
    });
  },
  undo: async ({ clients }, { instance, target: RoleName }) => {
    await ignoreErrors(['NoSuchEntityException'], () =>
      clients.iam.deleteRolePolicy({ RoleName, PolicyName: getName(instance) }),
    );
  },
};

async function readRole({ clients }: Context, profile: string): Promise<string | undefined> {
  const InstanceProfileName = profile.split('/').at(-1);
  const answer = await ignoreErrors(['NoSuchEntityException'], () =>
    clients.iam.getInstanceProfile({ InstanceProfileName }),
  );
  return answer?.InstanceProfile?.Roles?.[0]?.RoleName;
}

async function isDenied({ clients }: Context, RoleName: string, instance: string): Promise<boolean> {
  const answer = await ignoreErrors(['NoSuchEntityException'], () =>
    clients.iam.getRolePolicy({ RoleName, PolicyName: getName(instance) }),
  );
  return answer !== undefined;
}
