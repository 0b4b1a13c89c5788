import { beforeEach, expect, it } from 'vitest';
import { describeEightCases } from './eight-cases.ts';
import { createInstances } from './instances.ts';
import { open, start, unscanned, unmanaged, mocks, look, scene } from './scenes/patch-instances.ts';

await describeEightCases(scene, (bench) => {
  beforeEach(() => {
    open(bench);
    for (const set of [unscanned, unmanaged]) set.clear();
  });

  it('keeps an image of each host before it installs', async () => {
    const ids = await start(bench, 2);
    expect(await bench.apply()).toMatchObject({ status: 'done', problems: [] });
    const sorted = [...ids].sort();
    const { commands, images } = await look(bench);
    expect(commands).toEqual(sorted.map((id) => `Install ${id}`));
    expect([...images].sort()).toEqual(sorted.map((id) => `before-patching-${id}`));
  });

  it('scans first what was not scanned, and installs in the next run', async () => {
    const [id = ''] = await start(bench, 1);
    unscanned.add(id);
    const scan = await bench.apply();
    expect(scan.results.map(({ action }) => action.id)).toEqual([`${id}/scan`]);
    expect(scan.problems?.map((one) => one.id)).toEqual([`${id}/unpatched`]);
    expect(await look(bench)).toEqual({ commands: [`Scan ${id}`], images: [] });
    expect(await bench.apply()).toMatchObject({ status: 'done', problems: [] });
    expect((await look(bench)).commands).toEqual([`Install ${id}`, `Scan ${id}`]);
  });

  it('stops after the second host on which it fails', async () => {
    await start(bench, 4);
    const failing = { ...mocks, 'ssm.getCommandInvocation': () => ({ Status: 'Failed' }) };
    const { status, results } = await bench.apply({ mocks: failing });
    expect([status, results.map(({ state }) => state)]).toEqual(['failed', ['failed', 'failed', 'open', 'open']]);
    expect(results[0]?.error).toContain('expected Success');
  });

  it('leaves to a person what is not managed or in no group, and databases', async () => {
    const [tagged = ''] = await start(bench, 1);
    const [bare = ''] = await createInstances(bench.endpoint).start(1);
    unmanaged.add(tagged);
    await open(bench).rds.createDBInstance({
      DBInstanceIdentifier: 'orders',
      DBInstanceClass: 'db.t4g.micro',
      Engine: 'postgres',
      AllocatedStorage: 20,
      MasterUsername: 'postgres',
      MasterUserPassword: 'only-in-the-emulator',
      AutoMinorVersionUpgrade: false,
    });
    const listFindings = async () => (await bench.plan()).view?.plan.findings.map(({ id }) => id);
    expect(await listFindings()).toEqual([`${tagged}/unmanaged`, `${bare}/bare`, 'orders/database']);
    expect((await bench.plan()).view?.plan.actions).toEqual([]);
    bench.checkout.grant('old-engine', { control: 'cis-aws@5.0.0#2.2.2', scope: 'orders' });
    bench.checkout.commit(
      'exceptions/appliance.yaml',
      `schema: 1\nid: appliance\ncheck: 'securityhub:SSM.1'\nscope: ${bare} ${tagged}\nreason: test\ngranted_by: test\n` +
        'granted_on: 2026-01-01\nexpires: 2999-12-31\n',
    );
    expect(await listFindings()).toEqual([]);
  });
});
