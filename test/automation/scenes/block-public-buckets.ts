import { S3 } from '@aws-sdk/client-s3';
import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import type { Scene, Stage } from '../scene.ts';

/** A block of everything. */
export const WHOLE = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

/** A client that is closed after the suite. */
export function createS3(bench: Stage): S3 {
  const s3 = new S3({ endpoint: bench.endpoint, forcePathStyle: true });
  bench.closeAfter(s3);
  return s3;
}

/** A bucket with this block, or none. */
export async function makeBucket(bench: Stage, Bucket: string, block?: PublicAccessBlockConfiguration) {
  const s3 = createS3(bench);
  await s3.createBucket({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
  if (block) await s3.putPublicAccessBlock({ Bucket, PublicAccessBlockConfiguration: block });
  else await s3.deletePublicAccessBlock({ Bucket });
}

/** Each bucket with its block. */
export async function look(bench: Stage): Promise<unknown> {
  const s3 = createS3(bench);
  const { Buckets = [] } = await s3.listBuckets({});
  return Promise.all(
    Buckets.map(async ({ Name: Bucket }) => {
      const answer = await s3.getPublicAccessBlock({ Bucket }).catch(() => undefined);
      return [Bucket, answer?.PublicAccessBlockConfiguration ?? null];
    }),
  );
}

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
  name: 'block-public-buckets',
  // The emulator cannot say whether a policy is public. It is a reading call, and no policy is made but where the answer is given.
  input: { mocks: { 's3.getBucketPolicyStatus': () => ({ PolicyStatus: { IsPublic: false } }) } },
  makeQuiet: (bench) => makeBucket(bench, 'example-whole', WHOLE),
  makeBusy: async (bench, count) => {
    for (let made = 0; made < count; made += 1) await makeBucket(bench, `example-${made}`);
  },
  look,
  tooMany: 6,
  permission: 's3:PutBucketPublicAccessBlock',
  badInputs: [
    [{ public: 'yes' }, /Unexpected value of the input `public`/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
    [{ bucket: 'x' }, /Unexpected input `bucket`/u],
  ],
};
