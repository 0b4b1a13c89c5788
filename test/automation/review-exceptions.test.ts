import { expect, it } from 'vitest';
import { describeEightCases } from './eight-cases.ts';
import { KEY, createEc2, exempt, scene } from './scenes/review-exceptions.ts';

const CONTROL = 'cis-aws@5.0.0#5.3';

await describeEightCases(scene, (bench) => {
  it('leaves a tag where the exception is in force and names the resource, and no other', async () => {
    const [covered = '', other = '', late = ''] = await exempt(bench, 3, 'partner-ssh');
    await createEc2(bench).createTags({ Resources: [late], Tags: [{ Key: KEY, Value: 'old-ssh' }] });
    bench.checkout.grant('partner-ssh', { control: CONTROL, scope: covered });
    bench.checkout.grant('old-ssh', { control: CONTROL, scope: late, expires: '2026-11-24' });
    const { view } = await bench.plan();
    expect(view?.plan.examined).toBe(3);
    expect(view?.plan.actions.map(({ resource }) => resource)).toEqual([other, late].sort());
  });

  it('tells what has ended, ends soon, and was granted for too long', async () => {
    bench.checkout.grant('ended', { control: CONTROL, scope: 'a', expires: '2026-11-24' });
    bench.checkout.grant('ends-today', { control: CONTROL, scope: 'b', expires: '2026-11-25' });
    bench.checkout.grant('ends-next-month', { control: CONTROL, scope: 'c', expires: '2026-12-31' });
    bench.checkout.grant('endless', { control: CONTROL, scope: 'd' });
    const getIds = async (inputs = {}) => (await bench.plan({ inputs })).view?.plan.findings.map(({ id }) => id);
    const soon = ['ending/ends-next-month', 'ending/ends-today'];
    expect((await getIds())?.sort()).toEqual(['ended/ended', ...soon, 'long/endless'].sort());
    expect(await getIds({ before: '2026-11-25' })).toEqual(
      expect.arrayContaining(['ended/ended', 'ending/ends-today', 'long/ends-next-month']),
    );
  });

  it('keeps the review as evidence, and leaves decisions to people', async () => {
    bench.checkout.grant('ended', { control: CONTROL, scope: 'a', expires: '2026-11-24' });
    const [resource = ''] = await exempt(bench, 1);
    const { run = '' } = await bench.apply();
    expect(JSON.parse(bench.checkout.read(`.gait/runs/${run}/review.json`))).toMatchObject({
      before: '2026-12-31',
      findings: [{ id: 'ended/ended', resource: 'exceptions/ended.yaml' }],
      untagged: [resource],
    });
    const [record] = bench.checkout.getRecords('review-exceptions');
    const outcomes = record?.steps.map(({ id, outcome }) => [id, outcome]);
    expect(Object.fromEntries(outcomes ?? [])).toEqual({
      'confirm-account': 'done',
      'list-expiring': 'done',
      'find-suppressed': 'skipped',
      'find-tagged': 'done',
      'ask-owners': 'skipped',
      decide: 'skipped',
      'end-exceptions': 'done',
      commit: 'skipped',
    });
    expect(bench.checkout.list('exceptions')).toEqual(['ended.yaml']);
  });
});
