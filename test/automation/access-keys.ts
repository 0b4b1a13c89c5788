import { IAM } from '@aws-sdk/client-iam';
import type { AccessKeyMetadata, ListAccessKeysRequest } from '@aws-sdk/client-iam';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import type { Mocks } from '../../plugins/docusaurus-plugin-gait/src/automation/clients.ts';

const DAY = 86_400_000;

/** IAM users of an emulator with their keys, as a test makes and sees them. */
export interface AccessKeys {
  iam: IAM;
  secrets: SecretsManager;
  /** Makes a user with a key of this age, and a secret that the user's tag names; answers the key's id. */
  create(user: string, options?: { days?: number; isTagged?: boolean }): Promise<string>;
  /** One more key of this age. */
  addKey(user: string, days: number): Promise<string>;
  /** Keys with their state, and the current version of every secret, sorted. */
  list(): Promise<string[]>;
}

/** How much older a key is said to be than the emulator knows: it dates whatever is made to today. */
const ages = new Map<string, number>();
let endpointInUse = '';

/** Answers `iam.listAccessKeys` with what the emulator says, and the dates moved back to what the test asked for. */
export const AGING: Mocks = {
  'iam.listAccessKeys': async (input: ListAccessKeysRequest) => {
    const answer = await new IAM({ endpoint: endpointInUse }).listAccessKeys(input);
    return { ...answer, AccessKeyMetadata: answer.AccessKeyMetadata?.map(age) };
  },
};

function age(key: AccessKeyMetadata): AccessKeyMetadata {
  const days = ages.get(key.AccessKeyId ?? '') ?? 0;
  return { ...key, CreateDate: new Date((key.CreateDate?.getTime() ?? 0) - days * DAY) };
}

/** Users and keys behind an endpoint. */
export function createAccessKeys(endpoint: string): AccessKeys {
  endpointInUse = endpoint;
  const iam = new IAM({ endpoint });
  const secrets = new SecretsManager({ endpoint });
  const addKey: AccessKeys['addKey'] = async (UserName, days) => {
    const { AccessKey } = await iam.createAccessKey({ UserName });
    const id = AccessKey?.AccessKeyId ?? '';
    ages.set(id, days);
    return id;
  };
  return {
    iam,
    secrets,
    addKey,
    create: async (user, { days = 85, isTagged = true } = {}) => {
      const Name = `${user}/aws-key`;
      await iam.createUser({ UserName: user, Tags: isTagged ? [{ Key: 'access-key-secret', Value: Name }] : [] });
      await secrets.createSecret({ Name, SecretString: '{}' });
      return addKey(user, days);
    },
    list: async () => {
      const { Users = [] } = await iam.listUsers({});
      const keys = await Promise.all(Users.map(({ UserName }) => iam.listAccessKeys({ UserName })));
      const { SecretList = [] } = await secrets.listSecrets({});
      const versions = SecretList.map(({ Name, SecretVersionsToStages = {} }) => {
        const [current] =
          Object.entries(SecretVersionsToStages).find(([, labels]) => labels.includes('AWSCURRENT')) ?? [];
        return `${Name} ${current}`;
      });
      return [
        ...keys.flatMap(({ AccessKeyMetadata = [] }) =>
          AccessKeyMetadata.map(({ UserName, AccessKeyId, Status }) => `${UserName} ${AccessKeyId} ${Status}`),
        ),
        ...versions,
      ].sort();
    },
  };
}
