import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBench } from './bench.ts';
import { describeWith } from './describe.ts';
import { createSecurityGroups, SSH } from './security-groups.ts';

const NAME = 'close-open-ssh';
const ready = await createBench(NAME);

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const HOST = 'https://gitlab.example.com';
const LIST = '/api/v4/projects/9/deployments?environment=production&order_by=id&sort=desc&per_page=100';

/** What GitLab would say, as far as a test does not say otherwise. */
interface Gitlab {
  claims?: Record<string, unknown>;
  key?: typeof privateKey;
  approvals?: { user: { username: string } | null; status: string }[];
  deployment?: Record<string, unknown>;
  /** Job of the newest deployment to the environment. */
  job?: number;
  status?: number;
}

describeWith(ready, 'approval by a protected environment of GitLab', (bench) => {
  const groups = createSecurityGroups(bench.endpoint);
  bench.closeAfter(groups.ec2);
  let says: Gitlab = {};
  let asked: { path: string; token: string | undefined }[] = [];

  /** GitLab as a job meets it: its keys and its API, on this machine. */
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, token: request.headers['job-token'] as string | undefined });
    const { approvals = [{ user: { username: 'bob' }, status: 'approved' }], job = 77 } = says;
    const bodies: Record<string, unknown> = {
      '/oauth/discovery/keys': { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1' }] },
      [LIST]: [
        { id: 5, deployable: { id: job } },
        { id: 4, deployable: null },
      ],
      '/api/v4/projects/9/deployments/5': {
        ...{ id: 5, status: 'running', user: { username: 'alice' }, environment: { name: 'production' } },
        ...{ deployable: { id: 77, user: { username: 'carol' } }, approvals },
        ...says.deployment,
      },
    };
    response.writeHead(path in bodies ? (says.status ?? 200) : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(bodies[path] ?? {}));
  });
  let address = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  /** Leads the one host to this machine, and nothing else anywhere. */
  const fetch = ((url: string, init: RequestInit) => {
    if (!url.startsWith(`${HOST}/`)) throw new Error(`unexpected request to ${url}`);
    return globalThis.fetch(url.replace(HOST, address), init);
  }) as typeof globalThis.fetch;

  const toToken = (hash: string, { claims = {}, key = privateKey }: Gitlab): string => {
    const toPart = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const now = Math.floor(Date.now() / 1000);
    const body = {
      ...{
        iss: HOST,
        aud: `gait:${hash}`,
        nbf: now - 5,
        exp: now + 300,
        project_id: '9',
        project_path: 'example/team/gait',
      },
      ...{ job_id: '77', user_login: 'alice', environment: 'production', environment_protected: 'true' },
      ...claims,
    };
    const text = `${toPart({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${toPart(body)}`;
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
  };
  /** A plan that waits for one approval; answers its hash. */
  const prepare = async (): Promise<string> => {
    await groups.create([SSH]);
    bench.amend('wake: [cloud-platform]}', 'approval: {role: approver, count: 1}}');
    const text = bench.checkout.read('gait.config.yaml');
    const approver = 'gitlab-environment:gitlab.example.com/example/team/gait:production';
    bench.checkout.commit('gait.config.yaml', `${text}automation: {approvers: {approver: ['${approver}']}}\n`);
    return (await bench.plan()).view?.hash ?? '';
  };
  const apply = async (planHash: string | undefined, gitlab: Gitlab, env: Record<string, string> = {}) => {
    says = gitlab;
    asked = [];
    const tokens = { GAIT_ID_TOKEN: toToken(planHash ?? '', gitlab), CI_JOB_TOKEN: 'job-secret' };
    return bench.apply({ env: { AWS_ENDPOINT_URL: bench.endpoint, ...tokens, ...env }, planHash, fetch });
  };

  it('lets through what its reviewers approved, names them, and hands the job token to the API alone', async () => {
    const planHash = await prepare();
    expect((await apply(planHash, {})).status).toBe('done');
    const by = 'gitlab:bob (environment production of gitlab.example.com/example/team/gait, job 77)';
    expect(bench.checkout.getRecords(NAME)[0]?.approvals).toEqual([{ role: 'approver', by }]);
    expect(asked).toEqual([
      { path: '/oauth/discovery/keys', token: undefined },
      { path: LIST, token: 'job-secret' },
      { path: '/api/v4/projects/9/deployments/5', token: 'job-secret' },
    ]);
  });

  it('counts nobody who started it, rejected it, or approved something else', async () => {
    const planHash = await prepare();
    const by = (username: string, status = 'approved'): Gitlab => ({ approvals: [{ user: { username }, status }] });
    const cases: Gitlab[] = [
      ...[{ approvals: [] }, by('alice'), by('carol'), by('bob', 'rejected')],
      { approvals: [{ user: null, status: 'approved' }] },
      { deployment: { user: { username: 'bob' } } },
      { claims: { environment: 'staging' } },
      { claims: { environment_protected: 'false' } },
      { claims: { project_path: 'mallory/gait' } },
      // A server that the configuration does not name is not even asked for its keys.
      { claims: { iss: 'https://gitlab.evil.example' } },
      { claims: { iss: `${HOST}.evil.example` } },
    ];
    for (const one of cases) {
      const { stop } = await apply(planHash, one);
      expect(stop?.reason).toMatch(/^there are 0 of 1 approval by `approver`/u);
    }
    expect(await groups.list()).toHaveLength(1);
  });

  it('refuses tokens that GitLab did not sign for this plan and this time, and answers about another job', async () => {
    const planHash = await prepare();
    const now = Math.floor(Date.now() / 1000);
    const cases: Gitlab[] = [
      { key: stranger },
      { claims: { aud: 'gait:p1-other' } },
      { claims: { aud: [`gait:${planHash}`, 'https://other.example'] } },
      { claims: { exp: now - 1 } },
      { claims: { nbf: now + 3_600 } },
      { claims: { environment_protected: undefined } },
      { job: 78 },
      { deployment: { deployable: { id: 78 } } },
      { deployment: { environment: { name: 'staging' } } },
      { status: 403 },
    ];
    for (const one of cases) {
      await expect(apply(planHash, one)).rejects.toThrow('Unexpected answer of GitLab about the approval of this job');
    }
    expect(await groups.list()).toHaveLength(1);
  });

  it('wants the plan named that the reviewers saw, and is nothing outside of a job', async () => {
    const planHash = await prepare();
    await expect(apply(undefined, {})).rejects.toThrow('without --plan');
    const outside = await bench.apply({ env: { AWS_ENDPOINT_URL: bench.endpoint }, planHash, fetch });
    expect(outside.stop?.reason).toMatch(/^there are 0 of 1 approval/u);
    const broken = await apply(planHash, {}, { GAIT_ID_TOKEN: 'no.token' });
    expect(broken.stop?.reason).toMatch(/^there are 0 of 1 approval/u);
    expect(asked).toEqual([]);
  });
});
