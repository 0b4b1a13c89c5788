import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { expect, it } from 'vitest';
import { describeEightCases } from './eight-cases.ts';
import { createInstances } from './instances.ts';
import { scene } from './scenes/enforce-imdsv2.ts';

await describeEightCases(scene, (bench) => {
  const askWithoutToken = async (instance: string): Promise<void> => {
    const cloudWatch = new CloudWatch({ endpoint: bench.endpoint });
    bench.closeAfter(cloudWatch);
    await cloudWatch.putMetricData({
      Namespace: 'AWS/EC2',
      MetricData: [{ MetricName: 'MetadataNoToken', Dimensions: [{ Name: 'InstanceId', Value: instance }], Value: 3 }],
    });
  };

  it('leaves an instance to a person on which something uses version 1', async () => {
    const [quiet = '', busy = ''] = await createInstances(bench.endpoint).start(2);
    await askWithoutToken(busy);
    const later = { now: () => Date.now() + 60_000 };
    const { view } = await bench.plan(later);
    expect(view?.plan.actions.map(({ id }) => id)).toEqual([quiet]);
    expect(view?.plan.findings).toMatchObject([{ id: busy, what: expect.stringContaining('3 times') as string }]);
    const all = await bench.plan({ ...later, inputs: { used: 'require' } });
    expect(all.view?.plan.actions.map(({ id }) => id)).toEqual([quiet, busy].sort());
  });

  it('leaves out what an exception in force names', async () => {
    const [first = '', second = ''] = await createInstances(bench.endpoint).start(2);
    bench.checkout.grant('old-agent', { control: 'cis-aws@5.0.0#5.7', scope: first });
    expect((await bench.plan()).view?.plan.actions.map(({ id }) => id)).toEqual([second]);
  });
});
