import { Organizations } from '@aws-sdk/client-organizations';
import { expect, it } from 'vitest';
import { createBench } from './bench.ts';
import { describeWith } from './describe.ts';
import { createInstances } from './instances.ts';
import { ACCOUNT } from './run.ts';
import { scene, start } from './scenes/inventory.ts';

const NAME = scene.name;
const ready = await createBench(NAME);

describeWith(ready, NAME, (bench) => {
  const { endpoint } = bench;
  const organizations = new Organizations({ endpoint });
  bench.closeAfter(organizations);

  it('has nothing to do where everything has an owner, and leaves nothing behind', async () => {
    await start(bench, 1);
    const { status, view } = await bench.plan();
    expect([status, view?.plan.examined]).toEqual(['nothing-to-do', 1]);
    expect([bench.checkout.list('.gait'), bench.checkout.list('records')]).toEqual([[], []]);
  });

  it('finds instances without an owner, and accounts that are suspended', async () => {
    const [, bare = ''] = await start(bench, 2);
    const Accounts = [
      { Id: ACCOUNT, Name: 'management', State: 'ACTIVE' },
      { Id: '111122223333', Name: 'old', State: 'SUSPENDED' },
    ];
    // The emulator cannot suspend an account. It is a reading call.
    const { status, view } = await bench.plan({ mocks: { 'organizations.listAccounts': () => ({ Accounts }) } });
    expect(status).toBe('would-change');
    expect(view?.plan.findings.map(({ id }) => id)).toEqual(['111122223333', bare]);
    expect((await bench.plan({ inputs: { 'owner-tag': 'team' } })).view?.plan.findings).toHaveLength(2);
  });

  it('keeps the inventory as evidence, puts it on record, and changes nothing', async () => {
    await organizations.createOrganization({ FeatureSet: 'ALL' });
    const ids = await start(bench, 2);
    const before = await createInstances(endpoint).list();
    const result = await bench.apply({ inputs: { account: ACCOUNT } });
    expect(result).toMatchObject({ status: 'done', results: [], problems: [] });
    const folder = `.gait/runs/${result.run}`;
    expect(bench.checkout.list(folder)).toEqual(['inventory.json', 'journal.jsonl']);
    expect(JSON.parse(bench.checkout.read(`${folder}/inventory.json`))).toMatchObject({
      account: ACCOUNT,
      region: 'eu-west-1',
      accounts: [{ id: ACCOUNT, state: 'ACTIVE' }],
      regions: expect.arrayContaining(['eu-west-1', 'us-east-1']) as unknown,
      instances: [...ids].sort().map((id) => ({ id, owner: id === ids[0] ? 'checkout' : null, type: 't3.micro' })),
    });
    const [record] = bench.checkout.getRecords(NAME);
    expect(record).toMatchObject({ outcome: 'completed', performer: { automation: NAME }, environment: 'emulator' });
    expect(record?.steps.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 6 }, () => 'done'));
    expect(record?.notes).toMatch(/Kept inventory\.json \(SHA-256 [0-9a-f]{64}\)/u);
    expect(JSON.stringify(record)).not.toContain(ids[0]);
    expect(await createInstances(endpoint).list()).toEqual(before);
  });

  it('finds the same the second time, in a record of its own', async () => {
    await start(bench, 2);
    await bench.apply();
    expect(await bench.apply()).toMatchObject({ status: 'done', results: [] });
    expect(bench.checkout.getRecords(NAME)).toHaveLength(2);
  });

  it('makes do without an organisation, and leaves out what an exception names', async () => {
    const [, bare = ''] = await start(bench, 2);
    bench.checkout.commit(
      'exceptions/appliance.yaml',
      `schema: 1\nid: appliance\ncheck: 'securityhub:EC2.38'\nscope: ${bare}\nreason: test\ngranted_by: test\n` +
        'granted_on: 2026-01-01\nexpires: 2999-12-31\n',
    );
    // The emulator answers with an empty list. It is a reading call.
    const refuse = () => {
      throw Object.assign(new Error('no organisation'), { name: 'AWSOrganizationsNotInUseException' });
    };
    const { status, view } = await bench.plan({ mocks: { 'organizations.listAccounts': refuse } });
    expect([status, view?.plan.notes?.['list-accounts']]).toEqual([
      'nothing-to-do',
      expect.stringMatching(/may not list/u),
    ]);
  });

  it('is refused what the manifest does not permit', async () => {
    bench.amend(", 'ec2:DescribeInstances'", '');
    const result = await bench.apply();
    expect(result.status).toBe('failed');
    expect(result.error).toMatch(/expected `ec2:DescribeInstances` among the manifest's permissions; it was not sent/u);
    expect(bench.checkout.list('records')).toEqual([]);
  });

  it.each([
    [{ region: 'eu-west-1' }, /Unexpected input `region`/u],
    [{ 'owner-tag': 'a\nb' }, /Unexpected value of the input `owner-tag`/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
  ])('refuses the input %o', async (inputs, message) => {
    await expect(bench.apply({ inputs })).rejects.toThrow(message);
    expect(bench.checkout.list('.gait')).toEqual([]);
  });

  it('has no way back, since it changes nothing', async () => {
    const { run: id = '' } = await bench.apply();
    await expect(bench.undo(id)).rejects.toThrow(/expected an automation that has one/u);
  });
});
