import { createPublicKey, verify } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import { z } from 'zod';
import { getErrorText, RunError } from './errors.ts';

/** How the configuration names an environment of GitHub Actions: `github-environment:example/gait:production`. */
const PREFIX = 'github-environment:';

/** Who signs the tokens of jobs, and where its keys are: https://docs.github.com/actions/reference/security/oidc */
const ISSUER = 'https://token.actions.githubusercontent.com';
const KEYS = `${ISSUER}/.well-known/jwks`;
const API = 'https://api.github.com';

const Keys = z.object({ keys: z.array(z.object({ kid: z.string() }).loose()) });
const Token = z.object({ value: z.string().max(20_000) });
const Header = z.object({ alg: z.literal('RS256'), kid: z.string() });
const Claims = z.object({
  iss: z.literal(ISSUER),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number(),
  repository: z.string().regex(/^[\w.-]+\/[\w.-]+$/u),
  environment: z.string().min(1),
  run_id: z.string().regex(/^\d+$/u),
  actor: z.string(),
});
/** https://docs.github.com/rest/actions/workflow-runs#get-the-review-history-for-a-workflow-run */
const Reviews = z.array(
  z.object({
    state: z.string(),
    user: z.object({ login: z.string().regex(/^[\w.[\]-]+$/u) }).nullable(),
    environments: z.array(z.object({ name: z.string() })),
  }),
);

/** What reviews are asked for with. */
export interface EnvironmentFacts {
  env: Readonly<Record<string, string | undefined>>;
  /** Entries of the configuration for the role that must approve. */
  approvers: readonly string[];
  /** Hash of the plan at hand, and the one that the job was told to apply. */
  hash: string;
  planHash: string | undefined;
  /** Milliseconds since 1970. */
  now: number;
  fetch: typeof globalThis.fetch;
}

/**
 * Who approved this job as a reviewer of its protected environment, where the configuration lets that environment approve. That it is this job
 * and this plan, GitHub signs: the job asks for a token whose audience is the plan's hash. Whoever started the run does not count. Nobody outside of such a job.
 * @throws {RunError} when GitHub's answers do not fit.
 */
export async function readEnvironmentReviewers(facts: EnvironmentFacts): Promise<string[]> {
  const allowed = facts.approvers.filter((one) => one.startsWith(PREFIX));
  const {
    ACTIONS_ID_TOKEN_REQUEST_URL: address,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret,
    GITHUB_TOKEN: token,
  } = facts.env;
  if (allowed.length === 0 || address === undefined || secret === undefined) return [];
  if (facts.planHash === undefined) {
    throw new RunError(
      'Unexpected apply in a protected environment without --plan, expected the hash that its reviewers saw',
      `Add \`--plan ${facts.hash}\`, and let the reviewers see it before they approve.`,
    );
  }
  if (token === undefined) {
    throw new RunError(
      'Unexpected absence of GITHUB_TOKEN, expected it: GitHub is asked who approved this job',
      'Hand it to the step, and give the job `actions: read`.',
    );
  }
  try {
    const audience = `gait:${facts.hash}`;
    const url = new URL(address);
    if (url.protocol !== 'https:') throw new Error('expected an address that starts with https://');
    url.searchParams.set('audience', audience);
    const { value } = Token.parse(await getJson(facts.fetch, url.href, secret));
    const claims = readToken(value, Keys.parse(await getJson(facts.fetch, KEYS)).keys);
    const seconds = facts.now / 1000;
    if (claims.aud !== audience) throw new Error('expected a token for this plan');
    if (claims.exp < seconds || claims.nbf > seconds + 60) throw new Error('expected a token that holds now');
    if (!allowed.includes(`${PREFIX}${claims.repository}:${claims.environment}`)) return [];
    const path = `${API}/repos/${claims.repository}/actions/runs/${claims.run_id}/approvals`;
    const reviews = Reviews.parse(await getJson(facts.fetch, path, token));
    const names = reviews
      .filter(
        ({ state, environments }) =>
          state === 'approved' && environments.some(({ name }) => name === claims.environment),
      )
      .flatMap(({ user }) => (user === null || user.login === claims.actor ? [] : [user.login]));
    const place = `${claims.environment} of ${claims.repository}, run ${claims.run_id}`;
    return [...new Set(names)].sort().map((name) => `github:${name} (environment ${place})`);
  } catch (error) {
    throw new RunError(`Unexpected answer of GitHub about the approval of this job: ${getErrorText(error)}`);
  }
}

/** The claims of a token that one of these keys signed. @throws Error for any other. */
function readToken(token: string, keys: z.output<typeof Keys>['keys']): z.output<typeof Claims> {
  const [header = '', body = '', signature = '', ...rest] = token.split('.');
  const { kid } = Header.parse(parsePart(header));
  const jwk = keys.find((one) => one.kid === kid);
  if (jwk === undefined || rest.length > 0) throw new Error('expected a token that GitHub signed');
  const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
  const isSigned = verify('RSA-SHA256', Buffer.from(`${header}.${body}`), key, Buffer.from(signature, 'base64url'));
  if (!isSigned) throw new Error('expected a token that GitHub signed');
  return Claims.parse(parsePart(body));
}

function parsePart(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
}

async function getJson(fetch: typeof globalThis.fetch, address: string, token?: string): Promise<unknown> {
  const answer = await fetch(address, {
    headers: { accept: 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    redirect: 'error',
    signal: AbortSignal.timeout(20_000),
  });
  if (!answer.ok) throw new Error(`${new URL(address).host} answered ${answer.status}`);
  return answer.json();
}
