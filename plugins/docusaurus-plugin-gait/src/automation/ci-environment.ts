import type { EnvironmentFacts } from './ci-facts.ts';
import { readGithubReviewers } from './ci-github.ts';
import { readGitlabReviewers } from './ci-gitlab.ts';

/**
 * Who approved this job as a reviewer of its protected environment, where the configuration lets that environment approve. That it is this job
 * and this plan, the CI service signs. Whoever started the run does not count. Nobody outside of such a job.
 * @throws {RunError} when the answers of the service do not fit.
 */
export async function readEnvironmentReviewers(facts: EnvironmentFacts): Promise<string[]> {
  return [...(await readGithubReviewers(facts)), ...(await readGitlabReviewers(facts))];
}
