import { EC2 } from '@aws-sdk/client-ec2';
import { expect, it } from 'vitest';
import type { AutomationBench } from './bench.ts';
import { describeEightCases } from './eight-cases.ts';
import { createSecurityGroups } from './security-groups.ts';

const KEY = 'security-exception';
const CONTROL = 'cis-aws@5.0.0#5.3';
/** The clock of every run here. */
const NOW = Date.parse('2026-11-25T12:00:00Z');

function createEc2(bench: AutomationBench): EC2 {
  const ec2 = new EC2({ endpoint: bench.endpoint });
  bench.closeAfter(ec2);
  return ec2;
}

/** Makes security groups and says of each that an exception lets it be. */
async function exempt(bench: AutomationBench, count: number, Value = 'nobody-granted'): Promise<string[]> {
  const ids: string[] = [];
  const groups = createSecurityGroups(bench.endpoint);
  bench.closeAfter(groups.ec2);
  for (let made = 0; made < count; made += 1) ids.push(await groups.create());
  await createEc2(bench).createTags({ Resources: ids, Tags: [{ Key: KEY, Value }] });
  return ids.sort();
}

async function look(bench: AutomationBench): Promise<unknown> {
  const { Tags = [] } = await createEc2(bench).describeTags({});
  return Tags.map(({ ResourceId, Key, Value }) => `${ResourceId} ${Key}=${Value}`).sort();
}

await describeEightCases(
  {
    name: 'review-exceptions',
    input: { now: () => NOW },
    makeBusy: async (bench, count) => void (await exempt(bench, count)),
    look,
    tooMany: 6,
    permission: 'ec2:DeleteTags',
    badInputs: [
      [{ before: 'soon' }, /Unexpected value of the input `before`/u],
      [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
      [{ tag: 'x' }, /Unexpected input `tag`/u],
    ],
  },
  (bench) => {
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
  },
);
