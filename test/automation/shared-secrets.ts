import { SecretsManager } from '@aws-sdk/client-secrets-manager';

/** Secrets of third parties in an emulator, as a test makes and sees them. */
export interface SharedSecrets {
  secrets: SecretsManager;
  /** Makes a secret that an issuer is named for, and answers the id of its version. */
  create(name: string, value: string): Promise<string>;
  /** One more version; the former one is AWSPREVIOUS from then on. */
  put(name: string, value: string): Promise<string>;
  /** Labels of each version of a secret, by version. */
  readLabels(name: string): Promise<Record<string, string[]>>;
  readValue(name: string): Promise<string | undefined>;
}

/** Secrets behind an endpoint. */
export function createSharedSecrets(endpoint: string): SharedSecrets {
  const secrets = new SecretsManager({ endpoint });
  return {
    secrets,
    create: async (Name, SecretString) => {
      const Tags = [{ Key: 'issuer', Value: 'mail-service.example' }];
      return (await secrets.createSecret({ Name, SecretString, Tags })).VersionId ?? '';
    },
    put: async (SecretId, SecretString) => (await secrets.putSecretValue({ SecretId, SecretString })).VersionId ?? '',
    readLabels: async (SecretId) => {
      const { Versions = [] } = await secrets.listSecretVersionIds({ SecretId, IncludeDeprecated: true });
      const entries = Versions.map(
        ({ VersionId = '', VersionStages = [] }) => [VersionId, [...VersionStages].sort()] as const,
      );
      return Object.fromEntries(entries.sort());
    },
    // By the label: without it the emulator answers with what was stored last.
    readValue: async (SecretId) =>
      (await secrets.getSecretValue({ SecretId, VersionStage: 'AWSCURRENT' })).SecretString,
  };
}
