import { expect, it } from 'vitest';
import type { AutomationBench } from './bench.ts';
import { describeEightCases } from './eight-cases.ts';
import { createInstances } from './instances.ts';
import { inputs, open, makeProfile, makeBusy, look, scene } from './scenes/require-session-manager.ts';

const GROUP = '/session-manager/sessions';
const POLICY = 'AmazonSSMManagedEC2InstanceDefaultPolicy';

async function openSsh(bench: AutomationBench, CidrIp = '10.0.0.0/8'): Promise<string> {
  const { ec2 } = open(bench);
  const { SecurityGroups = [] } = await ec2.describeSecurityGroups({ GroupNames: ['default'] });
  const GroupId = SecurityGroups[0]?.GroupId ?? '';
  const IpRanges = [{ CidrIp, Description: 'office' }];
  await ec2.authorizeSecurityGroupIngress({
    GroupId,
    IpPermissions: [{ IpProtocol: 'tcp', FromPort: 22, ToPort: 22, IpRanges }],
  });
  return GroupId;
}

await describeEightCases(scene, (bench) => {
  const plan = async (more: Record<string, string> = {}) => {
    const { view, error } = await bench.plan({ inputs: { ...inputs, ...more } });
    expect(error).toBeUndefined();
    return {
      actions: view?.plan.actions.map(({ id }) => id),
      findings: view?.plan.findings.map(({ id }) => id),
    };
  };

  it('gives the role, the log group and the preferences, and lets the role write logs', async () => {
    await makeBusy(bench, 1);
    expect(await bench.apply()).toMatchObject({ status: 'done', problems: [] });
    expect(await look(bench)).toMatchObject({
      roles: [['web-0', [POLICY], ['session-logs']]],
      documents: ['SSM-SessionManagerRunShell'],
    });
    const { logs, iam, ssm } = open(bench);
    const { logGroups } = await logs.describeLogGroups({});
    expect(logGroups).toMatchObject([{ logGroupName: GROUP, retentionInDays: 365, kmsKeyId: inputs['log-key'] }]);
    const { Content = '' } = await ssm.getDocument({ Name: 'SSM-SessionManagerRunShell' });
    expect(JSON.parse(Content)).toMatchObject({
      inputs: { cloudWatchLogGroupName: GROUP, cloudWatchEncryptionEnabled: true },
    });
    const { PolicyDocument = '' } = await iam.getRolePolicy({ RoleName: 'web-0', PolicyName: 'session-logs' });
    expect(decodeURIComponent(PolicyDocument)).toContain(`log-group:${GROUP}:*`);
  });

  it('closes SSH only when it is told so and every instance of the group answers, and can open it again', async () => {
    await makeBusy(bench, 2);
    const group = await openSsh(bench);
    expect((await plan({ inbound: 'revoke' })).findings).toEqual([expect.stringContaining(`open/${group}`)]);
    await bench.apply();
    expect((await plan()).findings).toEqual([expect.stringContaining(`open/${group}`)]);
    const before = await look(bench);
    const { run = '', status } = await bench.apply({ inputs: { ...inputs, inbound: 'revoke' } });
    expect(status).toBe('done');
    expect(await look(bench)).toMatchObject({ inbound: [[]] });
    expect((await bench.undo(run)).status).toBe('done');
    expect(await look(bench)).toEqual(before);
    bench.checkout.grant('bastion', { control: 'cis-aws@5.0.0#5.3', scope: group });
    expect(await plan({ inbound: 'revoke' })).toEqual({ actions: [], findings: [] });
  });

  it('gives a profile to an instance that has none, if it knows which, and takes it off again', async () => {
    const [id = ''] = await createInstances(bench.endpoint).start(1);
    await makeProfile(bench, 'hosts');
    expect((await plan()).findings).toEqual([`no-profile/${id}`]);
    const before = await look(bench);
    const { run = '', results } = await bench.apply({ inputs: { ...inputs, profile: 'hosts' } });
    expect(results.map(({ action, state }) => [action.id, state])).toEqual(
      [`profile/${id}`, 'manage/hosts', `group/${GROUP}`, 'preferences/SSM-SessionManagerRunShell'].map((one) => [
        one,
        'done',
      ]),
    );
    expect(await look(bench)).toMatchObject({ profiles: [[id, 'associated']] });
    expect((await bench.undo(run)).status).toBe('done');
    expect(await look(bench)).toEqual(before);
  });

  it('leaves preferences alone that somebody wrote, and says when they log nothing', async () => {
    await makeBusy(bench, 1);
    const write = (name: string) => ({ schemaVersion: '1.0', inputs: { cloudWatchLogGroupName: name } });
    const { ssm } = open(bench);
    const Name = 'SSM-SessionManagerRunShell';
    await ssm.createDocument({ Name, DocumentType: 'Session', Content: JSON.stringify(write('')) });
    expect(await plan()).toEqual({ actions: ['manage/web-0'], findings: ['unlogged/123456789012'] });
    await ssm.deleteDocument({ Name });
    await ssm.createDocument({ Name, DocumentType: 'Session', Content: JSON.stringify(write('/own')) });
    expect((await plan()).actions).toEqual(['manage/web-0', 'group//own', 'log/web-0']);
  });

  it('asks for a key before it makes a log group, and leaves out what an exception names', async () => {
    const [id = ''] = await makeBusy(bench, 1);
    const { view } = await bench.plan({ inputs: {} });
    expect(view?.plan.findings.map((one) => one.id)).toEqual([`no-key/${GROUP}`]);
    bench.checkout.grant('appliance', { control: 'cis-aws@5.0.0#1.17', scope: id });
    expect((await bench.plan()).status).toBe('nothing-to-do');
  });
});
