import { defineService, getReference, on, read, write } from './service.ts';

/** Commands of `S3` and the IAM actions that they need. */
export const s3 = defineService({
  package: '@aws-sdk/client-s3',
  source: getReference('amazons3'),
  create: async (config) => new (await import('@aws-sdk/client-s3')).S3(config),
  commands: {
    deleteBucketPolicy: on(write('s3:DeleteBucketPolicy'), 'arn:{partition}:s3:::{Bucket}'),
    deletePublicAccessBlock: on(write('s3:PutBucketPublicAccessBlock'), 'arn:{partition}:s3:::{Bucket}'),
    getBucketAcl: on(read('s3:GetBucketAcl'), 'arn:{partition}:s3:::{Bucket}'),
    getBucketEncryption: on(read('s3:GetEncryptionConfiguration'), 'arn:{partition}:s3:::{Bucket}'),
    getBucketLocation: on(read('s3:GetBucketLocation'), 'arn:{partition}:s3:::{Bucket}'),
    getBucketLogging: on(read('s3:GetBucketLogging'), 'arn:{partition}:s3:::{Bucket}'),
    getBucketOwnershipControls: on(read('s3:GetBucketOwnershipControls'), 'arn:{partition}:s3:::{Bucket}'),
    getBucketPolicy: on(read('s3:GetBucketPolicy'), 'arn:{partition}:s3:::{Bucket}'),
    getBucketPolicyStatus: on(read('s3:GetBucketPolicyStatus'), 'arn:{partition}:s3:::{Bucket}'),
    getBucketTagging: on(read('s3:GetBucketTagging'), 'arn:{partition}:s3:::{Bucket}'),
    getBucketVersioning: on(read('s3:GetBucketVersioning'), 'arn:{partition}:s3:::{Bucket}'),
    getObject: on(read('s3:GetObject'), 'arn:{partition}:s3:::{Bucket}/{Key}'),
    getPublicAccessBlock: on(read('s3:GetBucketPublicAccessBlock'), 'arn:{partition}:s3:::{Bucket}'),
    headBucket: on(read('s3:ListBucket'), 'arn:{partition}:s3:::{Bucket}'),
    listBuckets: read('s3:ListAllMyBuckets'),
    listObjectsV2: on(read('s3:ListBucket'), 'arn:{partition}:s3:::{Bucket}'),
    putBucketAcl: on(write('s3:PutBucketAcl'), 'arn:{partition}:s3:::{Bucket}'),
    putBucketPolicy: on(write('s3:PutBucketPolicy'), 'arn:{partition}:s3:::{Bucket}'),
    putBucketTagging: on(write('s3:PutBucketTagging'), 'arn:{partition}:s3:::{Bucket}'),
    putObject: on(write('s3:PutObject'), 'arn:{partition}:s3:::{Bucket}/{Key}'),
    putPublicAccessBlock: on(write('s3:PutBucketPublicAccessBlock'), 'arn:{partition}:s3:::{Bucket}'),
  },
});
