import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DescribeSecretRequest } from '@aws-sdk/client-secrets-manager';
import { expect, it } from 'vitest';
import { approveAsAnother } from './approval.ts';
import { describeEightCases } from './eight-cases.ts';
import type { RunInput } from './run.ts';
import {
  PASSWORD,
  world,
  createSecrets,
  readLabels,
  look,
  mocks,
  input,
  scene,
} from './scenes/rotate-database-secret.ts';

await describeEightCases(scene, (bench) => {
  const rotate = async (more: Partial<RunInput> = {}) => {
    const whole = { ...input, ...more };
    return bench.apply({ ...whole, ...(await approveAsAnother(bench, whole)) });
  };

  it('makes a new version current and keeps the former one, and never shows the password', async () => {
    await createSecrets(bench.endpoint, 1);
    const [before] = await look(bench.endpoint);
    const { run = '', results } = await rotate();
    const labels = await readLabels(bench.endpoint, world.names[0] ?? '');
    expect(labels.previous).toBe(before);
    expect(results).toMatchObject([{ state: 'done', result: { version: labels.current } }]);
    const journal = readFileSync(join(bench.checkout.root, `.gait/runs/${run}/journal.jsonl`), 'utf8');
    expect(journal).not.toContain(PASSWORD);
  });

  it('does nothing without the approval of another principal', async () => {
    await createSecrets(bench.endpoint, 1);
    const before = await look(bench.endpoint);
    expect((await bench.apply()).stop?.reason).toMatch(/0 of 1 approval by `approver`/u);
    expect(await look(bench.endpoint)).toEqual(before);
  });

  it('rotates at once what is not due yet, when it is told to', async () => {
    await createSecrets(bench.endpoint, 1);
    world.old.clear();
    expect((await bench.plan()).status).toBe('nothing-to-do');
    expect((await bench.plan({ inputs: { ...input.inputs, days: '0' } })).status).toBe('would-change');
  });

  it('has no way back for a single user, and says what to do', async () => {
    await createSecrets(bench.endpoint, 1, {});
    const { run = '' } = await rotate();
    const after = await look(bench.endpoint);
    const undone = await bench.undo(run);
    expect(undone.results[0]?.error).toMatch(/no longer knows the former password; redeploy its readers/u);
    expect(await look(bench.endpoint)).toEqual(after);
  });

  it('fails when the label does not move', async () => {
    await createSecrets(bench.endpoint, 1);
    // Asked sixty times, so the answer is at hand.
    const stuck = await mocks['secretsManager.describeSecret']({ SecretId: world.names[0] });
    const { status, results } = await rotate({
      mocks: {
        ...mocks,
        'secretsManager.describeSecret': () => stuck,
        'secretsManager.rotateSecret': () => ({}),
      },
    });
    expect(status).toBe('failed');
    expect(results[0]?.error).toMatch(/after five minutes, expected a new one/u);
  });

  it('keeps who reads the secret, and names people', async () => {
    await createSecrets(bench.endpoint, 1);
    const [secretId = ''] = world.names;
    const toEvent = (userIdentity: object, id = secretId) => ({
      CloudTrailEvent: JSON.stringify({
        eventTime: '2026-11-20T08:41:10Z',
        userIdentity,
        requestParameters: { secretId: id },
      }),
    });
    const role = 'arn:aws:iam::123456789012:role/orders-task';
    const events = [
      toEvent({ type: 'AssumedRole', arn: 'x', sessionContext: { sessionIssuer: { arn: role } } }),
      toEvent({ type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/carol' }),
      toEvent({ type: 'IAMUser', arn: 'arn:aws:iam::123456789012:user/dave' }, 'staging/orders/database'),
    ];
    const { run = '', findings } = await rotate({
      mocks: { ...mocks, 'cloudTrail.lookupEvents': () => ({ Events: events }) },
    });
    expect(findings?.map(({ what }) => what)).toEqual([
      `arn:aws:iam::123456789012:user/carol is no role, and read ${secretId}, last at 2026-11-20T08:41:10Z`,
    ]);
    const kept = readFileSync(join(bench.checkout.root, `.gait/runs/${run}/readers.json`), 'utf8');
    expect((JSON.parse(kept) as { arn: string }[]).map(({ arn }) => arn)).toContain(role);
  });

  it('leaves to a person what RDS manages', async () => {
    await createSecrets(bench.endpoint, 1);
    const describe = async (request: DescribeSecretRequest) => ({
      ...(await mocks['secretsManager.describeSecret'](request)),
      OwningService: 'rds',
    });
    const { view } = await bench.plan({ mocks: { ...mocks, 'secretsManager.describeSecret': describe } });
    expect(view?.plan).toMatchObject({
      actions: [],
      findings: [{ advice: expect.stringContaining('through RDS') as string }],
    });
  });

  it.each([
    [
      'a rotation that broke half way',
      { VersionIdsToStages: { a: ['AWSCURRENT'], b: ['AWSPENDING'] } },
      /broke half way/u,
    ],
    ['a rotation that is not set up', { RotationEnabled: false }, /is not set up/u],
    ['a secret without a value', { VersionIdsToStages: {} }, /there is no secret/u],
  ])('stops at %s', async (_what, state, reason) => {
    await createSecrets(bench.endpoint, 1);
    const describe = async (request: DescribeSecretRequest) => ({
      ...(await mocks['secretsManager.describeSecret'](request)),
      ...state,
    });
    const result = await bench.apply({ mocks: { ...mocks, 'secretsManager.describeSecret': describe } });
    expect(result).toMatchObject({ status: 'stopped', results: [] });
    expect(result.stop?.reason).toMatch(reason);
  });
});
