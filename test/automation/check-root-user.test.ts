import { Organizations } from '@aws-sdk/client-organizations';
import { expect, it } from 'vitest';
import { describeEightCases } from './eight-cases.ts';
import type { World } from './scenes/check-root-user.ts';
import { NOW, FINE, toMocks, look, scene } from './scenes/check-root-user.ts';

await describeEightCases(scene, (bench) => {
  const check = (world: Partial<World>, inputs = {}, region = 'us-east-1') =>
    bench.plan({ mocks: toMocks({ ...FINE, ...world }), inputs, region });
  const getIds = async (...args: Parameters<typeof check>) =>
    (await check(...args)).view?.plan.findings.map(({ id }) => id);

  async function createOrganization(): Promise<void> {
    const organizations = new Organizations({ endpoint: bench.endpoint });
    bench.closeAfter(organizations);
    await organizations.createOrganization({ FeatureSet: 'ALL' });
    await organizations.createAccount({ Email: 'root@supplier.example', AccountName: 'production' });
  }

  it('takes the contact off again where there was none', async () => {
    const { run = '' } = await bench.apply();
    expect(await look(bench)).toMatchObject({ EmailAddress: 'aws-security@example.com' });
    expect((await bench.undo(run)).status).toBe('done');
    expect(await look(bench)).toBe('ResourceNotFoundException');
  });

  it('sets nothing past a safeguard of nothing', async () => {
    bench.amend('max_affected: 1', 'max_affected: 0');
    const result = await bench.apply({ channels: [] });
    expect(result).toMatchObject({ status: 'stopped', stop: { reason: '1 resources would be touched, 0 may be' } });
    expect(await look(bench)).toBe('ResourceNotFoundException');
  });

  it('leaves the contact to a person who did not say whom to call', async () => {
    expect(await getIds({})).toEqual(['no-contact']);
  });

  it.each<[string, Partial<World>, string]>([
    ['has a key', { SummaryMap: { ...FINE.SummaryMap, AccountAccessKeysPresent: 1 } }, 'check-credentials'],
    ['signed in', { lastUsed: '2026-11-20T08:00:00+00:00' }, 'check-use'],
    ['did something', { Events: [{ EventName: 'ConsoleLogin', EventTime: new Date(NOW) }] }, 'check-use'],
  ])('says stop at a root user that %s', async (_what, world, step) => {
    expect((await check(world)).view?.plan.stop?.step).toBe(step);
  });

  it('leaves uses that a ticket names, or that were before the last check', async () => {
    const lastUsed = '2026-11-20T08:00:00+00:00';
    expect((await check({ lastUsed }, { ticket: 'OPS-7' })).view?.plan).toMatchObject({
      findings: [{ id: 'use/1', advice: 'Compare it with OPS-7' }, { id: 'no-contact' }],
    });
    expect((await check({ lastUsed }, { since: '2026-11-21' })).view?.plan.stop).toBeUndefined();
  });

  it('finds mailboxes elsewhere and central root access that is off', async () => {
    await createOrganization();
    const ids = await getIds({ EnabledFeatures: [] }, { 'mail-domain': 'example.com' });
    expect(ids).toEqual([
      expect.stringMatching(/^mailbox\/\d{12}$/u),
      'feature/RootCredentialsManagement',
      'feature/RootSessions',
      'no-contact',
    ]);
  });

  it('says where the history of global services lies', async () => {
    expect(await getIds({}, {}, 'eu-west-1')).toEqual(['no-contact', 'region']);
  });

  it('keeps what it saw as evidence, without names in the record', async () => {
    const { run = '' } = await bench.apply();
    const evidence = JSON.parse(bench.checkout.read(`.gait/runs/${run}/root-user.json`)) as unknown;
    expect(evidence).toMatchObject({ account: '123456789012', keys: 0, hasMfa: true, since: '2026-08-27' });
    const [record] = bench.checkout.getRecords('check-root-user');
    expect(record?.steps.filter(({ outcome }) => outcome === 'skipped').map(({ id }) => id)).toEqual([
      'test-mailbox',
      'check-mfa',
      'check-members',
    ]);
    expect(JSON.stringify(record)).not.toContain('aws-security');
  });
});
