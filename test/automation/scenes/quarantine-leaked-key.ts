import { IAM } from '@aws-sdk/client-iam';
import type { Scene } from '../scene.ts';

/** The ticket of the leak. */
export const TICKET = 'SEC-1043';
/** The policy that ends sessions. */
export const POLICY = `revoke-sessions-${TICKET}`;

/** The keys that leaked in the world of the test that runs. */
export const leaked: string[] = [];

/** Users, the key of each of whom leaked. */
export async function leak(endpoint: string, count: number): Promise<void> {
  const iam = new IAM({ endpoint });
  leaked.length = 0;
  for (let index = 0; index < count; index += 1) {
    const UserName = `deploy-${index}`;
    await iam.createUser({ UserName });
    leaked.push((await iam.createAccessKey({ UserName })).AccessKey?.AccessKeyId ?? '');
  }
}

/** Keys with their state, and policies of users. */
export async function look(endpoint: string): Promise<string[]> {
  const iam = new IAM({ endpoint });
  const { Users = [] } = await iam.listUsers({});
  const lists = await Promise.all(
    Users.map(async ({ UserName = '' }) => {
      const { AccessKeyMetadata = [] } = await iam.listAccessKeys({ UserName });
      const { PolicyNames = [] } = await iam.listUserPolicies({ UserName });
      return [...AccessKeyMetadata.map(({ AccessKeyId, Status }) => `${AccessKeyId} ${Status}`), ...PolicyNames];
    }),
  );
  return lists.flat().sort();
}

/** What the event history answers with. */
export const toEvents = (...events: object[]) => ({
  Events: events.map((event) => ({ CloudTrailEvent: JSON.stringify(event) })),
});
const getInputs = () => ({ keys: leaked.join(','), ticket: TICKET });

/** The emulator keeps no event history. It is a reading call. */
export const mocks = { 'cloudTrail.lookupEvents': () => toEvents() };

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
  name: 'quarantine-leaked-key',
  input: {
    mocks,
    get inputs() {
      return getInputs();
    },
  },
  makeQuiet: async ({ endpoint }) => {
    await leak(endpoint, 1);
    const iam = new IAM({ endpoint });
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }],
    });
    await iam.updateAccessKey({ UserName: 'deploy-0', AccessKeyId: leaked[0], Status: 'Inactive' });
    await iam.putUserPolicy({ UserName: 'deploy-0', PolicyName: POLICY, PolicyDocument });
  },
  makeBusy: ({ endpoint }, count) => leak(endpoint, count),
  look: ({ endpoint }) => look(endpoint),
  tooMany: 4,
  permission: 'iam:UpdateAccessKey',
  badInputs: [
    [{ keys: 'wJalrXUtnFEMI' }, /Unexpected value of the input `keys`/u],
    [{ ticket: '../..' }, /Unexpected value of the input `ticket`/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
  ],
};
