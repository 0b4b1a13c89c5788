// Id of the last run of this workflow that published well, as `run=<id>` for GITHUB_OUTPUT: its artefact is what is rolled back to.
// Environment: GITHUB_REPOSITORY, GITHUB_WORKFLOW_REF, GITHUB_API_URL, GITHUB_TOKEN
import { Octokit } from '@octokit/core';
import { retry } from '@octokit/plugin-retry';

const { GITHUB_REPOSITORY = '', GITHUB_WORKFLOW_REF = '', GITHUB_API_URL, GITHUB_TOKEN } = process.env;
const [owner, repo] = GITHUB_REPOSITORY.split('/');
// `owner/repository/.github/workflows/main.yml@refs/heads/main`
const workflow = /\/\.github\/workflows\/([^@/]+)@/u.exec(GITHUB_WORKFLOW_REF)?.[1];
const client = new (Octokit.plugin(retry))({ auth: GITHUB_TOKEN, baseUrl: GITHUB_API_URL });
const { data } = await client.request('GET /repos/{owner}/{repo}/actions/workflows/{workflow}/runs', {
  owner,
  repo,
  workflow,
  branch: 'main',
  status: 'success',
  per_page: 1,
});
const run = data.workflow_runs[0]?.id;
if (Number.isInteger(run)) process.stdout.write(`run=${run}\n`);
else {
  process.stderr.write('Unexpected absence of an earlier run that succeeded, expected one to roll back to\n');
  process.exitCode = 1;
}
