import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashFindings } from '../../plugins/docusaurus-plugin-gait/src/read/findings/hash.ts';
import { writeFiles } from '../support/build-site.ts';
import { CONFIGURATION, sop } from '../support/content.ts';
import { getDifferences, hashFiles } from '../support/hash.ts';
import { SITES, runGait } from '../support/run.ts';
import { getSiteFiles } from '../support/sites.ts';
import { FILES } from './sub-path-site.ts';

/** Everything that may be published is. */
const PUBLISH = 'publish: {findings: masked, exceptions: full, people: handle}\nsite_url: https://test.example.org/\n';
/** What a build leaves behind in the folder of a site, beside the site. */
const LEFT = ['.docusaurus', '.gait'];

let parent: string;
let first: string;
let other: string;

beforeAll(async () => {
  await mkdir(SITES, { recursive: true });
  parent = await mkdtemp(join(SITES, 'twice-'));
  first = join(parent, 'first');
  // As far from the installed packages: bundles name them by their paths relative to the site.
  other = join(parent, 'another-checkout');
  const { '.git': _, ...site } = getSiteFiles();
  const ignore = 'findings/\nbuild/\n.docusaurus/\n.gait/\n';
  await writeFiles(first, { ...site, ...FILES, 'gait.config.yaml': CONFIGURATION + PUBLISH, '.gitignore': ignore });
  git(first, 'init', '--quiet');
  commitAll('2026-11-02T10:00:00Z');
  await writeFiles(first, { 'docs/sops/stop.md': sop({ id: 'stop', title: 'Stop a service' }) });
  commitAll('2026-11-28T23:30:00Z');
  git(parent, 'clone', '--quiet', first, other);
  // A scan is no part of a commit.
  await cp(join(first, 'findings'), join(other, 'findings'), { recursive: true });
});

afterAll(async () => {
  await rm(parent, { recursive: true, force: true });
});

// Two builds and a half, on a machine that may be busy.
const TIMEOUT = { timeout: 300_000 };

it('the same commit and findings give the same bytes, wherever and after whatever it is built', TIMEOUT, async () => {
  await build(first);
  for (const name of LEFT) await cp(join(first, name), join(other, name), { recursive: true });
  await build(other);
  const one = await hashFiles(join(first, 'build'));
  expect(getDifferences(one, await hashFiles(join(other, 'build')))).toEqual([]);
  expect([...one.keys()]).toEqual(expect.arrayContaining(['pagefind/pagefind.js', 'sops/stop/index.html', 'feed.xml']));
  expect(JSON.parse(await readFile(join(first, 'build/build.json'), 'utf8'))).toMatchObject({
    commit: git(first, 'rev-parse', 'HEAD').trim(),
    asOf: '2026-11-28',
    findings: await hashFindings(join(first, 'findings')),
  });

  await writeFile(join(other, 'docs/sops/stop.md'), sop({ id: 'stop', extra: 'colour: red\n' }));
  const { code, output } = await runGait(['build'], { cwd: other });
  expect(code, output).toBe(1);
  expect(getDifferences(one, await hashFiles(join(other, 'build'))), 'after a build that failed').toEqual([]);
});

async function build(root: string): Promise<void> {
  const { code, output } = await runGait(['build'], { cwd: root });
  expect(code, output).toBe(0);
}

function commitAll(date: string): void {
  git(first, 'add', '--all');
  git(first, 'commit', '--quiet', '--message', 'Write', '--date', date);
}

/** Git with a person and a time of its own and none of the machine's settings. */
function git(cwd: string, ...args: string[]): string {
  const date = args.at(-2) === '--date' ? (args.at(-1) ?? '') : '';
  const person = ['-c', 'user.name=Alice', '-c', 'user.email=alice@example.com'];
  return execFileSync('git', [...person, ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: parent, GIT_CONFIG_NOSYSTEM: '1', GIT_COMMITTER_DATE: date },
  });
}
