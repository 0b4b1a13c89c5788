import { describe, expect, it } from 'vitest';
import { ACCOUNT } from './run.ts';
import { describeWith } from './describe.ts';
import { SSH } from './security-groups.ts';
import { createBench, NAME } from './ssh.ts';

const ready = await createBench();

describeWith(ready, NAME, (bench) => {
  const { groups, close, apply } = bench;
  const everywhere = [{ CidrIp: '0.0.0.0/0' }];

  it('has nothing to do where nothing is open, and leaves nothing behind', async () => {
    await groups.create([{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: everywhere }]);
    const result = await close();
    expect(result.status).toBe('nothing-to-do');
    expect(result.view?.plan.examined).toBeGreaterThan(0);
    expect([bench.checkout.list('.gait'), bench.checkout.list('records')]).toEqual([[], []]);
  });

  it('plans exactly the rules that open SSH or RDP to everyone, and touches none of them', async () => {
    const open = await groups.create([
      { ...SSH, Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
      { IpProtocol: 'tcp', FromPort: 3389, ToPort: 3389, IpRanges: everywhere },
      { IpProtocol: 'tcp', FromPort: 20, ToPort: 30, IpRanges: everywhere },
      { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
    ]);
    await groups.create([
      { ...SSH, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
      { IpProtocol: 'udp', FromPort: 22, ToPort: 22, IpRanges: everywhere },
      { IpProtocol: 'tcp', FromPort: 23, ToPort: 3388, IpRanges: everywhere },
    ]);
    const before = await groups.list();
    const { status, view } = await close();
    expect(status).toBe('would-change');
    expect(view?.plan.actions.map(({ before: text }) => text).sort()).toEqual([
      'all traffic from ::/0',
      'tcp 20-30 from 0.0.0.0/0',
      'tcp 22 from 0.0.0.0/0 ("temp")',
      'tcp 22 from ::/0',
      'tcp 3389 from 0.0.0.0/0',
    ]);
    expect(view?.plan.actions.every(({ resource }) => resource === open)).toBe(true);
    expect(view?.verdict).toEqual({ affected: 1, limit: 5, refusal: undefined });
    expect(await groups.list()).toEqual(before);
    expect([bench.checkout.list('.gait'), bench.checkout.list('records')]).toEqual([[], []]);
  });

  it('revokes the rule and nothing else, verifies, and puts it on record', async () => {
    const group = await groups.create([{ ...SSH, IpRanges: [...everywhere, { CidrIp: '10.0.0.0/8' }] }]);
    const result = await apply({ inputs: { account: ACCOUNT } });
    expect(result).toMatchObject({ status: 'done', problems: [], results: [{ state: 'done' }] });
    expect(await groups.list()).toEqual([`${group} tcp 22 22 10.0.0.0/8 `]);

    const [record] = bench.checkout.getRecords(NAME);
    expect(record).toMatchObject({
      id: result.run,
      sop: NAME,
      performer: { automation: NAME },
      environment: 'emulator',
      outcome: 'completed',
      steps: [
        { id: 'confirm-account', outcome: 'done', note: `Account ${ACCOUNT}, region eu-west-1.` },
        { id: 'find-open-groups', outcome: 'done' },
        { id: 'review-exceptions', outcome: 'done', note: '0 excepted, 0 left to a person.' },
        { id: 'revoke-rules', outcome: 'done', note: '1 done.' },
        { id: 'verify-closed', outcome: 'done' },
      ],
    });
    expect(record?.mode).toMatch(/^Emulator on the same machine/u);
    expect(result.records).toEqual([`records/${NAME}/${result.run}.yaml`]);

    const journal = bench.checkout.getJournal(result.run ?? '');
    expect(journal.map((entry) => (entry.event === 'call' ? entry.command : entry.event))).toEqual([
      'started',
      'ec2.describeSecurityGroupRules',
      'ec2.describeNetworkInterfaces',
      'planned',
      'action-begun',
      'ec2.revokeSecurityGroupIngress',
      'action-done',
      'ec2.describeSecurityGroupRules',
      'verified',
      'ended',
    ]);
  });

  it('finds nothing left to do the second time, and says so on record', async () => {
    await groups.create([SSH]);
    await apply();
    const before = await groups.list();
    expect(await apply()).toMatchObject({ status: 'done', results: [] });
    expect(await groups.list()).toEqual(before);
    const steps = bench.checkout.getRecords(NAME).flatMap((record) => record.steps);
    expect(
      steps
        .filter(({ id }) => id === 'revoke-rules')
        .map(({ outcome }) => outcome)
        .sort(),
    ).toEqual(['done', 'skipped']);
  });

  it('is safe to repeat when somebody else was faster', async () => {
    const GroupId = await groups.create([SSH]);
    const revoke = () => groups.ec2.revokeSecurityGroupIngress({ GroupId, IpPermissions: [SSH] });
    const result = await apply({ reporter: { confirm: async () => (await revoke()).Return === true } });
    expect(result).toMatchObject({ status: 'done', results: [{ state: 'done' }] });
  });

  it('touches nothing when the answer is no', async () => {
    await groups.create([SSH]);
    const before = await groups.list();
    expect((await apply({ reporter: { confirm: () => Promise.resolve(false) } })).status).toBe('declined');
    expect(await groups.list()).toEqual(before);
    expect(bench.checkout.list('records')).toEqual([]);
  });

  describe('undo', () => {
    it('puts every rule back as it was, once', async () => {
      await groups.create([SSH, { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0', Description: 'all' }] }]);
      const before = await groups.list();
      const { run: id = '' } = await apply();
      expect(await groups.list()).toEqual([]);
      expect((await close({ undo: id })).status).toBe('would-change');
      expect(await groups.list()).toEqual([]);

      const undone = await apply({ undo: id });
      expect(undone).toMatchObject({ status: 'done', records: [] });
      expect(await groups.list()).toEqual(before);
      expect((await apply({ undo: id })).status).toBe('nothing-to-do');
      await expect(apply({ undo: undone.run })).rejects.toThrow(/expected one that did something/u);
    });

    it('keeps to its safeguard', async () => {
      await groups.create([SSH]);
      const { run: id = '' } = await apply();
      bench.amend('max_affected: 5', 'max_affected: 0');
      expect((await apply({ undo: id })).status).toBe('stopped');
      expect(await groups.list()).toEqual([]);
    });

    it('refuses another automation, and runs that there are not', async () => {
      await groups.create([SSH]);
      const { run: id = '' } = await apply();
      const other = { undo: id, name: 'review-iam-access' };
      await expect(close(other)).rejects.toThrow(/expected one of `review-iam-access`/u);
      await expect(close({ undo: '2026-01-01-aaaaaa' })).rejects.toThrow(/expected one with a journal/u);
      await expect(close({ undo: '../..' })).rejects.toThrow(/expected one with a journal/u);
    });
  });

  it.each([
    [{ region: 'eu-west-1' }, /Unexpected input `region`/u],
    [{ account: '12345' }, /Unexpected value of the input `account`/u],
    [{ except: 'sg-12345678 --all' }, /Unexpected value of the input `except`/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012` of the credentials, expected `210987654321`/u],
  ])('refuses the input %o before anything is read', async (inputs, message) => {
    await expect(apply({ inputs })).rejects.toThrow(message);
    expect(bench.checkout.list('.gait')).toEqual([]);
  });
});
