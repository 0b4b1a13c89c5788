import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import type { DescribeSecretRequest } from '@aws-sdk/client-secrets-manager';
import { approveAsAnother } from '../approval.ts';
import type { RunInput } from '../run.ts';
import type { Scene } from '../scene.ts';

/** The password of every secret. */
export const PASSWORD = 'correct-horse-battery';
const DAY = 86_400_000;

/** The world of the test that runs: the secrets of its input, and versions that are said to be from 90 days ago. */
export const world = { endpoint: '', names: ['production/orders/database'], old: new Set<string | undefined>() };

/** Secrets that are due, with their rotation set up. */
export async function createSecrets(endpoint: string, count: number, more: object = { masterarn: 'arn:example' }) {
  const secrets = new SecretsManager({ endpoint });
  Object.assign(world, { endpoint, names: [] });
  for (let index = 0; index < count; index += 1) {
    const Name = `production/orders-${index}/database`;
    await secrets.createSecret({ Name, SecretString: JSON.stringify({ password: PASSWORD, ...more }) });
    // The emulator rotates without a function; this only sets the rotation up.
    const rules = { RotationRules: { AutomaticallyAfterDays: 90 }, RotateImmediately: false };
    await secrets.rotateSecret({ SecretId: Name, ...rules });
    world.names.push(Name);
    world.old.add((await readLabels(endpoint, Name)).current);
  }
}

/** Ids of the versions that carry the labels. */
export async function readLabels(endpoint: string, SecretId: string) {
  const { VersionIdsToStages = {} } = await new SecretsManager({ endpoint }).describeSecret({ SecretId });
  const find = (label: string) => Object.keys(VersionIdsToStages).find((id) => VersionIdsToStages[id]?.includes(label));
  return { current: find('AWSCURRENT'), previous: find('AWSPREVIOUS') };
}

/** The current version of each secret. */
export const look = (endpoint: string) =>
  Promise.all(world.names.map(async (name) => (await readLabels(endpoint, name)).current));

/** What the emulator cannot say. Both calls are reading ones. */
export const mocks = {
  // The emulator keeps no event history, and dates every rotation to today.
  'cloudTrail.lookupEvents': (): object => ({ Events: [] }),
  'secretsManager.describeSecret': async (input: DescribeSecretRequest) => {
    const answer = await new SecretsManager({ endpoint: world.endpoint }).describeSecret(input);
    const { current } = await readLabels(world.endpoint, input.SecretId ?? '');
    return { ...answer, ...(world.old.has(current) && { LastRotatedDate: new Date(Date.now() - 90 * DAY) }) };
  },
};

/** What every run is given. */
export const input: Partial<RunInput> = {
  mocks,
  get inputs() {
    return { secrets: world.names.join(',') };
  },
};

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
  name: 'rotate-database-secret',
  input,
  makeQuiet: async ({ endpoint }) => {
    await createSecrets(endpoint, 1);
    world.old.clear();
  },
  makeBusy: ({ endpoint }, count) => createSecrets(endpoint, count),
  look: ({ endpoint }) => look(endpoint),
  tooMany: 3,
  permission: 'secretsmanager:RotateSecret',
  badInputs: [
    [{ secrets: 'orders database' }, /Unexpected value of the input `secrets`/u],
    [{ days: 'now' }, /Unexpected value of the input `days`/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
  ],
  prepareApply: approveAsAnother,
};
