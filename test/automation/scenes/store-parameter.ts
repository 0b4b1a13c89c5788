import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { IAM } from '@aws-sdk/client-iam';
import { SSM } from '@aws-sdk/client-ssm';
import type { Scene } from '../scene.ts';

/** The role that reads the parameter. */
export const ROLE = 'orders-task';
/** The parameter. */
export const NAME = '/orders/production/payment-api-token';
/** The alias of its key. */
export const ALIAS = 'alias/orders-production';
/** The policy that lets the role read it. */
export const POLICY = 'read-orders-production-payment-api-token';
const inputs = { name: NAME, 'key-alias': ALIAS, policy: POLICY, role: ROLE };
/** A value that is given. */
export const SECRET = 'tok-3f9a0c1d77be4a02';

/** The role, which may do nothing yet. */
export async function createRole(endpoint: string): Promise<void> {
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  await new IAM({ endpoint }).createRole({ RoleName: ROLE, AssumeRolePolicyDocument });
}

/** All but keys, which are never taken back. */
export async function look(endpoint: string): Promise<unknown> {
  const { Parameters = [] } = await new SSM({ endpoint }).describeParameters({
    ParameterFilters: [{ Key: 'Name', Option: 'BeginsWith', Values: ['/orders/'] }],
  });
  const iam = new IAM({ endpoint });
  const { Policies = [] } = await iam.listPolicies({ Scope: 'Local' });
  const { AttachedPolicies = [] } = await iam.listAttachedRolePolicies({ RoleName: ROLE });
  return {
    parameters: Parameters.map(({ Name, Type, KeyId, Version }) => [Name, Type, KeyId, Version]),
    policies: Policies.map(({ PolicyName }) => PolicyName),
    attached: AttachedPolicies.map(({ PolicyName }) => PolicyName),
  };
}

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
  name: 'store-parameter',
  input: { inputs },
  makeQuiet: async (bench) => {
    await createRole(bench.endpoint);
    await bench.apply();
    // The journal and the record of this run are not what the case asks about.
    for (const folder of ['.gait', 'records']) rmSync(join(bench.checkout.root, folder), { recursive: true });
  },
  // At most four resources are ever touched, so the limit moves.
  makeBusy: async (bench, count) => {
    await createRole(bench.endpoint);
    if (count > 4) bench.amend('max_affected: 4', 'max_affected: 3');
  },
  look: ({ endpoint }) => look(endpoint),
  tooMany: 5,
  permission: 'kms:CreateKey',
  badInputs: [
    [{ name: 'payment-api-token' }, /Unexpected value of the input `name`/u],
    [{ 'key-alias': 'orders' }, /Unexpected value of the input `key-alias`/u],
    [{ value: SECRET }, /Unexpected input `value` on the command line/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
  ],
};
