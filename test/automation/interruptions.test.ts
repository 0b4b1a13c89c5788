import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SNS } from '@aws-sdk/client-sns';
import { SQS } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import { createBench } from './bench.ts';
import { describeWith } from './describe.ts';
import { createSecurityGroups, SSH } from './security-groups.ts';

const NAME = 'close-open-ssh';
const ready = await createBench(NAME);

describeWith(ready, 'a run that is disturbed', (bench) => {
  const { endpoint } = bench;
  const groups = createSecurityGroups(endpoint);
  const [sns, sqs] = [new SNS({ endpoint }), new SQS({ endpoint })];
  for (const client of [groups.ec2, sns, sqs]) bench.closeAfter(client);

  /** Stands between the run and the emulator, and answers in its place as long as `answer` does. */
  async function between(answer: (action: string) => { status: number; code: string } | undefined) {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks);
        const action = /Action=(\w+)/u.exec(body.toString())?.[1] ?? '';
        const instead = answer(action);
        if (instead !== undefined) {
          response.writeHead(instead.status, { 'content-type': 'text/xml' });
          response.end(
            `<Response><Errors><Error><Code>${instead.code}</Code><Message>no</Message></Error></Errors><RequestID>1</RequestID></Response>`,
          );
          return;
        }
        const { method, url, headers } = request;
        const onward = send(`${endpoint}${url}`, { method, headers }, (reply) => {
          response.writeHead(reply.statusCode ?? 500, reply.headers);
          reply.pipe(response);
        });
        onward.end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
      env: { AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
      close: () => {
        server.closeAllConnections();
        server.close();
      },
    };
  }

  it('tries again when AWS throttles, and does everything once', async () => {
    await groups.createMany(2, [SSH]);
    let throttled = 0;
    const proxy = await between((action) => {
      if (action !== 'RevokeSecurityGroupIngress' || throttled >= 3) return undefined;
      throttled += 1;
      return { status: 503, code: 'RequestLimitExceeded' };
    });
    const result = await bench.apply({ env: proxy.env });
    proxy.close();
    expect(throttled).toBe(3);
    expect(result.status).toBe('done');
    expect(await groups.list()).toEqual([]);
    const sent = bench.checkout.getJournal(result.run ?? '').filter((one) => one.event === 'action-done');
    expect(sent).toHaveLength(2);
  });

  it('says what was not done when AWS fails half-way, and finishes when it is run again', async () => {
    await groups.createMany(3, [SSH]);
    bench.amend('concurrency: 2', 'concurrency: 1');
    let asked = 0;
    const proxy = await between((action) => {
      if (action !== 'RevokeSecurityGroupIngress') return undefined;
      asked += 1;
      return asked === 2 ? { status: 400, code: 'OperationNotPermitted' } : undefined;
    });
    const first = await bench.apply({ env: proxy.env });
    proxy.close();
    expect(first.status).toBe('failed');
    expect(first.results.map(({ state }) => state)).toEqual(['done', 'failed', 'open']);
    expect(bench.checkout.getRecords(NAME)).toMatchObject([{ outcome: 'failed' }]);
    const second = await bench.apply();
    expect(second.status).toBe('done');
    expect(second.results).toHaveLength(2);
    expect(await groups.list()).toEqual([]);
  });

  it('is abandoned on record when it is interrupted, gives its lock back, and can be run again and taken back', async () => {
    await groups.createMany(3, [SSH]);
    bench.amend('concurrency: 2', 'concurrency: 1');
    const before = await groups.list();
    const interrupt = new AbortController();
    const onAction = ({ state }: { state: string }): void => {
      if (state === 'done') interrupt.abort();
    };
    const first = await bench.apply({ signal: interrupt.signal, reporter: { onAction } });
    expect(first.status).toBe('interrupted');
    expect(first.results.map(({ state }) => state)).toEqual(['done', 'open', 'open']);
    expect(bench.checkout.getRecords(NAME)).toMatchObject([{ outcome: 'abandoned' }]);
    const second = await bench.apply();
    expect(second.status).toBe('done');
    for (const { run = '' } of [second, first]) expect((await bench.undo(run)).status).toBe('done');
    expect(await groups.list()).toEqual(before);
  });

  it('wakes people through SNS when it is stopped', async () => {
    const { TopicArn = '' } = await sns.createTopic({ Name: 'oncall' });
    const { QueueUrl = '' } = await sqs.createQueue({ QueueName: 'oncall' });
    await sns.subscribe({ TopicArn, Protocol: 'sqs', Endpoint: 'arn:aws:sqs:eu-west-1:123456789012:oncall' });
    const text = bench.checkout.read('gait.config.yaml');
    bench.checkout.commit('gait.config.yaml', `${text}automation: {wake: {cloud-platform: [{sns: '${TopicArn}'}]}}\n`);
    await groups.createMany(6, [SSH]);
    const result = await bench.apply();
    expect(result.stop?.woken).toEqual([`cloud-platform (${TopicArn})`]);
    expect(await groups.list()).toHaveLength(6);
    const { Messages = [] } = await sqs.receiveMessage({ QueueUrl });
    const { Subject, Message } = JSON.parse(Messages[0]?.Body ?? '{}') as Record<string, string>;
    expect(Subject).toBe('Gait stopped an automation');
    expect(Message).toContain('6 resources would be touched, 5 may be');
    await sns.deleteTopic({ TopicArn });
    const silent = await bench.apply();
    expect(silent.stop).toMatchObject({ wakes: true, woken: [] });
  });
});
