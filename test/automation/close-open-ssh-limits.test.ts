import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeWith } from './describe.ts';
import { SSH } from './security-groups.ts';
import { createBench, NAME } from './ssh.ts';

const ready = await createBench();

describeWith(ready, `${NAME}, where it must hold back`, (bench) => {
  const { groups, close, apply, amend } = bench;

  describe('past its safeguard', () => {
    it('touches nothing and writes no record, when six groups are open', async () => {
      await groups.createMany(6, [SSH]);
      const before = await groups.list();
      const result = await apply();
      expect(result).toMatchObject({
        status: 'stopped',
        results: [],
        stop: { reason: '6 resources would be touched, 5 may be', wakes: true, woken: [] },
      });
      expect(await groups.list()).toEqual(before);
      expect(bench.checkout.list('records')).toEqual([]);
      const events = bench.checkout.getJournal(result.run ?? '').map(({ event }) => event);
      expect(events).toContain('stopped');
      expect(events).not.toContain('action-begun');
    });

    it('wakes people through the channels that there are', async () => {
      await groups.createMany(6, [SSH]);
      const heard: string[] = [];
      const { stop } = await apply({
        channels: [
          { name: 'broken', wake: () => Promise.reject(new Error('no line')) },
          { name: 'phone', wake: (message) => Promise.resolve(void heard.push(message)) },
        ],
      });
      expect(stop?.woken).toEqual(['phone']);
      expect(heard[0]).toMatch(/^close-open-ssh stopped and touched nothing \(account 123456789012/u);
    });

    it.each([
      ['max_affected: 0', /1 resources would be touched, 0 may be/u],
      ["max_affected: '10%'", /0 \(10%\) may be/u],
    ])('touches nothing with `%s`', async (limit, reason) => {
      await groups.create([SSH]);
      amend('max_affected: 5', limit);
      const before = await groups.list();
      expect((await apply()).stop?.reason).toMatch(reason);
      expect(await groups.list()).toEqual(before);
    });

    it('refuses while the manifest asks for an approval', async () => {
      await groups.create([SSH]);
      amend('wake: [cloud-platform]}', 'approval: {role: approver, count: 1}}');
      const before = await groups.list();
      expect((await apply()).stop?.reason).toMatch(
        /there are 0 of 1 approval by `approver` for the plan p1-[0-9a-f]{32}$/u,
      );
      expect(await groups.list()).toEqual(before);
    });
  });

  describe('without permission', () => {
    it('is refused the command before it is sent', async () => {
      await groups.create([SSH]);
      amend("'ec2:RevokeSecurityGroupIngress', ", '');
      const before = await groups.list();
      const result = await apply();
      expect(result.status).toBe('failed');
      expect(result.results[0]?.error).toMatch(
        /expected `ec2:RevokeSecurityGroupIngress` among the manifest's permissions; it was not sent/u,
      );
      expect(await groups.list()).toEqual(before);
      expect(bench.checkout.getRecords(NAME)).toMatchObject([{ outcome: 'failed' }]);
      expect(bench.checkout.getJournal(result.run ?? '')).toContainEqual(
        expect.objectContaining({ command: 'ec2.revokeSecurityGroupIngress', refused: true }),
      );
    });

    it('cannot even plan when the reads are not permitted', async () => {
      amend("'ec2:DescribeSecurityGroupRules', ", '');
      const { status, error } = await close();
      expect(status).toBe('failed');
      expect(error).toMatch(/`ec2:DescribeSecurityGroupRules`/u);
    });
  });

  describe('exceptions', () => {
    const write = (id: string, scope: string, { control = 'cis-aws@5.0.0#5.3', expires = '2999-12-31' } = {}): void =>
      bench.checkout.grant(id, { control, scope, expires });

    it('leaves alone what an exception in force names, and says how many', async () => {
      const [kept, expired, other] = [
        await groups.create([SSH]),
        await groups.create([SSH]),
        await groups.create([SSH]),
      ];
      write('kept', `security group ${kept}, staging`);
      write('expired', expired, { expires: '2026-01-02' });
      write('other', other, { control: 'cis-aws@5.0.0#5.4' });
      const result = await apply();
      expect(result.results.map(({ action }) => action.resource).sort()).toEqual([expired, other].sort());
      expect(result.status).toBe('done');
      expect(bench.checkout.getRecords(NAME)[0]?.steps[2]?.note).toBe('1 excepted, 0 left to a person.');
    });

    it('takes groups from the input, and tags only when they name an exception in force', async () => {
      const tag = (Value: string): Promise<string> =>
        groups.create([SSH], [{ ResourceType: 'security-group-rule', Tags: [{ Key: 'gait-exception', Value }] }]);
      write('bastion', 'every bastion host');
      await tag('bastion');
      const except = await groups.create([SSH]);
      const pretended = await tag('made-up');
      const { view } = await close({ inputs: { except } });
      expect(view?.plan.actions.map(({ resource }) => resource)).toEqual([pretended]);
    });
  });

  it('leaves a wide rule of a group in use to a person, unless told otherwise', async () => {
    const wide = { IpProtocol: 'tcp', FromPort: 0, ToPort: 65535, IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
    const group = await groups.create([wide]);
    await groups.use(group);
    const left = await apply();
    expect(left).toMatchObject({ status: 'unverified', results: [], problems: [{ resource: group }] });
    expect(left.view?.plan.findings).toHaveLength(1);
    expect(bench.checkout.getRecords(NAME)).toMatchObject([{ outcome: 'deviated' }]);
    expect((await apply({ inputs: { wide: 'revoke' } })).status).toBe('done');
    expect(await groups.list()).toEqual([]);
  });

  it('says what was done and what was not when it is interrupted, and finishes when run again', async () => {
    await groups.createMany(5, [SSH]);
    amend('concurrency: 2', 'concurrency: 1');
    const interrupt = new AbortController();
    const result = await apply({
      signal: interrupt.signal,
      reporter: { onAction: ({ state }) => (state === 'done' ? interrupt.abort() : undefined) },
    });
    expect(result.status).toBe('interrupted');
    expect(result.results.map(({ state }) => state)).toEqual(['done', 'open', 'open', 'open', 'open']);
    expect(await groups.list()).toHaveLength(4);
    expect(bench.checkout.getRecords(NAME)).toMatchObject([{ outcome: 'abandoned' }]);
    expect((await apply()).status).toBe('done');
    expect(await groups.list()).toEqual([]);
  });

  it('applies only text that is committed', async () => {
    await groups.create([SSH]);
    const path = `docs/sops/cloud-configuration/${NAME}.md`;
    writeFileSync(join(bench.checkout.root, path), `${bench.checkout.read(path)}\nMore.\n`);
    const before = await groups.list();
    await expect(apply()).rejects.toThrow(
      /Unexpected change of `docs\/sops\/cloud-configuration\/close-open-ssh\.md`/u,
    );
    expect((await close()).status).toBe('would-change');
    expect(await groups.list()).toEqual(before);
  });
});
