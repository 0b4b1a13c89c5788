import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { S3 } from '@aws-sdk/client-s3';
import { SNS } from '@aws-sdk/client-sns';
import { SQS } from '@aws-sdk/client-sqs';
import { SSM } from '@aws-sdk/client-ssm';
import { expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { bundleHandler } from '../../plugins/docusaurus-plugin-gait/src/automation/lambda/bundle.ts';
import { createHandler } from '../../plugins/docusaurus-plugin-gait/src/automation/lambda/handler.ts';
import { loadAutomation } from '../../plugins/docusaurus-plugin-gait/src/automation/module.ts';
import { readSubjectCommit } from '../../plugins/docusaurus-plugin-gait/src/automation/origin.ts';
import { readSubject } from '../../plugins/docusaurus-plugin-gait/src/automation/subject.ts';
import { GaitRecord } from '../../plugins/docusaurus-plugin-gait/src/model/schema/record.ts';
import { createDiskSource } from '../../plugins/docusaurus-plugin-gait/src/read/disk.ts';
import { createBench } from './bench.ts';
import { describeWith } from './describe.ts';
import { createStackFolder, invoke } from './functions.ts';

const NAME = 'block-public-buckets';
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:people';
const EVENT = JSON.parse(readFileSync(join(import.meta.dirname, 'events/bucket-block-deleted.json'), 'utf8')) as Record<
  string,
  unknown
>;
// The emulator never says that a policy is public, so every bucket here counts as one that nobody uses from outside.
const ready = await createBench(NAME);

describeWith(ready, 'a function that an event starts', (bench) => {
  const { endpoint } = bench;
  const [s3, sns, sqs, ssm] = [
    new S3({ endpoint, forcePathStyle: true }),
    new SNS({ endpoint }),
    new SQS({ endpoint }),
    new SSM({ endpoint }),
  ];
  for (const client of [s3, sns, sqs, ssm]) bench.closeAfter(client);

  const makeBucket = async (Bucket: string, isOpen = true): Promise<void> => {
    await s3.createBucket({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
    const PublicAccessBlockConfiguration = {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    };
    if (isOpen) await s3.deletePublicAccessBlock({ Bucket });
    else await s3.putPublicAccessBlock({ Bucket, PublicAccessBlockConfiguration });
  };
  const isBlocked = async (Bucket: string): Promise<boolean> =>
    s3.getPublicAccessBlock({ Bucket }).then(
      () => true,
      () => false,
    );
  /** What the stack's topic told people, first message first. */
  const listen = async (): Promise<() => Promise<string[]>> => {
    await sns.createTopic({ Name: 'people' });
    const { QueueUrl = '' } = await sqs.createQueue({ QueueName: 'people' });
    await sns.subscribe({ TopicArn: TOPIC, Protocol: 'sqs', Endpoint: 'arn:aws:sqs:eu-west-1:123456789012:people' });
    return async () => {
      const { Messages = [] } = await sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10 });
      return Messages.map(({ Body = '' }) => (JSON.parse(Body) as { Message: string }).Message);
    };
  };
  /** Bundles the checkout as it is, and answers how its function is invoked. */
  const deploy = async ({ isApply }: { isApply: boolean }) => {
    const { root } = bench.checkout;
    const subject = await readSubject(createDiskSource(root), NAME);
    const commit = await readSubjectCommit(root, subject);
    const code = await bundleHandler(root, { subject, commit, isApply });
    const folder = createStackFolder(new Map([[`${NAME}/index.mjs`, code]]));
    if (!(await isBlocked('kept'))) await makeBucket('kept', false);
    return {
      remove: folder.remove,
      start: (event: unknown, milliseconds?: number) =>
        invoke(join(folder.path, NAME, 'index.mjs'), event, {
          milliseconds,
          env: { AWS_ENDPOINT_URL: endpoint, GAIT_ENVIRONMENT: 'emulator', GAIT_TOPIC: TOPIC, GAIT_BUCKET: 'kept' },
        }),
    };
  };
  const readKept = async (Key: string): Promise<string> =>
    (await (await s3.getObject({ Bucket: 'kept', Key })).Body?.transformToString()) ?? '';

  it('blocks the bucket, on record, and a checkout can take it back from what was kept', async () => {
    const getMessages = await listen();
    const { start, remove } = await deploy({ isApply: true });
    await makeBucket('example-reports');
    const { answer, journal } = await start(EVENT);
    expect(answer).toMatchObject({ status: 'done', actions: 1, findings: 0 });
    expect(await isBlocked('example-reports')).toBe(true);
    expect(journal.map(({ event }) => event).filter((event) => event !== 'call')).toEqual([
      ...['started', 'planned', 'action-begun', 'action-done', 'verified', 'ended'],
    ]);
    const run = answer?.run ?? '';
    const text = await readKept(`runs/${run}/journal.jsonl`);
    expect(text).toBe(journal.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const record = GaitRecord.parse(parse(await readKept(`records/${NAME}/${run}.yaml`)));
    expect(record).toMatchObject({ outcome: 'completed', environment: 'emulator', performer: { automation: NAME } });
    expect(record.mode).toMatch(/started by an event/u);
    // Nothing is left to people, so nobody is told; and the event that its own call causes finds nothing to do.
    expect(await getMessages()).toEqual([]);
    expect((await start({ ...EVENT, id: '1' })).answer).toMatchObject({ status: 'done', actions: 0 });
    remove();
    bench.checkout.write(`.gait/runs/${run}/journal.jsonl`, text);
    expect((await bench.undo(run)).status).toBe('done');
    expect(await isBlocked('example-reports')).toBe(false);
  });

  it('only plans unless the stack was exported to apply, and tells people what it would do', async () => {
    const getMessages = await listen();
    const { start, remove } = await deploy({ isApply: false });
    await makeBucket('example-reports');
    const { answer, journal } = await start(EVENT);
    remove();
    expect(answer).toMatchObject({ status: 'would-change', run: null, actions: 1 });
    expect(journal).toEqual([]);
    expect(await isBlocked('example-reports')).toBe(false);
    const [message = ''] = await getMessages();
    expect(message).toContain('block-public-buckets, started by an event in account 123456789012, region eu-west-1');
    expect(message).toContain('- Block public access to example-reports. ');
    expect(message).toContain(`Plan ${answer?.plan}: 2 examined, 1 actions, 0 findings.`);
    expect(message).toContain(`By hand: gait run ${NAME} --input account='123456789012'`);
  });

  it('touches nothing past its safeguard, or without an approval, and wakes people', async () => {
    const getMessages = await listen();
    bench.amend('max_affected: 5', 'max_affected: 1');
    const first = await deploy({ isApply: true });
    await makeBucket('example-a');
    await makeBucket('example-b');
    const stopped = await first.start(EVENT);
    first.remove();
    expect(stopped.answer).toMatchObject({ status: 'stopped', actions: 2 });
    const messages = await getMessages();
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain('2 resources would be touched, 1 may be');
    await s3.deleteBucket({ Bucket: 'example-b' });
    await s3.deletePublicAccessBlock({ Bucket: 'example-a' });
    bench.amend('on_exceed: wake', 'approval: {role: approver, count: 1}, on_exceed: stop');
    const second = await deploy({ isApply: true });
    const waiting = await second.start(EVENT);
    second.remove();
    expect(waiting.answer).toMatchObject({ status: 'stopped', actions: 1 });
    expect((await getMessages())[0]).toMatch(/stopped and touched nothing: there are 0 of 1 approval by `approver`/u);
    for (const bucket of ['example-a']) expect(await isBlocked(bucket)).toBe(false);
  });

  it('fails, so that AWS tries again, when another run holds the lock or time runs out', async () => {
    const getMessages = await listen();
    const { start, remove } = await deploy({ isApply: true });
    await makeBucket('example-reports');
    const Value = JSON.stringify({
      run: 'r',
      caller: 'arn:aws:iam::123456789012:user/bob',
      expires: '2999-01-01T00:00:00.000Z',
      released: false,
    });
    await ssm.putParameter({ Name: `/gait/locks/${NAME}/1`, Type: 'String', Value });
    expect((await start(EVENT)).error).toMatch(/stopped and touched nothing: run r of block-public-buckets/u);
    await ssm.deleteParameter({ Name: `/gait/locks/${NAME}/1` });
    expect((await start(EVENT, 30_000)).error).toMatch(/interrupted/u);
    expect(await getMessages()).toEqual([]);
    expect(await isBlocked('example-reports')).toBe(false);
    remove();
  });

  it('fails when nobody can be told', async () => {
    await makeBucket('example-reports');
    const { root } = bench.checkout;
    const subject = await readSubject(createDiskSource(root), NAME);
    const automation = await loadAutomation(join(root, subject.folder), { undo: true });
    const wait = vi.fn(() => Promise.resolve());
    const handler = createHandler({ subject, automation, commit: 'a'.repeat(40), isApply: false }, { wait });
    vi.stubEnv('AWS_ENDPOINT_URL', endpoint);
    vi.stubEnv('GAIT_TOPIC', TOPIC);
    try {
      const attempt = handler(EVENT, { getRemainingTimeInMillis: () => 900_000 });
      await expect(attempt).rejects.toThrow(
        /^Nobody could be told; alarm topic \(arn:.*Block public access to example-reports/su,
      );
      expect(wait).toHaveBeenCalledTimes(3);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('refuses an event that lacks an input, names another account, or comes from a trigger that the manifest lacks', async () => {
    await listen();
    const { start, remove } = await deploy({ isApply: true });
    await makeBucket('example-reports');
    const { account: _account, ...nameless } = EVENT;
    expect((await start(nameless)).error).toMatch(/Unexpected absence of `account` in the event/u);
    expect((await start({ ...EVENT, account: '210987654321' })).error).toMatch(/Unexpected account `123456789012`/u);
    expect((await start({ ...EVENT, account: "1'; rm" })).error).toMatch(/Unexpected value of the input `account`/u);
    expect((await start({ ...EVENT, source: 'gait.schedule' })).error).toMatch(/Unexpected run .* by schedule/u);
    expect((await start('hello')).error).toMatch(/Unexpected event/u);
    remove();
    expect(await isBlocked('example-reports')).toBe(false);
  });

  it('lets a runbook ask for less than the stack lets it do, never for more', async () => {
    const getMessages = await listen();
    const inputs = { account: '123456789012', public: '' };
    const applies = await deploy({ isApply: true });
    await makeBucket('example-reports');
    const looked = await applies.start({ source: 'gait.runbook', apply: 'false', inputs });
    expect(looked.answer).toMatchObject({ status: 'would-change', actions: 1 });
    const plans = await deploy({ isApply: false });
    const asked = await plans.start({ source: 'gait.runbook', apply: 'true', inputs });
    expect(asked.answer).toMatchObject({ status: 'would-change' });
    expect(await getMessages()).toHaveLength(2);
    expect(await isBlocked('example-reports')).toBe(false);
    const applied = await applies.start({ source: 'gait.runbook', apply: 'true', inputs });
    expect(applied.answer).toMatchObject({ status: 'done' });
    expect(await isBlocked('example-reports')).toBe(true);
    for (const { remove } of [applies, plans]) remove();
  });
});
