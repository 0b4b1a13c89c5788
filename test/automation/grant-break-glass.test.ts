import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { SNS } from '@aws-sdk/client-sns';
import { SQS } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import { approveAsAnother } from './approval.ts';
import { describeEightCases } from './eight-cases.ts';
import type { RunInput } from './run.ts';
import { TICKET, RESTING, MINUTE, INPUTS, world, input, create, look, scene } from './scenes/grant-break-glass.ts';

await describeEightCases(scene, (bench) => {
  const grant = async (more: Partial<RunInput> = {}) =>
    bench.apply({ ...more, ...(await approveAsAnother(bench, { ...input, ...more })) });

  it('lets one person in under the ticket, until an end that both policies carry', async () => {
    await create(bench.endpoint);
    const from = Date.now();
    const { results, run } = await grant();
    const { trust, policies } = await look(bench.endpoint);
    const [statement] = trust.Statement;
    expect(statement).toMatchObject({
      Effect: 'Allow',
      Principal: { AWS: INPUTS['person-role'] },
      Condition: {
        StringLike: { 'aws:userid': `*:${INPUTS.person}` },
        StringEquals: { 'sts:RoleSessionName': TICKET },
      },
    });
    const until = statement?.Condition.DateLessThan?.['aws:CurrentTime'] ?? '';
    expect(results.map(({ result }) => result)).toEqual([undefined, { until }]);
    expect(Date.parse(until)).toBeGreaterThan(from + 44 * MINUTE);
    expect(Date.parse(until)).toBeLessThanOrEqual(Date.now() + 45 * MINUTE);
    expect(policies[TICKET]?.Statement.map(({ Resource, Condition }) => [Resource, Condition])).toEqual([
      [INPUTS.cluster, { DateLessThan: { 'aws:CurrentTime': until } }],
      [world.inputs.secret, { DateLessThan: { 'aws:CurrentTime': until } }],
    ]);
    const [record] = bench.checkout.getRecords('grant-break-glass');
    expect(record?.id).toBe(run);
    expect(record?.approvals).toEqual([{ role: 'approver', by: 'arn:aws:iam::123456789012:role/Approver' }]);
  });

  it('opens nothing without the approval of another principal', async () => {
    await create(bench.endpoint);
    expect((await bench.apply()).stop?.reason).toMatch(/0 of 1 approval by `approver`/u);
    expect((await look(bench.endpoint)).trust).toEqual(RESTING);
  });

  it('gives notice of the beginning and of the end, and changes the password', async () => {
    await create(bench.endpoint);
    const sqs = new SQS({ endpoint: bench.endpoint });
    const { QueueUrl } = await sqs.createQueue({ QueueName: 'owners' });
    const Endpoint = 'arn:aws:sqs:eu-west-1:123456789012:owners';
    await new SNS({ endpoint: bench.endpoint }).subscribe({
      TopicArn: world.inputs.topic,
      Protocol: 'sqs',
      Endpoint,
    });
    const hear = async () => {
      const { Messages = [] } = await sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10 });
      for (const { ReceiptHandle } of Messages) await sqs.deleteMessage({ QueueUrl, ReceiptHandle });
      return Messages.map(({ Body = '{}' }) => (JSON.parse(Body) as { Subject: string }).Subject);
    };
    const readVersion = async () => {
      const secrets = new SecretsManager({ endpoint: bench.endpoint });
      const { VersionIdsToStages = {} } = await secrets.describeSecret({ SecretId: world.inputs.secret });
      return Object.keys(VersionIdsToStages).find((id) => VersionIdsToStages[id]?.includes('AWSCURRENT'));
    };
    const before = await readVersion();
    const { run = '' } = await grant();
    expect(await hear()).toEqual([`Break glass opened: ${TICKET}`]);
    expect(await readVersion()).toBe(before);
    await bench.undo(run);
    expect(await hear()).toEqual([`Break glass closed: ${TICKET}`]);
    expect(await readVersion()).not.toBe(before);
  });

  it('opens nothing when the notice does not get out', async () => {
    await create(bench.endpoint);
    bench.amend('sns:Publish', 'sts:GetSessionToken');
    const { status, results } = await grant();
    expect(status).toBe('failed');
    expect(results.map(({ state }) => state)).toEqual(['failed', 'open']);
    expect((await look(bench.endpoint)).trust).toEqual(RESTING);
  });

  it.each([
    ['after its end, until somebody closes it', { now: () => Date.now() + 46 * MINUTE }],
    ['for another ticket', { ticket: 'OPS-1235' }],
    ['for another person', { person: 'mallory@example.com' }],
  ])('stops at a role that is open, %s', async (_when, { now, ...other }: { now?: () => number } & object) => {
    await create(bench.endpoint);
    await grant();
    const result = await bench.apply({ inputs: { ...world.inputs, ...other }, ...(now && { now }) });
    expect(result).toMatchObject({ status: 'stopped', results: [] });
    expect(result.stop?.reason).toMatch(/is not at rest: it trusts somebody and has OPS-1234/u);
  });

  it('stops when there is no such role, or its password could not be changed afterwards', async () => {
    expect((await bench.apply()).stop?.reason).toMatch(/there is no role/u);
    await create(bench.endpoint);
    world.inputs = { ...world.inputs, secret: INPUTS.secret };
    expect((await bench.apply()).stop?.reason).toMatch(/the password could not be changed afterwards/u);
  });
});
