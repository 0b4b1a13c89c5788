import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, it } from 'vitest';
import { createBench } from './bench.ts';
import { describeWith } from './describe.ts';
import { createSecurityGroups, SSH } from './security-groups.ts';

const NAME = 'close-open-ssh';
const ready = await createBench(NAME);

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const KEYS = 'https://token.actions.githubusercontent.com/.well-known/jwks';
const REVIEWS = 'https://api.github.com/repos/example/gait/actions/runs/7/approvals';

/** What GitHub would say, as far as a test does not say otherwise. */
interface Github {
  claims?: Record<string, unknown>;
  key?: typeof privateKey;
  reviews?: { state: string; login: string; environment: string }[];
}

/** GitHub as a job meets it: its token service, its keys and its API. */
function createGithub({
  claims = {},
  key = privateKey,
  reviews = [{ state: 'approved', login: 'bob', environment: 'production' }],
}: Github) {
  const asked: { url: string; authorization: string | null }[] = [];
  const toPart = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const fetch = ((address: string, init: RequestInit) => {
    const url = new URL(address);
    asked.push({ url: address, authorization: new Headers(init.headers).get('authorization') });
    if (address === KEYS)
      return Promise.resolve(Response.json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1' }] }));
    if (address === REVIEWS) {
      return Promise.resolve(
        Response.json(
          reviews.map(({ state, login, environment }) => ({
            state,
            user: { login },
            environments: [{ name: environment }],
          })),
        ),
      );
    }
    if (url.host !== 'tokens.example') return Promise.resolve(new Response('', { status: 404 }));
    const now = Math.floor(Date.now() / 1000);
    const body = {
      ...{
        iss: 'https://token.actions.githubusercontent.com',
        aud: url.searchParams.get('audience'),
        nbf: now - 5,
        exp: now + 300,
      },
      ...{ repository: 'example/gait', environment: 'production', run_id: '7', actor: 'alice', ...claims },
    };
    const text = `${toPart({ alg: 'RS256', kid: 'k1' })}.${toPart(body)}`;
    const signature = sign('RSA-SHA256', Buffer.from(text), key).toString('base64url');
    return Promise.resolve(Response.json({ value: `${text}.${signature}` }));
  }) as unknown as typeof globalThis.fetch;
  return { fetch, asked };
}

describeWith(ready, 'approval by a protected environment', (bench) => {
  const groups = createSecurityGroups(bench.endpoint);
  bench.closeAfter(groups.ec2);
  const env = {
    AWS_ENDPOINT_URL: bench.endpoint,
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://tokens.example/id?x=1',
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'job-secret',
    GITHUB_TOKEN: 'api-secret',
  };

  /** A plan that waits for one approval; answers its hash. */
  const prepare = async (): Promise<string> => {
    await groups.create([SSH]);
    bench.amend('wake: [cloud-platform]}', 'approval: {role: approver, count: 1}}');
    const text = bench.checkout.read('gait.config.yaml');
    const approvers = "automation: {approvers: {approver: ['github-environment:example/gait:production']}}\n";
    bench.checkout.commit('gait.config.yaml', `${text}${approvers}`);
    return (await bench.plan()).view?.hash ?? '';
  };

  it('lets through what its reviewers approved, names them, and hands each secret to its owner alone', async () => {
    const planHash = await prepare();
    const { fetch, asked } = createGithub({});
    const result = await bench.apply({ env, planHash, fetch });
    expect(result.status).toBe('done');
    const by = 'github:bob (environment production of example/gait, run 7)';
    expect(bench.checkout.getRecords(NAME)[0]?.approvals).toEqual([{ role: 'approver', by }]);
    expect(asked).toEqual([
      { url: `https://tokens.example/id?x=1&audience=gait%3A${planHash}`, authorization: 'Bearer job-secret' },
      { url: KEYS, authorization: null },
      { url: REVIEWS, authorization: 'Bearer api-secret' },
    ]);
  });

  it('counts nobody who started the run, rejected it, or approved something else', async () => {
    const planHash = await prepare();
    const cases: Github[] = [
      { reviews: [] },
      { reviews: [{ state: 'approved', login: 'alice', environment: 'production' }] },
      { reviews: [{ state: 'rejected', login: 'bob', environment: 'production' }] },
      { reviews: [{ state: 'approved', login: 'bob', environment: 'staging' }] },
      { claims: { environment: 'staging' } },
      { claims: { repository: 'mallory/gait' } },
    ];
    for (const one of cases) {
      const { stop } = await bench.apply({ env, planHash, fetch: createGithub(one).fetch });
      expect(stop?.reason).toMatch(/^there are 0 of 1 approval by `approver`/u);
    }
    expect(await groups.list()).toHaveLength(1);
  });

  it('takes no token that somebody else signed, for another plan, from elsewhere, or of another time', async () => {
    const planHash = await prepare();
    const cases: Github[] = [
      { key: stranger },
      { claims: { aud: 'gait:p1-other' } },
      { claims: { iss: 'https://evil.example' } },
      { claims: { exp: 1 } },
      { claims: { nbf: 9_999_999_999 } },
    ];
    for (const one of cases) {
      const attempt = bench.apply({ env, planHash, fetch: createGithub(one).fetch });
      await expect(attempt).rejects.toThrow('Unexpected answer of GitHub about the approval of this job');
    }
    const plain = { ...env, ACTIONS_ID_TOKEN_REQUEST_URL: 'http://tokens.example/' };
    await expect(bench.apply({ env: plain, planHash, fetch: createGithub({}).fetch })).rejects.toThrow('https://');
    expect(await groups.list()).toHaveLength(1);
  });

  it('wants the plan named that the reviewers saw, and is nothing outside of a job', async () => {
    const planHash = await prepare();
    const { fetch, asked } = createGithub({});
    await expect(bench.apply({ env, fetch })).rejects.toThrow('without --plan');
    const { stop } = await bench.apply({ env: { AWS_ENDPOINT_URL: bench.endpoint }, planHash, fetch });
    expect(stop?.reason).toMatch(/^there are 0 of 1 approval/u);
    expect(asked).toEqual([]);
  });
});
