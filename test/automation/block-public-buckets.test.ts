import { expect, it } from 'vitest';
import { describeEightCases } from './eight-cases.ts';
import { WHOLE, createS3, makeBucket, look, scene } from './scenes/block-public-buckets.ts';

await describeEightCases(scene, (bench) => {
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
});
