import { z } from 'zod';
import { checkPlanHash } from './ci-facts.ts';
import type { EnvironmentFacts } from './ci-facts.ts';
import { getErrorText, RunError } from './errors.ts';
import { getClaimedIssuer, readIdToken, readJson } from './id-token.ts';

/** How the configuration names an environment of GitLab: `gitlab-environment:gitlab.example.com/group/project:production`. */
const ENTRY = /^gitlab-environment:(?<host>[^/]+)\/(?<project>.+):(?<environment>[^:]+)$/u;

/** https://docs.gitlab.com/ci/secrets/id_token_authentication/#token-payload */
const Claims = z.object({
  iss: z.string(),
  aud: z.string(),
  project_id: z.string().regex(/^\d+$/u),
  project_path: z.string(),
  job_id: z.string().regex(/^\d+$/u),
  user_login: z.string(),
  environment: z.string().min(1),
  environment_protected: z.string(),
});

const User = z.object({ username: z.string().regex(/^[\w.-]+$/u) });

/** https://docs.gitlab.com/api/deployments/#list-project-deployments */
const Deployments = z.array(z.object({ id: z.int(), deployable: z.object({ id: z.int() }).nullable() }));

/** https://docs.gitlab.com/api/deployments/#get-a-specific-deployment; `approvals` is there in GitLab Premium. */
const Deployment = z.object({
  user: User.nullable(),
  environment: z.object({ name: z.string() }),
  deployable: z.object({ id: z.int(), user: User.nullish() }),
  approvals: z.array(z.object({ user: User.nullable(), status: z.string() })).default([]),
});

/**
 * Who approved the deployment of this job on GitLab, as a reviewer of its protected environment. That it is this job, in a protected environment, and for this
 * plan, GitLab signs: the job has an id token whose audience names the plan. Who approved is asked of GitLab's API with the job's own token. Neither the job's user
 * nor whoever started the deployment counts.
 * @throws {RunError} when GitLab's answers do not fit.
 */
export async function readGitlabReviewers(facts: EnvironmentFacts): Promise<string[]> {
  const { GAIT_ID_TOKEN: token, CI_JOB_TOKEN: secret } = facts.env;
  const allowed = facts.approvers.flatMap((entry) => {
    const groups = ENTRY.exec(entry)?.groups;
    return groups ? [groups] : [];
  });
  // Keys are asked of a host that the configuration names, never of one that only the token does.
  const host = allowed.find((one) => `https://${one.host}` === getClaimedIssuer(token ?? ''))?.host;
  if (token === undefined || host === undefined) return [];
  checkPlanHash(facts);
  if (secret === undefined) {
    throw new RunError('Unexpected absence of CI_JOB_TOKEN, expected it: GitLab is asked who approved this job');
  }
  try {
    const keys = await readJson(facts.fetch, `https://${host}/oauth/discovery/keys`);
    const claims = readIdToken(token, { issuer: 'GitLab', keys, claims: Claims, now: facts.now });
    if (claims.iss !== `https://${host}`) throw new Error(`expected a token of ${host}`);
    if (claims.aud !== `gait:${facts.hash}`) throw new Error('expected a token for this plan');
    const isAllowed = allowed.some(
      (one) => one.host === host && one.project === claims.project_path && one.environment === claims.environment,
    );
    if (!isAllowed || claims.environment_protected !== 'true') return [];
    const names = await readApprovers(facts, { host, claims, secret });
    const place = `${claims.environment} of ${host}/${claims.project_path}, job ${claims.job_id}`;
    return names.map((name) => `gitlab:${name} (environment ${place})`);
  } catch (error) {
    throw new RunError(`Unexpected answer of GitLab about the approval of this job: ${getErrorText(error)}`);
  }
}

async function readApprovers(
  { fetch }: EnvironmentFacts,
  { host, claims, secret }: { host: string; claims: z.output<typeof Claims>; secret: string },
): Promise<string[]> {
  const base = `https://${host}/api/v4/projects/${claims.project_id}/deployments`;
  const query = new URLSearchParams({ environment: claims.environment, order_by: 'id', sort: 'desc', per_page: '100' });
  const headers = { 'job-token': secret };
  const jobId = Number(claims.job_id);
  const list = Deployments.parse(await readJson(fetch, `${base}?${query.toString()}`, headers));
  const id = list.find(({ deployable }) => deployable?.id === jobId)?.id;
  if (id === undefined) throw new Error('expected a deployment of this job');
  const deployment = Deployment.parse(await readJson(fetch, `${base}/${id}`, headers));
  if (deployment.deployable.id !== jobId || deployment.environment.name !== claims.environment) {
    throw new Error('expected the deployment of this job');
  }
  const own = [claims.user_login, deployment.user?.username, deployment.deployable.user?.username];
  const names = deployment.approvals
    .filter(({ status }) => status === 'approved')
    .flatMap(({ user }) => (user === null || own.includes(user.username) ? [] : [user.username]));
  return [...new Set(names)].sort();
}
