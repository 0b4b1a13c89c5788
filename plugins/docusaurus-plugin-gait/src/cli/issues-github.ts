import type { TrackedIssue } from '../report/issues.ts';
import { LABEL, readMarker } from '../write/issue.ts';
import { LONGEST_WAIT, LostAnswer, RETRIES, type Tracker, type TrackerInput } from './issues-contract.ts';

/** A request that must not be sent twice: only a limit, which refuses before anything is done, is waited for. */
const ONCE = { request: { retries: 0 } };

/**
 * Issues of GitHub. Limits are waited for as the host asks, and reading is repeated when the host fails.
 * https://docs.github.com/en/rest/issues/issues
 */
export async function createGithubTracker({ api, project, token }: TrackerInput): Promise<Tracker> {
  const [{ Octokit }, { throttling }, { retry }, { paginateRest }] = await Promise.all([
    import('@octokit/core'),
    import('@octokit/plugin-throttling'),
    import('@octokit/plugin-retry'),
    import('@octokit/plugin-paginate-rest'),
  ]);
  const [owner = '', repo = ''] = project.split('/');
  const isWorthWaiting = (after: number, _options: unknown, _octokit: unknown, count: number): boolean =>
    after <= LONGEST_WAIT && count < RETRIES;
  const silent = (): void => undefined;
  const octokit = new (Octokit.plugin(throttling, retry, paginateRest))({
    auth: token,
    baseUrl: api.replace(/\/+$/u, ''),
    userAgent: 'gait',
    log: { debug: silent, info: silent, warn: silent, error: silent },
    throttle: { onRateLimit: isWorthWaiting, onSecondaryRateLimit: isWorthWaiting },
  });
  const path = { owner, repo };
  return {
    async list() {
      const issues = await octokit.paginate('GET /repos/{owner}/{repo}/issues', {
        ...path,
        labels: LABEL,
        state: 'all',
        sort: 'created',
        direction: 'asc',
        per_page: 100,
      });
      return issues.flatMap(({ number, state, body, pull_request: pullRequest }): TrackedIssue[] => {
        const key = pullRequest ? undefined : readMarker(body ?? '');
        return key === undefined ? [] : [{ number, isOpen: state === 'open', key }];
      });
    },
    async open({ title, body }) {
      const send = octokit.request('POST /repos/{owner}/{repo}/issues', {
        ...path,
        title,
        body,
        labels: [LABEL],
        ...ONCE,
      });
      return (await send.catch(toLost)).data.number;
    },
    async close(number, { body, marker }) {
      const issue = { ...path, issue_number: number };
      const comments = await octokit.paginate('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...issue,
        per_page: 100,
      });
      if (!comments.some((one) => one.body?.includes(marker)))
        await octokit
          .request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { ...issue, body, ...ONCE })
          .catch(toLost);
      await octokit.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
        ...issue,
        state: 'closed',
        state_reason: 'completed',
      });
    },
  };
}

/** The client gives a broken connection the status 500 as well. @throws always. */
function toLost(error: unknown): never {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 0;
  throw status >= 500 ? new LostAnswer(error) : error;
}
