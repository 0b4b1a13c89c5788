import { S3 } from '@aws-sdk/client-s3';
import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import type { AutomationBench } from './bench.ts';
import { describeEightCases } from './eight-cases.ts';

const WHOLE = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };

function createS3(bench: AutomationBench): S3 {
  const s3 = new S3({ endpoint: bench.endpoint, forcePathStyle: true });
  bench.closeAfter(s3);
  return s3;
}

async function makeBucket(bench: AutomationBench, Bucket: string, block?: PublicAccessBlockConfiguration) {
  const s3 = createS3(bench);
  await s3.createBucket({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
  if (block) await s3.putPublicAccessBlock({ Bucket, PublicAccessBlockConfiguration: block });
  else await s3.deletePublicAccessBlock({ Bucket });
}

async function look(bench: AutomationBench): Promise<unknown> {
  const s3 = createS3(bench);
  const { Buckets = [] } = await s3.listBuckets({});
  return Promise.all(
    Buckets.map(async ({ Name: Bucket }) => {
      const answer = await s3.getPublicAccessBlock({ Bucket }).catch(() => undefined);
      return [Bucket, answer?.PublicAccessBlockConfiguration ?? null];
    }),
  );
}

await describeEightCases(
  {
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
  },
  (bench) => {
    const listActions = async (input = {}) => (await bench.plan(input)).view?.plan.actions.map(({ id }) => id);

    it('leaves a bucket to a person that everybody can read today, by access list or by policy', async () => {
      await makeBucket(bench, 'example-acl');
      await makeBucket(bench, 'example-policy');
      await createS3(bench).putBucketAcl({ Bucket: 'example-acl', ACL: 'public-read' });
      const isPolicy = ({ Bucket }: { Bucket: string }) => ({
        PolicyStatus: { IsPublic: Bucket === 'example-policy' },
      });
      const mocks = { 's3.getBucketPolicyStatus': isPolicy };
      const { view } = await bench.plan({ mocks });
      expect(view?.plan.actions).toEqual([]);
      expect(view?.plan.findings.map(({ id }) => id)).toEqual(['example-acl', 'example-policy']);
      expect(await listActions({ mocks, inputs: { public: 'block' } })).toEqual(['example-acl', 'example-policy']);
    });

    it('puts back the half of a block that was there', async () => {
      const half = { ...WHOLE, RestrictPublicBuckets: false };
      await makeBucket(bench, 'example-half', half);
      const before = await look(bench);
      const { run = '' } = await bench.apply();
      expect(await look(bench)).toEqual([['example-half', WHOLE]]);
      expect((await bench.undo(run)).status).toBe('done');
      expect(await look(bench)).toEqual(before);
    });

    it('leaves out what an exception in force names', async () => {
      await makeBucket(bench, 'example-site');
      await makeBucket(bench, 'example-other');
      bench.checkout.grant('public-site', { control: 'cis-aws@5.0.0#2.1.4', scope: 'example-site' });
      expect(await listActions()).toEqual(['example-other']);
    });
  },
);
