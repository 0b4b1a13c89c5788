import { defineService, getReference, on, read, write } from './service.ts';

/** Commands of `SecretsManager` and the IAM actions that they need. */
export const secretsManager = defineService({
  package: '@aws-sdk/client-secrets-manager',
  source: getReference('awssecretsmanager'),
  create: async (config) => new (await import('@aws-sdk/client-secrets-manager')).SecretsManager(config),
  commands: {
    cancelRotateSecret: on(
      write('secretsmanager:CancelRotateSecret'),
      'arn:{partition}:secretsmanager:{region}:{account}:secret:{SecretId}-000000',
    ),
    createSecret: on(
      write('secretsmanager:CreateSecret'),
      'arn:{partition}:secretsmanager:{region}:{account}:secret:{Name}-000000',
    ),
    deleteSecret: on(
      write('secretsmanager:DeleteSecret'),
      'arn:{partition}:secretsmanager:{region}:{account}:secret:{SecretId}-000000',
    ),
    describeSecret: read('secretsmanager:DescribeSecret'),
    getRandomPassword: read('secretsmanager:GetRandomPassword'),
    getResourcePolicy: read('secretsmanager:GetResourcePolicy'),
    getSecretValue: read('secretsmanager:GetSecretValue'),
    listSecretVersionIds: read('secretsmanager:ListSecretVersionIds'),
    listSecrets: read('secretsmanager:ListSecrets'),
    putResourcePolicy: on(
      write('secretsmanager:PutResourcePolicy'),
      'arn:{partition}:secretsmanager:{region}:{account}:secret:{SecretId}-000000',
    ),
    putSecretValue: on(
      write('secretsmanager:PutSecretValue'),
      'arn:{partition}:secretsmanager:{region}:{account}:secret:{SecretId}-000000',
    ),
    restoreSecret: on(
      write('secretsmanager:RestoreSecret'),
      'arn:{partition}:secretsmanager:{region}:{account}:secret:{SecretId}-000000',
    ),
    rotateSecret: on(
      write('secretsmanager:RotateSecret'),
      'arn:{partition}:secretsmanager:{region}:{account}:secret:{SecretId}-000000',
    ),
    tagResource: on(
      write('secretsmanager:TagResource'),
      'arn:{partition}:secretsmanager:{region}:{account}:secret:{SecretId}-000000',
    ),
    untagResource: on(
      write('secretsmanager:UntagResource'),
      'arn:{partition}:secretsmanager:{region}:{account}:secret:{SecretId}-000000',
    ),
    updateSecret: on(
      write('secretsmanager:UpdateSecret'),
      'arn:{partition}:secretsmanager:{region}:{account}:secret:{SecretId}-000000',
    ),
    updateSecretVersionStage: on(
      write('secretsmanager:UpdateSecretVersionStage'),
      'arn:{partition}:secretsmanager:{region}:{account}:secret:{SecretId}-000000',
    ),
  },
});
