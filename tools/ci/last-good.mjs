// Id of the last run of this workflow that published well, as `run=<id>` for GITHUB_OUTPUT: its artefact is what is rolled back to.
// Runs where nothing is installed, so it uses nothing but Node.
// Environment: GITHUB_REPOSITORY, GITHUB_WORKFLOW_REF, GITHUB_REF_NAME, GITHUB_API_URL, GITHUB_TOKEN
import { setTimeout } from 'node:timers/promises';

const { GITHUB_REPOSITORY, GITHUB_WORKFLOW_REF = '', GITHUB_REF_NAME = '', GITHUB_API_URL, GITHUB_TOKEN } = process.env;
const TRIES = 4;
/** Before the second try; doubled for each further one. */
const PAUSE_MS = 500;

try {
  const { workflow_runs: runs } = await ask();
  if (!Number.isInteger(runs[0]?.id))
    throw new Error('Unexpected absence of an earlier run that succeeded, expected one to roll back to');
  process.stdout.write(`run=${runs[0].id}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** Answer of https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-workflow, latest first. */
async function ask() {
  // `owner/repository/.github/workflows/main.yml@refs/heads/main`
  const workflow = /\/\.github\/workflows\/([^@/]+)@/u.exec(GITHUB_WORKFLOW_REF)?.[1] ?? '';
  const query = `branch=${encodeURIComponent(GITHUB_REF_NAME)}&status=success&per_page=1`;
  const path = `repos/${GITHUB_REPOSITORY}/actions/workflows/${encodeURIComponent(workflow)}/runs?${query}`;
  for (let tried = 1; ; tried++) {
    const response = await fetch(`${GITHUB_API_URL}/${path}`, {
      headers: { accept: 'application/vnd.github+json', authorization: `Bearer ${GITHUB_TOKEN}` },
    });
    if (response.ok) return response.json();
    if (response.status < 500 || tried === TRIES)
      throw new Error(`Unexpected answer ${response.status} to ${path}, expected the runs of the workflow`);
    await setTimeout(PAUSE_MS * 2 ** (tried - 1));
  }
}
