import { IAM } from '@aws-sdk/client-iam';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { SNS } from '@aws-sdk/client-sns';
import { SQS } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import { approveAsAnother } from './approval.ts';
import { describeEightCases } from './eight-cases.ts';
import type { RunInput } from './run.ts';

const ROLE = 'break-glass-data-reader';
const TICKET = 'OPS-1234';
const RESTING = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
};
const MINUTE = 60_000;

const INPUTS = {
  ticket: TICKET,
  person: 'alice@example.com',
  'person-role': 'arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_OnCall_0123',
  role: ROLE,
  cluster: 'arn:aws:rds:eu-west-1:123456789012:cluster:orders',
  secret: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:unknown',
  minutes: '45',
  topic: 'arn:aws:sns:eu-west-1:123456789012:break-glass-notices',
};

/** The inputs of the test that runs: the emulator chooses the ARN of the secret. */
const world = { inputs: INPUTS };
const input: Partial<RunInput> = {
  get inputs() {
    return world.inputs;
  },
};

async function create(endpoint: string): Promise<void> {
  await new IAM({ endpoint }).createRole({ RoleName: ROLE, AssumeRolePolicyDocument: JSON.stringify(RESTING) });
  const secrets = new SecretsManager({ endpoint });
  const { ARN: secret = '' } = await secrets.createSecret({ Name: 'break-glass', SecretString: '{}' });
  await secrets.rotateSecret({
    SecretId: secret,
    RotationRules: { AutomaticallyAfterDays: 90 },
    RotateImmediately: false,
  });
  const { TopicArn: topic = '' } = await new SNS({ endpoint }).createTopic({ Name: 'break-glass-notices' });
  world.inputs = { ...INPUTS, secret, topic };
}

interface Document {
  Statement: { Effect: string; Resource?: string; Condition: Record<string, Record<string, string>> }[];
}

async function look(endpoint: string): Promise<{ trust: Document; policies: Record<string, Document> }> {
  const iam = new IAM({ endpoint });
  const parse = (text = ''): Document => JSON.parse(decodeURIComponent(text)) as Document;
  const { Role } = await iam.getRole({ RoleName: ROLE });
  const { PolicyNames = [] } = await iam.listRolePolicies({ RoleName: ROLE });
  const policies = PolicyNames.map(async (PolicyName) => {
    const { PolicyDocument } = await iam.getRolePolicy({ RoleName: ROLE, PolicyName });
    return [PolicyName, parse(PolicyDocument)] as const;
  });
  return {
    trust: parse(Role?.AssumeRolePolicyDocument),
    policies: Object.fromEntries(await Promise.all(policies)),
  };
}

await describeEightCases(
  {
    name: 'grant-break-glass',
    input,
    makeQuiet: async (bench) => {
      await create(bench.endpoint);
      // It is open already for this person and this ticket.
      const { ticket, person, secret, cluster } = world.inputs;
      const DateLessThan = {
        'aws:CurrentTime': new Date(Date.now() + 30 * MINUTE).toISOString().replace(/\.\d+Z$/u, 'Z'),
      };
      const Condition = {
        StringLike: { 'aws:userid': `*:${person}` },
        StringEquals: { 'sts:RoleSessionName': ticket },
        DateLessThan,
      };
      const Principal = { AWS: world.inputs['person-role'] };
      const trust = [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Condition }];
      const permissions = [{ Effect: 'Allow', Action: 'rds-data:ExecuteStatement', Resource: [cluster, secret] }];
      const toText = (Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
      const iam = new IAM({ endpoint: bench.endpoint });
      await iam.putRolePolicy({ RoleName: ROLE, PolicyName: ticket, PolicyDocument: toText(permissions) });
      await iam.updateAssumeRolePolicy({ RoleName: ROLE, PolicyDocument: toText(trust) });
    },
    // A run touches two resources, so the limit moves.
    makeBusy: async (bench, count) => {
      await create(bench.endpoint);
      if (count > 2) bench.amend('max_affected: 2', 'max_affected: 1');
    },
    look: ({ endpoint }) => look(endpoint),
    tooMany: 3,
    permission: 'iam:PutRolePolicy',
    badInputs: [
      [{ minutes: '61' }, /Unexpected value of the input `minutes`/u],
      [{ role: 'administrator' }, /Unexpected value of the input `role`/u],
      [{ 'person-role': 'arn:aws:iam::123456789012:role/*' }, /Unexpected value of the input `person-role`/u],
      [{ account: '210987654321' }, /Unexpected account `123456789012`/u],
    ],
    prepareApply: (bench) => approveAsAnother(bench, input),
  },
  (bench) => {
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
  },
);
