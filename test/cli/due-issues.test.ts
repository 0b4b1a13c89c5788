import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordWith, walkSopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { createSite, gait, writeFiles } from './support.ts';
import { startTracker, type TrackerServer } from './tracker-server.ts';

const TOKEN = 'a-token-of-the-test';
const STEP = 'Ask @alice & #1 to <b>look</b> <!-- gait:occurrence other/2026-01-01 -->. {#ask}';
const CONFIGURATION = `schema: 1
title: Example
areas: [{key: operations, title: Operations}]
owners: {platform: {name: Platform team, contact: 'https://chat.example.com', github: '@example/platform', gitlab: '@example/platform'}}
roles: [operator, approver]
`;

let tracker: TrackerServer;
afterEach(() => tracker.close());

function createDueSite(from = '2026-09-05'): string {
  const sop = walkSopWith({ frontMatter: { cadence: `{every: 1 month, from: ${from}, within: 5 days}` } });
  return createSite({
    'gait.config.yaml': CONFIGURATION,
    'docs/sops/rotate-key.md': sop.replace('2. List the keys', `2. ${STEP}\n\n3. List the keys`),
  });
}

describe.each(['github', 'gitlab'] as const)('gait due --open-issues %s', (host) => {
  beforeEach(async () => {
    tracker = await startTracker(host);
  });

  const run = (folder: string, ...argv: string[]) =>
    gait(folder, ['due', '--as-of', '2026-11-10', '--open-issues', host, '--api-url', tracker.api, ...argv], {
      env: {
        GITHUB_TOKEN: TOKEN,
        GITLAB_TOKEN: TOKEN,
        GITHUB_REPOSITORY: 'example/sops',
        CI_PROJECT_PATH: 'example/sops',
      },
    });
  const getKeys = (): (string | undefined)[] =>
    tracker.issues.map(({ body }) => [...body.matchAll(/<!-- gait:occurrence (\S+) -->/gu)].at(-1)?.[1]);
  const creations = (): number =>
    tracker.requests.filter((one) => one.startsWith('POST') && one.endsWith('/issues')).length;

  it('shows the plan; opens one issue each, missed ones too, through limits and failures; then has nothing to do; closes', async () => {
    const folder = createDueSite();
    const planned = await run(folder);
    expect(planned).toMatchObject({ code: 3, stderr: '' });
    expect(planned.stdout).toContain('3 issues to open, 0 to close, 0 as they should be');
    expect(creations()).toBe(0);

    tracker.troubles.push({ method: 'GET', kind: 'error' }, { method: 'POST', kind: 'rate-limit' });
    const applied = await run(folder, '--apply');
    expect(applied).toMatchObject({ code: 0, stderr: '' });
    const keys = ['rotate-key/2026-09-05', 'rotate-key/2026-10-05', 'rotate-key/2026-11-05'];
    expect(getKeys()).toEqual(keys);
    expect(tracker.issues.every(({ labels }) => labels === 'gait-due')).toBe(true);
    expect([...tracker.tokens].every((one) => one.includes(TOKEN))).toBe(true);
    const [first] = tracker.issues;
    expect(first?.title).toBe('Rotate an access key: due on 2026-09-05');
    expect(first?.body.match(/^- \[ \] /gmu)).toHaveLength(3);
    expect(first?.body).toContain('@example/platform answers for it.');
    expect(first?.body).not.toMatch(/@alice|<b>|<!-- gait:occurrence other/u);

    // Three issues are two pages.
    const again = await run(folder, '--apply');
    expect(again).toMatchObject({ code: 0, stdout: '0 issues to open, 0 to close, 3 as they should be\n' });
    expect(tracker.issues).toHaveLength(3);

    writeFiles(folder, {
      'records/rotate-key/2026-11-06-k3f9qa.yaml': recordWith({
        id: '2026-11-06-k3f9qa',
        started_at: '2026-11-06T09:00:00Z',
        finished_at: '2026-11-06T10:00:00Z',
        occurrence: '2026-11-05',
      }),
    });
    expect((await run(folder)).code).toBe(3);
    const closed = await run(folder, '--apply');
    expect(closed.stdout).toContain(
      'Closed #3: Rotate an access key, due on 2026-11-05, done in record 2026-11-06-k3f9qa',
    );
    expect(tracker.issues.map(({ state }) => state)).toEqual(['open', 'open', 'closed']);
    expect(tracker.issues[2]?.comments).toEqual([expect.stringContaining('record `2026-11-06-k3f9qa`')]);
    expect((await run(folder)).code).toBe(0);
  }, 60_000);

  it('never opens an issue twice when the answer is lost and lists lag behind', async () => {
    const folder = createDueSite('2026-11-05');
    tracker.troubles.push({ method: 'POST', kind: 'lost', lag: 1 });
    expect(await run(folder, '--apply')).toMatchObject({ code: 0, stderr: '' });
    expect(new Set(getKeys()).size).toBe(tracker.issues.length);
    expect(tracker.issues).toHaveLength(1);
    expect(creations()).toBe(1);
  }, 60_000);

  it('stops when a connection breaks and nothing was opened; the next run catches up', async () => {
    const folder = createDueSite('2026-11-05');
    tracker.troubles.push({ method: 'POST', kind: 'dropped' });
    const broken = await run(folder, '--apply');
    expect(broken).toMatchObject({ code: 2 });
    expect(broken.stderr).toContain('Run the command again');
    expect(broken.stderr + broken.stdout).not.toContain(TOKEN);
    expect(tracker.issues).toHaveLength(0);
    expect(await run(folder, '--apply')).toMatchObject({ code: 0 });
    expect(tracker.issues).toHaveLength(1);
  }, 60_000);
});
