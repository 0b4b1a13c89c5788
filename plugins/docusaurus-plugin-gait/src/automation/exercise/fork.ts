import { readFileSync } from 'node:fs';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * Why a job is, or may be, one that the pull request of a fork started; undefined when it is none. Reads what the CI says of itself. A job
 * of a pull request that does not tell where that comes from counts as a fork's.
 */
export function getForkReason(env: Env): string | undefined {
  if (env.GITHUB_ACTIONS === 'true') return getGithubReason(env);
  // https://docs.gitlab.com/ci/variables/predefined_variables/
  const source = env.CI_MERGE_REQUEST_SOURCE_PROJECT_ID;
  if (env.CI_MERGE_REQUEST_ID !== undefined && source !== env.CI_MERGE_REQUEST_PROJECT_ID) {
    return 'the merge request comes from another project';
  }
  // https://learn.microsoft.com/azure/devops/pipelines/build/variables
  if (env.SYSTEM_PULLREQUEST_ISFORK?.toLowerCase() === 'true') return 'the pull request comes from a fork';
  // https://circleci.com/docs/variables/
  if (env.CIRCLE_PR_REPONAME) return 'the pull request comes from a fork';
  // https://buildkite.com/docs/pipelines/environment-variables
  const repository = env.BUILDKITE_PULL_REQUEST_REPO;
  if (repository && repository !== env.BUILDKITE_REPO) return 'the pull request comes from a fork';
  return undefined;
}

/** https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows */
function getGithubReason(env: Env): string | undefined {
  const name = env.GITHUB_EVENT_NAME ?? '';
  const isAbout = /^(?:pull_request(?:_target|_review|_review_comment)?|workflow_run|issue_comment|merge_group)$/u.exec(
    name,
  );
  if (!isAbout || name === 'merge_group') return undefined;
  if (name === 'issue_comment') return 'it was started by a comment, which anybody may write';
  const event = readEvent(env.GITHUB_EVENT_PATH);
  const heads = {
    head:
      get(event, 'pull_request', 'head', 'repo', 'full_name') ??
      get(event, 'workflow_run', 'head_repository', 'full_name'),
    base: get(event, 'pull_request', 'base', 'repo', 'full_name') ?? get(event, 'repository', 'full_name'),
  };
  if (heads.head === undefined || heads.base === undefined)
    return `the event \`${name}\` does not say where it comes from`;
  return heads.head === heads.base ? undefined : 'the pull request comes from a fork';
}

function readEvent(path: string | undefined): unknown {
  try {
    return path === undefined ? undefined : JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function get(value: unknown, ...keys: string[]): string | undefined {
  let found = value;
  for (const key of keys) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return typeof found === 'string' ? found : undefined;
}
