import { IAM } from '@aws-sdk/client-iam';
import { SecretsManager } from '@aws-sdk/client-secrets-manager';
import { SNS } from '@aws-sdk/client-sns';
import { approveAsAnother } from '../approval.ts';
import type { RunInput } from '../run.ts';
import type { Scene } from '../scene.ts';

const ROLE = 'break-glass-data-reader';
/** The ticket that somebody is let in under. */
export const TICKET = 'OPS-1234';
/** What a role says that trusts nobody. */
export const RESTING = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }],
};
/** In milliseconds. */
export const MINUTE = 60_000;

/** Inputs of every run, but for ARNs that the emulator chooses. */
export const INPUTS = {
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
export const world = { inputs: INPUTS };
/** What every run is given. */
export const input: Partial<RunInput> = {
  get inputs() {
    return world.inputs;
  },
};

/** A role at rest, the password that it leads to, and the topic of notices. */
export async function create(endpoint: string): Promise<void> {
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

/** What the role trusts, and may do. */
export async function look(endpoint: string): Promise<{ trust: Document; policies: Record<string, Document> }> {
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

/** The world of the tests, and of the runs that earn records. */
export const scene: Scene = {
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
  prepareApply: approveAsAnother,
};
