import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IAM } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { describeEightCases } from './eight-cases.ts';
import { TICKET, POLICY, leaked, leak, look, toEvents, mocks, scene } from './scenes/quarantine-leaked-key.ts';

await describeEightCases(scene, (bench) => {
  it('deactivates the key first, and denies the sessions from before', async () => {
    await leak(bench.endpoint, 1);
    const { results } = await bench.apply();
    expect(results.map(({ action }) => action.id)).toEqual([leaked[0], `deploy-0/${POLICY}`]);
    expect(await look(bench.endpoint)).toEqual([`${leaked[0]} Inactive`, POLICY].sort());
    const iam = new IAM({ endpoint: bench.endpoint });
    const { PolicyDocument = '' } = await iam.getUserPolicy({ UserName: 'deploy-0', PolicyName: POLICY });
    const policy = JSON.parse(decodeURIComponent(PolicyDocument)) as {
      Statement: { Effect: string; Condition: { DateLessThan: { 'aws:TokenIssueTime': string } } }[];
    };
    const time = policy.Statement[0]?.Condition.DateLessThan['aws:TokenIssueTime'] ?? '';
    expect(policy.Statement[0]?.Effect).toBe('Deny');
    expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u);
    expect(Date.parse(time)).toBeGreaterThan(Date.now());
  });

  it('tells what the key was used for, and keeps it', async () => {
    await leak(bench.endpoint, 1);
    const role = 'arn:aws:iam::123456789012:role/admin';
    const event = { eventTime: '2026-11-20T02:39:00Z', awsRegion: 'eu-west-1', sourceIPAddress: '203.0.113.9' };
    const events = toEvents(
      { ...event, eventName: 'CreateUser' },
      { ...event, eventName: 'AssumeRole', requestParameters: { roleArn: role } },
      { ...event, eventName: 'RunInstances', errorCode: 'UnauthorizedOperation' },
      { ...event, eventName: 'GetObject', requestParameters: null },
    );
    const { run = '', findings = [] } = await bench.apply({ mocks: { 'cloudTrail.lookupEvents': () => events } });
    expect(findings.map(({ what }) => what)).toEqual([
      `${leaked[0]} assumed ${role}, whose sessions live on`,
      `${leaked[0]} called CreateUser 1 times, last at 2026-11-20T02:39:00Z`,
    ]);
    const kept = readFileSync(join(bench.checkout.root, `.gait/runs/${run}/events.json`), 'utf8');
    expect(kept).toContain('"outcome": "UnauthorizedOperation"');
  });

  it('reads no more than the latest four pages: the key must end soon', async () => {
    await leak(bench.endpoint, 1);
    let pages = 0;
    const lookUp = () => ({ ...toEvents({ eventName: 'GetObject' }), NextToken: String((pages += 1)) });
    expect((await bench.plan({ mocks: { 'cloudTrail.lookupEvents': lookUp } })).status).toBe('would-change');
    expect(pages).toBe(4);
  });

  it('names a second key that did not leak, and leaves it to a person', async () => {
    await leak(bench.endpoint, 1);
    const { AccessKey } = await new IAM({ endpoint: bench.endpoint }).createAccessKey({ UserName: 'deploy-0' });
    const { findings } = await bench.apply();
    expect(findings).toMatchObject([{ resource: AccessKey?.AccessKeyId }]);
    expect(await look(bench.endpoint)).toContain(`${AccessKey?.AccessKeyId} Active`);
  });

  it.each([
    ['a temporary key', 'ASIAIOSFODNN7EXAMPLE', /is a temporary key of a role/u, {}],
    ['a key without a user, such as of the root user', 'AKIAIOSFODNN7EXAMPLE', /has no IAM user/u, {}],
    [
      'a key whose user is none of IAM',
      'AKIAIOSFODNN7EXAMPLE',
      /has no IAM user/u,
      { 'iam.getAccessKeyLastUsed': () => ({ UserName: '<root_account>' }) },
    ],
    [
      'a key of another account',
      'AKIAIOSFODNN7EXAMPLE',
      /belongs to account 210987654321/u,
      { 'sts.getAccessKeyInfo': () => ({ Account: '210987654321' }) },
    ],
  ])('stops at %s', async (_what, keys, reason, more) => {
    const result = await bench.apply({ inputs: { keys, ticket: TICKET }, mocks: { ...mocks, ...more } });
    expect(result).toMatchObject({ status: 'stopped', results: [] });
    expect(result.stop?.reason).toMatch(reason);
  });
});
