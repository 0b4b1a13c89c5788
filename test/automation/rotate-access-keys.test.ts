import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AGING, createAccessKeys } from './access-keys.ts';
import { describeEightCases } from './eight-cases.ts';
import { scene } from './scenes/rotate-access-keys.ts';

await describeEightCases(scene, (bench) => {
  const readSecret = async (): Promise<{ id: string; secret: string }> => {
    const { secrets } = createAccessKeys(bench.endpoint);
    const { SecretString = '' } = await secrets.getSecretValue({ SecretId: 'deploy/aws-key' });
    return JSON.parse(SecretString) as { id: string; secret: string };
  };

  it('puts the new key into the secret and nowhere else, and leaves the old one active', async () => {
    const old = await createAccessKeys(bench.endpoint).create('deploy');
    const { run = '', results } = await bench.apply();
    const { id, secret } = await readSecret();
    expect(id).not.toBe(old);
    expect(secret).toMatch(/^.{40}$/u);
    expect(results).toMatchObject([{ state: 'done', result: { key: id } }]);
    const list = await createAccessKeys(bench.endpoint).list();
    expect(list.slice(0, 2).sort()).toEqual([`deploy ${id} Active`, `deploy ${old} Active`].sort());
    const journal = readFileSync(join(bench.checkout.root, `.gait/runs/${run}/journal.jsonl`), 'utf8');
    expect(journal).toContain(id);
    expect(journal).not.toContain(secret);
  });

  it('deactivates the old key after a week in which nobody used it, and activates it again', async () => {
    const keys = createAccessKeys(bench.endpoint);
    const old = await keys.create('deploy', { days: 88 });
    const recent = await keys.addKey('deploy', 8);
    const before = await keys.list();
    const { run = '', status } = await bench.apply();
    expect(status).toBe('done');
    expect(await keys.list()).toEqual(expect.arrayContaining([`deploy ${old} Inactive`, `deploy ${recent} Active`]));
    await bench.undo(run);
    expect(await keys.list()).toEqual(before);
  });

  it('lets the old key be during the week after it was replaced', async () => {
    const keys = createAccessKeys(bench.endpoint);
    await keys.create('deploy', { days: 88 });
    await keys.addKey('deploy', 6);
    expect(await bench.plan()).toMatchObject({ status: 'nothing-to-do', findings: [] });
  });

  it('leaves an old key to a person that is still in use', async () => {
    const keys = createAccessKeys(bench.endpoint);
    await keys.create('deploy', { days: 88 });
    await keys.addKey('deploy', 8);
    // The emulator knows no use of these keys.
    const LastUsedDate = new Date();
    const mocks = {
      ...AGING,
      'iam.getAccessKeyLastUsed': () => ({
        AccessKeyLastUsed: { LastUsedDate, ServiceName: 's3', Region: 'eu-west-1' },
      }),
    };
    const { view } = await bench.plan({ mocks });
    expect(view?.plan).toMatchObject({
      actions: [],
      findings: [{ id: 'deploy', what: expect.stringContaining('used for s3 in eu-west-1') as string }],
    });
  });

  it('leaves to a person whom it would cut off: no secret, no room for a second key, two old keys', async () => {
    const keys = createAccessKeys(bench.endpoint);
    await keys.create('untagged', { isTagged: false });
    await keys.create('full');
    const AccessKeyId = await keys.addKey('full', 1);
    await keys.iam.updateAccessKey({ UserName: 'full', AccessKeyId, Status: 'Inactive' });
    await keys.create('double');
    await keys.addKey('double', 81);
    const { view } = await bench.plan();
    expect(view?.plan.actions).toEqual([]);
    expect(view?.plan.findings.map(({ what }) => what)).toEqual([
      expect.stringMatching(/^double has .*: both keys are old$/u),
      expect.stringMatching(/^full has .*: an inactive key takes the second place$/u),
      expect.stringMatching(/^untagged has .*: no secret is known/u),
    ]);
  });

  it('deletes a new key that did not get into the secret', async () => {
    const keys = createAccessKeys(bench.endpoint);
    await keys.create('deploy');
    const before = await keys.list();
    bench.amend('secretsmanager:PutSecretValue', 'sts:GetSessionToken');
    expect((await bench.apply()).status).toBe('failed');
    expect(await keys.list()).toEqual(before);
  });

  it('takes back what was cut off half way: the key that nobody can read', async () => {
    const keys = createAccessKeys(bench.endpoint);
    await keys.create('deploy');
    const before = await keys.list();
    bench.amend('secretsmanager:PutSecretValue', 'sts:GetSessionToken');
    bench.amend('iam:DeleteAccessKey', 'sts:GetFederationToken');
    const { run = '', status } = await bench.apply();
    expect(status).toBe('failed');
    expect(await keys.list()).toHaveLength(before.length + 1);
    bench.amend('sts:GetFederationToken', 'iam:DeleteAccessKey');
    expect((await bench.undo(run)).status).toBe('done');
    expect(await keys.list()).toEqual(before);
  });

  it('leaves out whom an exception in force names', async () => {
    await createAccessKeys(bench.endpoint).create('deploy');
    bench.checkout.grant('old-robot', { control: 'cis-aws@5.0.0#1.13', scope: 'deploy' });
    expect((await bench.plan()).status).toBe('nothing-to-do');
  });
});
