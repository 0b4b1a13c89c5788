import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IAM } from '@aws-sdk/client-iam';
import { KMS } from '@aws-sdk/client-kms';
import { SSM } from '@aws-sdk/client-ssm';
import { expect, it } from 'vitest';
import { describeEightCases } from './eight-cases.ts';
import { ROLE, NAME, ALIAS, POLICY, SECRET, createRole, look, scene } from './scenes/store-parameter.ts';

await describeEightCases(scene, (bench) => {
  const store = (input: Parameters<typeof bench.apply>[0] = {}) =>
    createRole(bench.endpoint).then(() => bench.apply(input));
  const readValue = async () => {
    const { Parameter } = await new SSM({ endpoint: bench.endpoint }).getParameter({
      Name: NAME,
      WithDecryption: true,
    });
    return Parameter?.Value;
  };

  it('makes key, parameter and policy, and lets the one role read the one parameter', async () => {
    const { results } = await store();
    expect(results.map(({ action }) => action.id)).toEqual(['key', 'parameter', 'policy', 'attach']);
    expect(await look(bench.endpoint)).toEqual({
      parameters: [[NAME, 'SecureString', ALIAS, 1]],
      policies: [POLICY],
      attached: [POLICY],
    });
    expect(await readValue()).toMatch(/^[A-Za-z0-9]{40}$/u);

    const kms = new KMS({ endpoint: bench.endpoint });
    const { KeyMetadata } = await kms.describeKey({ KeyId: ALIAS });
    const { Policy = '' } = await kms.getKeyPolicy({ KeyId: KeyMetadata?.KeyId, PolicyName: 'default' });
    expect(JSON.parse(Policy)).toMatchObject({
      Statement: [
        { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::123456789012:root' } },
        { Effect: 'Deny', Condition: { StringNotEquals: { 'kms:ViaService': 'ssm.eu-west-1.amazonaws.com' } } },
      ],
    });
    expect((await kms.getKeyRotationStatus({ KeyId: KeyMetadata?.KeyId })).KeyRotationEnabled).toBe(true);

    const iam = new IAM({ endpoint: bench.endpoint });
    const PolicyArn = `arn:aws:iam::123456789012:policy/${POLICY}`;
    const { PolicyVersion } = await iam.getPolicyVersion({ PolicyArn, VersionId: 'v1' });
    const parameter = `arn:aws:ssm:eu-west-1:123456789012:parameter${NAME}`;
    expect(JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? ''))).toMatchObject({
      Statement: [
        { Resource: parameter },
        {
          Resource: KeyMetadata?.Arn,
          Condition: { StringEquals: { 'kms:EncryptionContext:PARAMETER_ARN': parameter } },
        },
      ],
    });
  });

  it('stores a value that was given, and writes it down nowhere', async () => {
    const { run = '' } = await store({ secrets: { value: SECRET } });
    expect(await readValue()).toBe(SECRET);
    const written = [`.gait/runs/${run}/journal.jsonl`, `records/store-parameter/${run}.yaml`].map((path) =>
      readFileSync(join(bench.checkout.root, path), 'utf8'),
    );
    expect(written.join('\n')).toContain(NAME);
    expect(written.join('\n')).not.toContain(SECRET);
  });

  it('never stores over a value that is there, and says when it is not encrypted as it should be', async () => {
    await new SSM({ endpoint: bench.endpoint }).putParameter({ Name: NAME, Type: 'String', Value: 'plain' });
    const { findings, status } = await store({ secrets: { value: SECRET } });
    expect(findings).toMatchObject([{ id: 'parameter', what: expect.stringContaining('not encrypted') as string }]);
    expect(status).toBe('unverified');
    expect(await readValue()).toBe('plain');
  });

  it('does not take back what somebody else stored while it was asked', async () => {
    await createRole(bench.endpoint);
    const ssm = new SSM({ endpoint: bench.endpoint });
    const confirm = async () =>
      (await ssm.putParameter({ Name: NAME, Type: 'SecureString', Value: 'theirs' })).Version === 1;
    const { run = '' } = await bench.apply({ reporter: { confirm } });
    await bench.undo(run);
    expect(await readValue()).toBe('theirs');
  });

  it('leaves the policy of a key alone that was there before, and switches its rotation on', async () => {
    const kms = new KMS({ endpoint: bench.endpoint });
    const { KeyMetadata } = await kms.createKey({});
    await kms.createAlias({ AliasName: ALIAS, TargetKeyId: KeyMetadata?.KeyId });
    const policy = () => kms.getKeyPolicy({ KeyId: KeyMetadata?.KeyId, PolicyName: 'default' });
    const before = (await policy()).Policy;
    const { results, status } = await store();
    expect(status).toBe('done');
    expect(results.map(({ action }) => action.id)).toEqual(['rotation', 'parameter', 'policy', 'attach']);
    expect((await policy()).Policy).toBe(before);
    expect((await kms.getKeyRotationStatus({ KeyId: KeyMetadata?.KeyId })).KeyRotationEnabled).toBe(true);
  });

  it('stops when there is no such role', async () => {
    const result = await bench.apply();
    expect(result).toMatchObject({
      status: 'stopped',
      results: [],
      stop: { reason: expect.stringContaining(ROLE) as string },
    });
  });
});
