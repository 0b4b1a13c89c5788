import { IAM } from '@aws-sdk/client-iam';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createCheckout } from './checkout.ts';
import type { Checkout } from './checkout.ts';
import { describeWith } from './describe.ts';
import { DUMMY_ENVIRONMENT, useEmulator } from './emulator.ts';
import { ACCOUNT, run } from './run.ts';
import type { RunInput } from './run.ts';
import { createUser, scene } from './scenes/review-iam-access.ts';

Object.assign(process.env, DUMMY_ENVIRONMENT);
const started = await useEmulator();
const NAME = scene.name;
const DAY = 86_400_000;

describeWith(started, NAME, (emulator) => {
  const { endpoint } = emulator;
  const iam = new IAM({ endpoint });
  let checkout: Checkout;
  /** What the emulator takes for now; our own clock may be another. */
  let today: number;

  beforeAll(async () => {
    await emulator.reset();
    today = Date.parse((await fetch(`${endpoint}/moto-api/`)).headers.get('date') ?? '');
  });
  beforeEach(() => {
    checkout = createCheckout();
  });
  afterEach(async () => {
    checkout.remove();
    await emulator.reset();
  });
  afterAll(async () => {
    iam.destroy();
    await emulator.stop();
  });

  const review = (input: Partial<RunInput> = {}) =>
    run({ root: checkout.root, name: NAME, endpoint, now: () => today, ...input });
  const apply = (input: Partial<RunInput> = {}) => review({ isApply: true, ...input });
  /** The emulator makes everything today, so what must be old is looked at from later. */
  const inDays = (days: number) => ({ now: () => today + days * DAY });

  it('has nothing to do where every credential fits, and leaves nothing behind', async () => {
    await createUser(iam, 'build', { keys: 1 });
    const { status, view } = await review();
    expect(status).toBe('nothing-to-do');
    expect(view?.plan.examined).toBe(1);
    expect([checkout.list('.gait'), checkout.list('records')]).toEqual([[], []]);
  });

  it('finds who lacks MFA, and keys that are old, spare or unused', async () => {
    await createUser(iam, 'alice', { password: true });
    await createUser(iam, 'bob', { keys: 2 });
    const getIds = async (days: number): Promise<string[] | undefined> =>
      (await review(inDays(days))).view?.plan.findings.map(({ id }) => id).sort();
    expect(await getIds(0)).toEqual(['alice/no-mfa', 'bob/two-keys']);
    const unused = ['alice/unused-password', 'bob/unused-key-1', 'bob/unused-key-2'];
    expect(await getIds(46)).toEqual(['alice/no-mfa', ...unused, 'bob/two-keys'].sort());
    expect(await getIds(91)).toEqual(
      ['alice/no-mfa', ...unused, 'bob/old-key-1', 'bob/old-key-2', 'bob/two-keys'].sort(),
    );
  });

  it('keeps the review as evidence, puts it on record, and changes nothing', async () => {
    await createUser(iam, 'alice', { password: true });
    expect((await review()).status).toBe('would-change');
    const result = await apply({ inputs: { account: ACCOUNT } });
    expect(result).toMatchObject({ status: 'done', results: [], problems: [] });

    const folder = `.gait/runs/${result.run}`;
    expect(checkout.list(folder)).toEqual(['journal.jsonl', 'review.json']);
    expect(JSON.parse(checkout.read(`${folder}/review.json`))).toMatchObject({
      account: ACCOUNT,
      identities: 1,
      findings: [{ id: 'alice/no-mfa', advice: 'Enrol within 7 days, else remove the password' }],
    });
    const [record] = checkout.getRecords(NAME);
    expect(record).toMatchObject({
      sop: NAME,
      outcome: 'completed',
      environment: 'emulator',
      performer: { automation: NAME },
      steps: [
        { id: 'confirm-account', outcome: 'done' },
        { id: 'generate-report', outcome: 'done' },
        { id: 'find-missing-mfa', outcome: 'done', note: '1 found.' },
        { id: 'find-stale-keys', outcome: 'done', note: '0 old keys and 0 spare ones found.' },
        { id: 'find-unused-users', outcome: 'done', note: '0 unused credentials found.' },
        { id: 'record-decisions', outcome: 'done' },
      ],
    });
    expect(record?.notes).toMatch(/Kept review\.json \(SHA-256 [0-9a-f]{64}\)/u);
    expect(JSON.stringify(record)).not.toContain('alice');
    const commands = checkout.getJournal(result.run ?? '').filter((entry) => entry.event === 'call');
    expect(new Set(commands.map(({ command }) => command))).toEqual(
      new Set(['iam.generateCredentialReport', 'iam.getCredentialReport']),
    );
  });

  it('finds the same the second time, in a record of its own', async () => {
    await createUser(iam, 'alice', { password: true });
    await apply();
    expect(await apply()).toMatchObject({ status: 'done', results: [] });
    expect(checkout.getRecords(NAME)).toHaveLength(2);
  });

  it('leaves out what an exception in force names', async () => {
    await createUser(iam, 'alice', { password: true });
    await createUser(iam, 'carol', { password: true });
    checkout.grant('alice-mfa', { control: 'cis-aws@5.0.0#1.9', scope: 'alice' });
    expect((await review()).view?.plan.findings.map(({ id }) => id)).toEqual(['carol/no-mfa']);
  });

  it('is refused a report that the manifest does not permit', async () => {
    const path = `scripts/${NAME}/automation.yaml`;
    checkout.commit(path, checkout.read(path).replace(", 'iam:GetCredentialReport'", ''));
    const result = await apply();
    expect(result.status).toBe('failed');
    expect(result.error).toMatch(
      /expected `iam:GetCredentialReport` among the manifest's permissions; it was not sent/u,
    );
    expect(checkout.list('records')).toEqual([]);
  });

  it.each([
    [{ user: 'alice' }, /Unexpected input `user`/u],
    [{ account: 'mine' }, /Unexpected value of the input `account`/u],
    [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
  ])('refuses the input %o', async (inputs, message) => {
    await expect(apply({ inputs })).rejects.toThrow(message);
    expect(checkout.list('.gait')).toEqual([]);
  });

  it('has no way back, since it changes nothing', async () => {
    const { run: id = '' } = await apply();
    await expect(apply({ undo: id })).rejects.toThrow(/expected an automation that has one/u);
  });
});
