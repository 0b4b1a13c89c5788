import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { gait } from '../cli/support.ts';
import { createExerciseSite, createFakePrograms, NOWHERE } from './exercise-site.ts';

const folder = mkdtempSync(join(tmpdir(), 'gait-escapes-'));
const started = join(folder, 'started');
/** Programs that leave a trace when they are started. */
const traces = createFakePrograms(
  `require('node:fs').appendFileSync(${JSON.stringify(started)}, process.argv[1] + '\\n');`,
);
const prints = createFakePrograms();
afterAll(() => {
  for (const programs of [traces, prints]) programs.remove();
  rmSync(folder, { recursive: true, force: true });
});

const env = (programs = traces): Record<string, string> => ({ PATH: programs.path, AWS_ENDPOINT_URL: NOWHERE });
const exercise = (site: string, settings = env()) => gait(site, ['exercise', 'rotate-key'], { env: settings });

describe('jobs of forks', () => {
  const event = join(folder, 'event.json');
  const github = (name: string, payload: unknown) => {
    writeFileSync(event, JSON.stringify(payload));
    return { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: event };
  };
  const repos = (head: string | null, base: string) => ({
    pull_request: { head: { repo: head === null ? null : { full_name: head } }, base: { repo: { full_name: base } } },
  });

  it.each<[string, () => Record<string, string>]>([
    ['a pull request of a fork', () => github('pull_request', repos('mallory/gait', 'example/gait'))],
    [
      'the same with the rights of the base',
      () => github('pull_request_target', repos('mallory/gait', 'example/gait')),
    ],
    ['a fork that is gone', () => github('pull_request', repos(null, 'example/gait'))],
    [
      'an event that cannot be read',
      () => ({ GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: '/nowhere' }),
    ],
    [
      'what follows the workflow of a fork',
      () =>
        github('workflow_run', {
          workflow_run: { head_repository: { full_name: 'mallory/gait' } },
          repository: { full_name: 'example/gait' },
        }),
    ],
    ['a comment', () => github('issue_comment', {})],
    [
      'a merge request of another project',
      () => ({ CI_MERGE_REQUEST_ID: '1', CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '2', CI_MERGE_REQUEST_PROJECT_ID: '3' }),
    ],
    ['Azure', () => ({ SYSTEM_PULLREQUEST_ISFORK: 'True' })],
    ['CircleCI', () => ({ CIRCLE_PR_REPONAME: 'gait' })],
    ['Buildkite', () => ({ BUILDKITE_PULL_REQUEST_REPO: 'git://mallory', BUILDKITE_REPO: 'git://example' })],
  ])('are refused: %s', async (_, getFacts) => {
    const { code, stderr } = await exercise(createExerciseSite('aws a b'), { ...env(), ...getFacts() });
    expect(stderr).toMatch(/^Nothing was exercised: /u);
    expect([code, existsSync(started)]).toEqual([4, false]);
  });

  it.each<[string, () => Record<string, string>]>([
    ['a branch of the repository', () => github('pull_request', repos('example/gait', 'example/gait'))],
    ['a push', () => github('push', {})],
    [
      'a merge request of the project',
      () => ({ CI_MERGE_REQUEST_ID: '1', CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '2', CI_MERGE_REQUEST_PROJECT_ID: '2' }),
    ],
  ])('are told from %s', async (_, getFacts) => {
    const { code, stdout, stderr } = await exercise(createExerciseSite('aws a b'), { ...env(prints), ...getFacts() });
    expect(stdout + stderr).toContain('Passed.');
    expect(code).toBe(0);
  });
});
