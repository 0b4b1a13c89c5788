import { defineService, getReference, read, write } from './service.ts';

/** Commands of `S3Control` and the IAM actions that they need. */
export const s3Control = defineService({
  package: '@aws-sdk/client-s3-control',
  source: getReference('amazons3'),
  create: async (config) => new (await import('@aws-sdk/client-s3-control')).S3Control(config),
  commands: {
    deletePublicAccessBlock: write('s3:PutAccountPublicAccessBlock'),
    getPublicAccessBlock: read('s3:GetAccountPublicAccessBlock'),
    putPublicAccessBlock: write('s3:PutAccountPublicAccessBlock'),
  },
});
