import { describe, expect, it } from 'vitest';
import { createBench } from './bench.ts';
import type { AutomationBench } from './bench.ts';
import { describeWith } from './describe.ts';
import type { CheckScene } from './scene.ts';

/**
 * The eight cases of an automation, for one that changes nothing: what it finds is left to people, so an apply keeps evidence and a record, a second
 * one finds the same, and the safeguard is none at all, since what cannot wait stops the run and wakes people.
 */
export async function describeCheckCases(scene: CheckScene, more?: (bench: AutomationBench) => void): Promise<void> {
  const ready = await createBench(scene.name, scene.input);
  describeWith(ready, scene.name, (bench) => {
    describe('like every check', () => addCases(bench, scene));
    more?.(bench);
  });
}

function addCases(bench: AutomationBench, scene: CheckScene): void {
  const { name, makeFlawed, evidence } = scene;
  const listTraces = () => [bench.checkout.list('.gait'), bench.checkout.list('records')];
  const getWrites = (run = '') =>
    bench.checkout.getJournal(run).filter((entry) => entry.event === 'call' && entry.access === 'write');

  it('has nothing to do where all is well, and leaves nothing behind', async () => {
    await scene.makeQuiet(bench);
    const result = await bench.plan();
    expect(result.error).toBeUndefined();
    expect(result.status).toBe('nothing-to-do');
    expect(result.view?.plan.examined).toBeGreaterThan(0);
    expect(listTraces()).toEqual([[], []]);
  });

  it('plans: finds what is wrong, twice the same, and leaves nothing behind', async () => {
    await makeFlawed(bench);
    const [first, second] = [await bench.plan(), await bench.plan()];
    expect(first.error).toBeUndefined();
    expect(first.status).toBe('would-change');
    expect(first.view?.plan).toMatchObject({ actions: [], stop: undefined });
    expect(first.view?.plan.findings.length).toBeGreaterThan(0);
    expect(second.view?.plan.findings).toEqual(first.view?.plan.findings);
    expect(second.view?.hash).toBe(first.view?.hash);
    expect(listTraces()).toEqual([[], []]);
  });

  it('applies: keeps evidence, puts it on record, and changes nothing', async () => {
    await makeFlawed(bench);
    const result = await bench.apply();
    expect(result.error).toBeUndefined();
    expect(result).toMatchObject({ status: 'done', results: [], problems: [] });
    expect(bench.checkout.list(`.gait/runs/${result.run}`)).toEqual([evidence, 'journal.jsonl'].sort());
    const kept = JSON.parse(bench.checkout.read(`.gait/runs/${result.run}/${evidence}`)) as unknown;
    expect(kept).toMatchObject({ findings: result.findings });
    expect(getWrites(result.run)).toEqual([]);
    const [record] = bench.checkout.getRecords(name);
    expect(record).toMatchObject({ id: result.run, outcome: 'completed', performer: { automation: name } });
    expect(record?.notes).toContain(`Kept ${evidence} (SHA-256 `);
  });

  it('finds the same the second time, in a record of its own', async () => {
    await makeFlawed(bench);
    const [first, second] = [await bench.apply(), await bench.apply()];
    expect(second).toMatchObject({ status: 'done', results: [], findings: first.findings });
    expect(bench.checkout.getRecords(name)).toHaveLength(2);
  });

  it('stops where the SOP says stop, wakes people, and puts nothing on record', async () => {
    await scene.makeAlarming(bench);
    const heard: string[] = [];
    const channels = [{ name: 'phone', wake: (message: string) => Promise.resolve(void heard.push(message)) }];
    const result = await bench.apply({ channels });
    expect(result.error).toBeUndefined();
    expect(result).toMatchObject({ status: 'stopped', results: [], stop: { wakes: true, woken: ['phone'] } });
    expect(result.view?.manifest.safeguards.max_affected).toBe(0);
    expect(result.stop?.reason).toMatch(scene.stopReason);
    expect(heard[0]).toMatch(new RegExp(`^${name} stopped and touched nothing`, 'u'));
    expect(getWrites(result.run)).toEqual([]);
    expect(bench.checkout.list('records')).toEqual([]);
  });

  it('is refused what the manifest does not name, before it is done', async () => {
    await makeFlawed(bench);
    const [before, after, refusal] = scene.without;
    bench.amend(before, after);
    const result = await bench.apply();
    expect(result.status).toBe('failed');
    expect(result.error).toMatch(refusal);
    expect(bench.checkout.list('records')).toEqual([]);
  });

  it('has no way back, since it changes nothing', async () => {
    await makeFlawed(bench);
    const { run = '' } = await bench.apply();
    await expect(bench.undo(run)).rejects.toThrow(/expected an automation that has one/u);
  });

  it.each(scene.badInputs)('refuses the input %o', async (inputs, message) => {
    await makeFlawed(bench);
    const given = { ...scene.input?.inputs, ...inputs };
    await expect(bench.apply({ inputs: given })).rejects.toThrow(message);
    expect(listTraces()).toEqual([[], []]);
  });
}
