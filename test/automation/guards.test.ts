import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { IAM } from '@aws-sdk/client-iam';
import { SSM } from '@aws-sdk/client-ssm';
import { describe, expect, it } from 'vitest';
import { approvePlan } from '../../plugins/docusaurus-plugin-gait/src/automation/approve.ts';
import { verifyApproval } from '../../plugins/docusaurus-plugin-gait/src/automation/approval.ts';
import { asRole } from './approval.ts';
import { createBench } from './bench.ts';
import { describeWith } from './describe.ts';
import { toOptions } from './run.ts';
import { createSecurityGroups, SSH } from './security-groups.ts';

const NAME = 'close-open-ssh';
const ready = await createBench(NAME);

describeWith(ready, 'guards of the runtime', (bench) => {
  const { endpoint } = bench;
  const groups = createSecurityGroups(endpoint);
  const ssm = new SSM({ endpoint });
  for (const client of [groups.ec2, ssm]) bench.closeAfter(client);

  const as = <Answer>(role: string, session: string, work: () => Promise<Answer>): Promise<Answer> =>
    asRole(endpoint, { role, session }, work);

  const approve = (hash: string) =>
    approvePlan(toOptions({ root: bench.checkout.root, name: NAME, endpoint }).options, hash);

  describe('approvals', () => {
    const askForApproval = async (): Promise<string> => {
      await groups.create([SSH]);
      bench.amend('wake: [cloud-platform]}', 'approval: {role: approver, count: 1}}');
      return (await bench.plan()).view?.hash ?? '';
    };

    it('lets a plan through that another principal signed, and says who', async () => {
      const hash = await askForApproval();
      const { line = '' } = await as('Approver', 'bob', () => approve(hash));
      expect(await verifyApproval({ endpoint }, line)).toEqual({
        hash,
        by: 'arn:aws:sts::123456789012:assumed-role/Approver/bob',
      });
      const result = await bench.apply({ approvals: [line] });
      expect(result.status).toBe('done');
      expect(bench.checkout.getRecords(NAME)[0]?.approvals).toEqual([
        { role: 'approver', by: 'arn:aws:iam::123456789012:role/Approver' },
      ]);
    });

    it('is not fooled by another name of a session, a changed plan or a changed line', async () => {
      const hash = await askForApproval();
      const { line = '' } = await as('Operator', 'bob', () => approve(hash));
      const own = await as('Operator', 'alice', () => bench.apply({ approvals: [line] }));
      expect(own.stop?.reason).toMatch(/role\/Operator` cannot approve its own run, under whatever session name/u);
      await groups.create([SSH]);
      const changed = await bench.apply({ approvals: [line] });
      expect(changed.stop?.reason).toMatch(new RegExp(`the plan changed since ${hash} was approved`, 'u'));
      const forged = JSON.parse(Buffer.from(line.slice(16), 'base64url').toString()) as {
        headers: { authorization: string };
      };
      forged.headers.authorization = forged.headers.authorization.replace(';x-gait-plan', '');
      const text = `gait-approval-1.${Buffer.from(JSON.stringify(forged)).toString('base64url')}`;
      await expect(bench.apply({ approvals: [text] })).rejects.toThrow(/expected a signature over the hash of a plan/u);
      expect(await groups.list()).toHaveLength(2);
      expect((await approve(hash)).refusal).toMatch(/the plan is now p1-/u);
    });

    it('counts only those whom the configuration names', async () => {
      const hash = await askForApproval();
      const text = bench.checkout.read('gait.config.yaml');
      const add = "automation: {approvers: {approver: ['arn:aws:iam::123456789012:role/Lead*']}}\n";
      bench.checkout.commit('gait.config.yaml', `${text}${add}`);
      const { line = '' } = await as('Approver', 'bob', () => approve(hash));
      expect((await bench.apply({ approvals: [line] })).stop?.reason).toMatch(/role\/Approver` may not approve/u);
      const lead = (await as('LeadEngineer', 'eve', () => approve(hash))).line ?? '';
      expect((await bench.apply({ approvals: [line, lead] })).status).toBe('done');
    });
  });

  it('applies the named plan or nothing', async () => {
    await groups.create([SSH]);
    const result = await bench.apply({ planHash: `p1-${'0'.repeat(32)}` });
    expect(result).toMatchObject({ status: 'stopped', stop: { wakes: false } });
    const hash = (await bench.plan()).view?.hash;
    expect((await bench.apply({ planHash: hash })).status).toBe('done');
  });

  it('works in a role that is limited to the manifest, and says so', async () => {
    const iam = new IAM({ endpoint });
    await iam.createRole({ RoleName: 'Automation', AssumeRolePolicyDocument: '{}' });
    iam.destroy();
    await groups.create([SSH]);
    const role = 'arn:aws:iam::123456789012:role/Automation';
    const result = await bench.apply({ role });
    expect(result.status).toBe('done');
    expect(result.view?.caller).toBe(`arn:aws:sts::123456789012:assumed-role/Automation/gait-${result.run}`);
    expect(bench.checkout.getRecords(NAME)[0]?.mode).toMatch(
      /limited by a session policy to the manifest's permissions/u,
    );
  });

  describe('lock', () => {
    const write = (expires: string) =>
      ssm.putParameter({
        Name: `/gait/locks/${NAME}/7`,
        Type: 'String',
        Value: JSON.stringify({ run: 'other', caller: 'arn:x', expires, released: false }),
      });

    it('keeps a second run away, and is taken over when it has expired', async () => {
      await groups.create([SSH]);
      await write('2999-01-01T00:00:00.000Z');
      expect((await bench.apply()).stop?.reason).toMatch(
        /^run other of close-open-ssh, started by arn:x, holds the lock/u,
      );
      expect(await groups.list()).toHaveLength(1);
      await ssm.deleteParameter({ Name: `/gait/locks/${NAME}/7` });
      await write('2020-01-01T00:00:00.000Z');
      expect((await bench.apply()).status).toBe('done');
      const { Parameters = [] } = await ssm.getParametersByPath({ Path: `/gait/locks/${NAME}` });
      expect(Parameters.map(({ Name }) => Name)).toEqual([`/gait/locks/${NAME}/8`]);
    });
  });

  describe('waking', () => {
    it('tries a webhook again, with the token from the environment, and never writes it down', async () => {
      const heard: string[] = [];
      const server = createServer((request, answer) => {
        heard.push(String(request.headers.authorization));
        answer.statusCode = heard.length < 3 ? 503 : 200;
        request.resume().on('end', () => answer.end());
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const text = bench.checkout.read('gait.config.yaml');
      const wake = 'automation: {wake: {cloud-platform: [{webhook: {url_from: PAGER}, token_from: TOKEN}]}}\n';
      bench.checkout.commit('gait.config.yaml', `${text}${wake}`);
      await groups.createMany(6, [SSH]);
      const env = { AWS_ENDPOINT_URL: endpoint, PAGER: url, TOKEN: 'hush-hush' };
      const result = await bench.apply({ env });
      expect(result.stop?.woken).toEqual(['cloud-platform (webhook)']);
      expect(heard).toEqual(['Bearer hush-hush', 'Bearer hush-hush', 'Bearer hush-hush']);
      expect(JSON.stringify(bench.checkout.getJournal(result.run ?? ''))).not.toContain('hush-hush');
      const silent = await bench.apply({ env: { ...env, PAGER: 'http://example.com/' } });
      expect(silent.stop).toMatchObject({ wakes: true, woken: [] });
      server.close();
    });
  });

  it('writes no record when a test answered a call that changes something', async () => {
    await groups.create([SSH]);
    const result = await bench.apply({ mocks: { 'ec2.revokeSecurityGroupIngress': () => ({}) } });
    expect(result.records).toEqual([]);
    expect(result.unrecorded).toMatch(/^`ec2\.revokeSecurityGroupIngress` changed nothing/u);
  });
});
