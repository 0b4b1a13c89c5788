import { z } from 'zod';
import { checkPlanHash } from './ci-facts.ts';
import type { EnvironmentFacts } from './ci-facts.ts';
import { getErrorText, RunError } from './errors.ts';
import { readIdToken, readJson } from './id-token.ts';

/** How the configuration names an environment of GitHub Actions: `github-environment:example/gait:production`. */
const PREFIX = 'github-environment:';

/** Who signs the tokens of jobs, and where its keys are: https://docs.github.com/actions/reference/security/oidc */
const ISSUER = 'https://token.actions.githubusercontent.com';
const KEYS = `${ISSUER}/.well-known/jwks`;
const API = 'https://api.github.com';

const Token = z.object({ value: z.string().max(20_000) });
const Claims = z.object({
  iss: z.literal(ISSUER),
  aud: z.string(),
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

/**
 * Who approved this job on GitHub Actions, as a reviewer of its protected environment. That it is this job and this plan, GitHub signs: the job
 * asks for a token whose audience is the plan's hash. Whoever started the run does not count. Nobody outside of such a job.
 * @throws {RunError} when GitHub's answers do not fit.
 */
export async function readGithubReviewers(facts: EnvironmentFacts): Promise<string[]> {
  const allowed = facts.approvers.filter((one) => one.startsWith(PREFIX));
  const {
    ACTIONS_ID_TOKEN_REQUEST_URL: address,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret,
    GITHUB_TOKEN: token,
  } = facts.env;
  if (allowed.length === 0 || address === undefined || secret === undefined) return [];
  checkPlanHash(facts);
  if (token === undefined) {
    throw new RunError(
      'Unexpected absence of GITHUB_TOKEN, expected it: GitHub is asked who approved this job',
      'Hand it to the step, and give the job `actions: read`.',
    );
  }
  try {
    const audience = `gait:${facts.hash}`;
    const url = new URL(address);
    url.searchParams.set('audience', audience);
    const { value } = Token.parse(await readJson(facts.fetch, url.href, toBearer(secret)));
    const keys = await readJson(facts.fetch, KEYS);
    const claims = readIdToken(value, { issuer: 'GitHub', keys, claims: Claims, now: facts.now });
    if (claims.aud !== audience) throw new Error('expected a token for this plan');
    if (!allowed.includes(`${PREFIX}${claims.repository}:${claims.environment}`)) return [];
    const path = `${API}/repos/${claims.repository}/actions/runs/${claims.run_id}/approvals`;
    const reviews = Reviews.parse(await readJson(facts.fetch, path, toBearer(token)));
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

function toBearer(secret: string): Record<string, string> {
  return { authorization: `Bearer ${secret}` };
}
