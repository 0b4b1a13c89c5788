// Writes what a change does into one comment on its pull request. Runs after the workflow of the pull request, with a token that may
// write: so it takes the number from the event alone, and its text is what impact.mjs rendered from the hostile file of that workflow.
// node tools/ci/comment.mjs <impact.md>     environment: GITHUB_EVENT_PATH, GITHUB_REPOSITORY, GITHUB_API_URL, GITHUB_TOKEN
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { retry } from '@octokit/plugin-retry';

/** First line of our comment; by it, and by its author, the comment is found again. */
const MARKER = '<!-- gait: impact of this change -->';
const AUTHOR = 'github-actions[bot]';

const Client = Octokit.plugin(paginateRest, retry);

/** A client of the REST API of GitHub. */
export function createClient({ auth, baseUrl }) {
  return new Client({ auth, baseUrl });
}

/**
 * Writes or updates the comment.
 * @param {{event: object, repository: string, text: string, client: Octokit}} input `event` is that of `workflow_run`, `text` Markdown.
 * @returns {Promise<'created' | 'updated' | 'unchanged' | 'no pull request'>}
 */
export async function comment({ event, repository, text, client }) {
  const [owner, repo] = repository.split('/');
  const number = await findPullRequest({ event, owner, repo, client });
  if (number === undefined) return 'no pull request';
  const body = `${MARKER}\n${text}`;
  const issue = { owner, repo, issue_number: number };
  const comments = await client.paginate('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    ...issue,
    per_page: 100,
  });
  const ours = comments.find((one) => one.user?.login === AUTHOR && one.body?.startsWith(MARKER));
  if (!ours) {
    await client.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', { ...issue, body });
    return 'created';
  }
  if (ours.body === body) return 'unchanged';
  await client.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
    owner,
    repo,
    comment_id: ours.id,
    body,
  });
  return 'updated';
}

/**
 * Number of the open pull request whose head the run was for. The event names it, except for a fork's, which is then looked up by the
 * fork's owner and branch; either way its head must be the commit of the run, or somebody has pushed since and a newer run will write.
 */
async function findPullRequest({ event, owner, repo, client }) {
  const { workflow_run: run } = event;
  if (run?.event !== 'pull_request') return undefined;
  const named = run.pull_requests?.[0]?.number;
  const found =
    named === undefined
      ? await client.paginate('GET /repos/{owner}/{repo}/pulls', {
          owner,
          repo,
          state: 'open',
          head: `${run.head_repository?.owner?.login}:${run.head_branch}`,
          per_page: 100,
        })
      : [
          (await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', { owner, repo, pull_number: named }))
            .data,
        ];
  return found.find((one) => one.state === 'open' && one.head?.sha === run.head_sha)?.number;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { GITHUB_EVENT_PATH, GITHUB_REPOSITORY, GITHUB_API_URL, GITHUB_TOKEN } = process.env;
  try {
    const event = JSON.parse(await readFile(GITHUB_EVENT_PATH ?? '', 'utf8'));
    const client = createClient({ auth: GITHUB_TOKEN, baseUrl: GITHUB_API_URL });
    const done = await comment({
      event,
      repository: GITHUB_REPOSITORY ?? '',
      text: await readFile(process.argv[2] ?? 'impact.md', 'utf8'),
      client,
    });
    process.stdout.write(`Comment: ${done}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
