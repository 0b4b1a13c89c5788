import { EC2 } from '@aws-sdk/client-ec2';
import type { IpPermission } from '@aws-sdk/client-ec2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCheckout } from './checkout.ts';
import type { Checkout } from './checkout.ts';
import { DUMMY_ENVIRONMENT, startEmulator } from './emulator.ts';
import { ACCOUNT, run } from './run.ts';
import type { RunInput } from './run.ts';

Object.assign(process.env, DUMMY_ENVIRONMENT);
const emulator = await startEmulator();
const NAME = 'close-open-ssh';
const SSH: IpPermission = {
  IpProtocol: 'tcp',
  FromPort: 22,
  ToPort: 22,
  IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'temp' }],
};

if (emulator !== undefined)
  describe(NAME, () => {
    const { endpoint } = emulator;
    const ec2 = new EC2({ endpoint });
    let checkout: Checkout;

    beforeAll(() => emulator.reset());
    beforeEach(() => {
      checkout = createCheckout();
    });
    afterEach(async () => {
      checkout.remove();
      await emulator.reset();
    });
    afterAll(async () => {
      ec2.destroy();
      await emulator.stop();
    });

    const close = (input: Partial<RunInput> = {}) => run({ root: checkout.root, name: NAME, endpoint, ...input });
    const apply = (input: Partial<RunInput> = {}) => close({ isApply: true, ...input });

    async function createGroup(...permissions: IpPermission[]): Promise<string> {
      const GroupName = `group-${Math.random()}`;
      const { GroupId = '' } = await ec2.createSecurityGroup({ GroupName, Description: 'test' });
      if (permissions.length > 0) await ec2.authorizeSecurityGroupIngress({ GroupId, IpPermissions: permissions });
      return GroupId;
    }

    /** Every inbound rule in words, without its id: what the world looks like. */
    async function getWorld(): Promise<string[]> {
      const { SecurityGroupRules = [] } = await ec2.describeSecurityGroupRules({});
      return SecurityGroupRules.filter(({ IsEgress }) => !IsEgress)
        .map(({ GroupId, IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, Description = '' }) =>
          [GroupId, IpProtocol, FromPort, ToPort, CidrIpv4 ?? CidrIpv6, Description].join(' '),
        )
        .sort();
    }

    /** An interface that uses a group. */
    async function useGroup(group: string): Promise<void> {
      const { Subnets = [] } = await ec2.describeSubnets({});
      await ec2.createNetworkInterface({ SubnetId: Subnets[0]?.SubnetId, Groups: [group] });
    }

    it('has nothing to do where nothing is open, and leaves nothing behind', async () => {
      await createGroup({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] });
      const result = await close();
      expect(result.status).toBe('nothing-to-do');
      expect(result.view?.plan.examined).toBeGreaterThan(0);
      expect([checkout.list('.gait'), checkout.list('records')]).toEqual([[], []]);
    });

    it('plans exactly the rules that open SSH or RDP to everyone, and touches none of them', async () => {
      const open = await createGroup(
        { ...SSH, Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
        { IpProtocol: 'tcp', FromPort: 3389, ToPort: 3389, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
        { IpProtocol: 'tcp', FromPort: 20, ToPort: 30, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
        { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
      );
      await createGroup(
        { ...SSH, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
        { IpProtocol: 'udp', FromPort: 22, ToPort: 22, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
        { IpProtocol: 'tcp', FromPort: 23, ToPort: 3388, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      );
      const before = await getWorld();
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
      expect(await getWorld()).toEqual(before);
      expect([checkout.list('.gait'), checkout.list('records')]).toEqual([[], []]);
    });

    it('revokes the rule and nothing else, verifies, and puts it on record', async () => {
      const group = await createGroup({ ...SSH, IpRanges: [...(SSH.IpRanges ?? []), { CidrIp: '10.0.0.0/8' }] });
      const result = await apply({ inputs: { account: ACCOUNT } });
      expect(result).toMatchObject({ status: 'done', problems: [], results: [{ state: 'done' }] });
      expect(await getWorld()).toEqual([`${group} tcp 22 22 10.0.0.0/8 `]);

      const [record] = checkout.getRecords(NAME);
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

      const journal = checkout.getJournal(result.run ?? '');
      expect(journal.map(({ event }) => event)).toEqual([
        'started',
        'call',
        'call',
        'planned',
        'action-begun',
        'call',
        'action-done',
        'call',
        'verified',
        'ended',
      ]);
      expect(journal.filter((entry) => entry.event === 'call').map(({ command }) => command)).toEqual([
        'ec2.describeSecurityGroupRules',
        'ec2.describeNetworkInterfaces',
        'ec2.revokeSecurityGroupIngress',
        'ec2.describeSecurityGroupRules',
      ]);
    });

    it('finds nothing left to do the second time, and says so on record', async () => {
      await createGroup(SSH);
      await apply();
      const before = await getWorld();
      expect(await apply()).toMatchObject({ status: 'done', results: [] });
      expect(await getWorld()).toEqual(before);
      const records = checkout.getRecords(NAME);
      expect(records).toHaveLength(2);
      expect(records.map(({ steps }) => steps.find(({ id }) => id === 'revoke-rules')?.outcome).sort()).toEqual([
        'done',
        'skipped',
      ]);
    });

    it('is safe to repeat when somebody else was faster', async () => {
      const GroupId = await createGroup(SSH);
      const result = await apply({
        reporter: {
          confirm: async () =>
            (await ec2.revokeSecurityGroupIngress({ GroupId, IpPermissions: [SSH] })).Return === true,
        },
      });
      expect(result.status).toBe('done');
    });

    describe('past its safeguard', () => {
      it('touches nothing and writes no record, when six groups are open', async () => {
        for (let count = 0; count < 6; count += 1) await createGroup(SSH);
        const before = await getWorld();
        const result = await apply();
        expect(result).toMatchObject({
          status: 'stopped',
          results: [],
          stop: { reason: '6 resources would be touched, 5 may be', wakes: true, woken: [] },
        });
        expect(await getWorld()).toEqual(before);
        expect(checkout.list('records')).toEqual([]);
        expect(checkout.getJournal(result.run ?? '').some(({ event }) => event === 'action-begun')).toBe(false);
      });

      it('wakes people through the channels that there are', async () => {
        for (let count = 0; count < 6; count += 1) await createGroup(SSH);
        const heard: string[] = [];
        const { stop } = await apply({
          channels: [
            { name: 'broken', wake: () => Promise.reject(new Error('no line')) },
            { name: 'phone', wake: (message) => Promise.resolve(void heard.push(message)) },
          ],
        });
        expect(stop?.woken).toEqual(['phone']);
        expect(heard).toEqual([
          expect.stringMatching(/^close-open-ssh stopped and touched nothing \(account 123456789012/u),
        ]);
      });

      it('touches nothing at all with `max_affected: 0`', async () => {
        await createGroup(SSH);
        const path = `scripts/${NAME}/automation.yaml`;
        checkout.commit(path, checkout.read(path).replace('max_affected: 5', 'max_affected: 0'));
        const before = await getWorld();
        expect((await apply()).status).toBe('stopped');
        expect(await getWorld()).toEqual(before);
      });

      it('refuses while the manifest asks for an approval', async () => {
        await createGroup(SSH);
        const path = `scripts/${NAME}/automation.yaml`;
        checkout.commit(
          path,
          checkout.read(path).replace('wake: [cloud-platform]}', 'approval: {role: approver, count: 1}}'),
        );
        expect((await apply()).stop?.reason).toMatch(/1 approval by `approver`/u);
      });
    });

    it('is refused a command that the manifest does not permit, before it is sent', async () => {
      await createGroup(SSH);
      const path = `scripts/${NAME}/automation.yaml`;
      checkout.commit(path, checkout.read(path).replace("'ec2:RevokeSecurityGroupIngress', ", ''));
      const before = await getWorld();
      const result = await apply();
      expect(result.status).toBe('failed');
      expect(result.results[0]?.error).toMatch(
        /expected `ec2:RevokeSecurityGroupIngress` among the manifest's permissions; it was not sent/u,
      );
      expect(await getWorld()).toEqual(before);
      expect(checkout.getRecords(NAME)).toMatchObject([{ outcome: 'failed' }]);
      expect(checkout.getJournal(result.run ?? '')).toContainEqual(
        expect.objectContaining({ command: 'ec2.revokeSecurityGroupIngress', refused: true }),
      );
    });

    it('fails a dry run whose reads are not permitted', async () => {
      const path = `scripts/${NAME}/automation.yaml`;
      checkout.commit(path, checkout.read(path).replace("'ec2:DescribeSecurityGroupRules', ", ''));
      expect(await close()).toMatchObject({
        status: 'failed',
        error: expect.stringMatching(/ec2:DescribeSecurityGroupRules/u) as string,
      });
    });

    describe('undo', () => {
      it('puts every rule back as it was, once', async () => {
        await createGroup(SSH, { IpProtocol: '-1', Ipv6Ranges: [{ CidrIpv6: '::/0', Description: 'all' }] });
        const before = await getWorld();
        const { run: id = '' } = await apply();
        expect(await getWorld()).toEqual([]);
        expect((await close({ undo: id })).status).toBe('would-change');
        expect(await getWorld()).toEqual([]);

        const undone = await apply({ undo: id });
        expect(undone).toMatchObject({ status: 'done', records: [] });
        expect(await getWorld()).toEqual(before);
        expect((await apply({ undo: id })).status).toBe('nothing-to-do');
        await expect(apply({ undo: undone.run })).rejects.toThrow(/expected one that did something/u);
      });

      it('does not need committed text, and refuses another environment, automation or run', async () => {
        await createGroup(SSH);
        const { run: id = '' } = await apply();
        await expect(close({ undo: id, name: 'review-iam-access' })).rejects.toThrow(
          /expected one of `review-iam-access`/u,
        );
        await expect(close({ undo: '2026-01-01-aaaaaa' })).rejects.toThrow(/expected one with a journal/u);
        await expect(close({ undo: '../..' })).rejects.toThrow(/expected one with a journal/u);
      });
    });

    describe('input', () => {
      it.each([
        [{ region: 'eu-west-1' }, /Unexpected input `region`/u],
        [{ account: '12345' }, /Unexpected value of the input `account`/u],
        [{ except: 'sg-12345678 --all' }, /Unexpected value of the input `except`/u],
        [{ account: '210987654321' }, /Unexpected account `123456789012` of the credentials, expected `210987654321`/u],
      ])('%o is refused before anything is read', async (inputs, message) => {
        await expect(apply({ inputs })).rejects.toThrow(message);
        expect(checkout.list('.gait')).toEqual([]);
      });
    });

    describe('exceptions', () => {
      const write = (id: string, group: string, { control = 'cis-aws@5.0.0#5.3', expires = '2999-12-31' } = {}): void =>
        checkout.commit(
          `exceptions/${id}.yaml`,
          [
            'schema: 1',
            `id: ${id}`,
            `control: '${control}'`,
            `scope: 'security group ${group}, staging'`,
            'reason: test',
            'granted_by: test',
            'granted_on: 2026-01-01',
            `expires: ${expires}`,
            '',
          ].join('\n'),
        );

      it('leaves alone what an exception in force names, and says how many', async () => {
        const [kept, expired, other, closed] = [
          await createGroup(SSH),
          await createGroup(SSH),
          await createGroup(SSH),
          await createGroup(SSH),
        ];
        write('kept', kept);
        write('expired', expired, { expires: '2026-01-02' });
        write('other', other, { control: 'cis-aws@5.0.0#5.4' });
        const result = await apply();
        expect(result.results.map(({ action }) => action.resource).sort()).toEqual([expired, other, closed].sort());
        expect(result.status).toBe('done');
        expect(checkout.getRecords(NAME)[0]?.steps[2]).toMatchObject({ note: '1 excepted, 0 left to a person.' });
      });

      it('takes groups from the input, and tags only when they name an exception in force', async () => {
        const named = await createGroup(SSH);
        write('bastion', 'sg-none');
        const tag = async (value: string): Promise<string> => {
          const group = await createGroup();
          const tags = [
            { ResourceType: 'security-group-rule' as const, Tags: [{ Key: 'gait-exception', Value: value }] },
          ];
          await ec2.authorizeSecurityGroupIngress({ GroupId: group, IpPermissions: [SSH], TagSpecifications: tags });
          return group;
        };
        await tag('bastion');
        const pretended = await tag('made-up');
        const { view } = await close({ inputs: { except: named } });
        expect(view?.plan.actions.map(({ resource }) => resource)).toEqual([pretended]);
      });
    });

    it('leaves a wide rule of a group in use to a person, unless told otherwise', async () => {
      const group = await createGroup({
        IpProtocol: 'tcp',
        FromPort: 0,
        ToPort: 65535,
        IpRanges: [{ CidrIp: '0.0.0.0/0' }],
      });
      await useGroup(group);
      const left = await apply();
      expect(left).toMatchObject({ status: 'unverified', results: [], problems: [{ resource: group }] });
      expect(left.view?.plan.findings).toHaveLength(1);
      expect(checkout.getRecords(NAME)).toMatchObject([{ outcome: 'deviated' }]);
      expect((await apply({ inputs: { wide: 'revoke' } })).status).toBe('done');
      expect(await getWorld()).toEqual([]);
    });

    it('says what was done and what was not when it is interrupted, and finishes when run again', async () => {
      for (let count = 0; count < 5; count += 1) await createGroup(SSH);
      const path = `scripts/${NAME}/automation.yaml`;
      checkout.commit(path, checkout.read(path).replace('concurrency: 2', 'concurrency: 1'));
      const interrupt = new AbortController();
      const result = await apply({
        signal: interrupt.signal,
        reporter: { onAction: ({ state }) => (state === 'done' ? interrupt.abort() : undefined) },
      });
      expect(result.status).toBe('interrupted');
      expect(result.results.map(({ state }) => state)).toEqual(['done', 'open', 'open', 'open', 'open']);
      expect(await getWorld()).toHaveLength(4);
      expect(checkout.getRecords(NAME)).toMatchObject([{ outcome: 'abandoned' }]);
      expect(await apply()).toMatchObject({ status: 'done' });
      expect(await getWorld()).toEqual([]);
    });

    it('applies only text that is committed', async () => {
      await createGroup(SSH);
      const { writeFileSync } = await import('node:fs');
      const path = `docs/sops/cloud-configuration/${NAME}.md`;
      writeFileSync(`${checkout.root}/${path}`, checkout.read(path).replace('Confirm the account.', 'Confirm it.'));
      const before = await getWorld();
      await expect(apply()).rejects.toThrow(/since the last commit/u);
      expect((await close()).status).toBe('would-change');
      expect(await getWorld()).toEqual(before);
    });
  });
