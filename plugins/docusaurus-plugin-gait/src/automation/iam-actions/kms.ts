import { defineService, getReference, read, write } from './service.ts';

/** Commands of `KMS` and the IAM actions that they need. */
export const kms = defineService({
  package: '@aws-sdk/client-kms',
  source: getReference('awskeymanagementservice'),
  create: async (config) => new (await import('@aws-sdk/client-kms')).KMS(config),
  commands: {
    createAlias: write('kms:CreateAlias'),
    createGrant: write('kms:CreateGrant'),
    createKey: write('kms:CreateKey'),
    deleteAlias: write('kms:DeleteAlias'),
    describeKey: read('kms:DescribeKey'),
    disableKey: write('kms:DisableKey'),
    enableKey: write('kms:EnableKey'),
    enableKeyRotation: write('kms:EnableKeyRotation'),
    encrypt: write('kms:Encrypt'),
    generateDataKey: write('kms:GenerateDataKey'),
    getKeyPolicy: read('kms:GetKeyPolicy'),
    getKeyRotationStatus: read('kms:GetKeyRotationStatus'),
    listAliases: read('kms:ListAliases'),
    listGrants: read('kms:ListGrants'),
    listKeyPolicies: read('kms:ListKeyPolicies'),
    listKeys: read('kms:ListKeys'),
    putKeyPolicy: write('kms:PutKeyPolicy'),
    revokeGrant: write('kms:RevokeGrant'),
  },
});
