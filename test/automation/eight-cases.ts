import { describe, expect, it } from 'vitest';
import { createBench } from './bench.ts';
import type { AutomationBench } from './bench.ts';
import { describeWith } from './describe.ts';
import type { Scene } from './scene.ts';

/** Runs the cases that every automation must pass; more are added by `more`, with the same bench. */
export async function describeEightCases(scene: Scene, more?: (bench: AutomationBench) => void): Promise<void> {
  const ready = await createBench(scene.name, scene.input, scene.hasPolicies);
  describeWith(ready, scene.name, (bench) => {
    describe('like every automation', () => addCases(bench, scene));
    more?.(bench);
  });
}

function addCases(bench: AutomationBench, scene: Scene): void {
  const { name, makeBusy, look, tooMany, permission, badInputs, hasUndo = true, isMocked = false } = scene;
  const apply: AutomationBench['apply'] = async (input = {}) =>
    bench.apply({ ...(await scene.prepareApply?.(bench, scene.input ?? {})), ...input });
  const listTraces = () => [bench.checkout.list('.gait'), bench.checkout.list('records')];

  it('has nothing to do where all is well, and leaves nothing behind', async () => {
    await scene.makeQuiet?.(bench);
    const before = await look(bench);
    expect(await bench.plan()).toMatchObject({ status: 'nothing-to-do' });
    expect(await look(bench)).toEqual(before);
    expect(listTraces()).toEqual([[], []]);
  });

  it('plans, touches nothing, and plans the same again', async () => {
    await makeBusy(bench, 1);
    const before = await look(bench);
    const [first, second] = [await bench.plan(), await bench.plan()];
    expect(first.error).toBeUndefined();
    expect(first.status).toBe('would-change');
    expect(first.view?.plan.actions.length).toBeGreaterThan(0);
    expect(second.view?.hash).toBe(first.view?.hash);
    expect(await look(bench)).toEqual(before);
    expect(listTraces()).toEqual([[], []]);
  });

  it('applies, verifies, puts it on record, and finds nothing to do the second time', async () => {
    await makeBusy(bench, 1);
    const before = await look(bench);
    const first = await apply();
    expect(first.error).toBeUndefined();
    expect(first.results.map(({ error }) => error).filter(Boolean)).toEqual([]);
    expect(first).toMatchObject({ status: 'done', problems: [] });
    const after = await look(bench);
    expect(after).not.toEqual(before);
    expect(await apply()).toMatchObject({ status: 'done', results: [] });
    expect(await look(bench)).toEqual(after);
    const records = bench.checkout.list('records').flatMap((sop) => bench.checkout.getRecords(sop));
    if (isMocked) expect(records.filter(({ id }) => id === first.run)).toEqual([]);
    else expect(records).toContainEqual(expect.objectContaining({ id: first.run, outcome: 'completed' }));
  });

  it('touches nothing past its safeguard, and wakes people', async () => {
    await makeBusy(bench, tooMany);
    const before = await look(bench);
    const heard: string[] = [];
    const channels = [{ name: 'phone', wake: (message: string) => Promise.resolve(void heard.push(message)) }];
    const result = await apply({ channels });
    expect(result).toMatchObject({ status: 'stopped', results: [], stop: { wakes: true, woken: ['phone'] } });
    expect(result.stop?.reason).toMatch(scene.stopReason ?? /would be touched/u);
    expect(heard[0]).toMatch(new RegExp(`^${name} stopped and touched nothing`, 'u'));
    expect(await look(bench)).toEqual(before);
    expect(bench.checkout.list('records')).toEqual([]);
  });

  it('is refused what the manifest does not permit, before it is sent', async () => {
    await makeBusy(bench, 1);
    bench.amend(permission, 'sts:GetSessionToken');
    const before = await look(bench);
    const result = await apply();
    expect(result.status).toBe('failed');
    const errors = [result.error, ...result.results.map(({ error }) => error)].join('\n');
    expect(errors).toContain(`expected \`${permission}\``);
    expect(errors).toContain('it was not sent');
    expect(await look(bench)).toEqual(before);
  });

  const takesBack = () =>
    it('takes back what it did, once', async () => {
      await makeBusy(bench, 1);
      const before = await look(bench);
      const { run = '', status } = await apply();
      expect(status).toBe('done');
      const undone = await bench.undo(run);
      expect(undone.results.map(({ error }) => error).filter(Boolean)).toEqual([]);
      expect(undone.status).toBe('done');
      expect(await look(bench)).toEqual(before);
      expect((await bench.undo(run)).status).toBe('nothing-to-do');
    });

  const hasNoWayBack = () =>
    it('has no way back, and says so', async () => {
      await makeBusy(bench, 1);
      const { run = '' } = await apply();
      await expect(bench.undo(run)).rejects.toThrow(/expected an automation that has one/u);
    });

  if (hasUndo) takesBack();
  else hasNoWayBack();

  it.each(badInputs)('refuses the input %o and touches nothing', async (inputs, message) => {
    await makeBusy(bench, 1);
    const before = await look(bench);
    const given = { ...scene.input?.inputs, ...inputs };
    await expect(bench.apply({ inputs: given })).rejects.toThrow(message);
    expect(await look(bench)).toEqual(before);
    expect(bench.checkout.list('records')).toEqual([]);
  });
}
