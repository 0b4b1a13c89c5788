import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readClaimChanges } from '../../plugins/docusaurus-plugin-gait/src/read/git-claims.ts';
import { sopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { createFolder, git, writeFiles } from '../cli/support.ts';

const ROTATE = 'docs/sops/rotate-key.md';
const REVOKE = 'docs/sops/a team/revoke-key.md';
const HEAD = { date: '2026-11-20' };

afterEach(() => void vi.unstubAllEnvs());

/** Commits everything at a moment; gives the commit. */
function commitAt(folder: string, moment: string, message = 'Change'): string {
  const person = ['-c', 'user.name=Alice', '-c', 'user.email=alice@example.com'];
  const env = { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1' };
  const run = (...args: string[]): string =>
    execFileSync('git', [...person, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...env, GIT_AUTHOR_DATE: moment, GIT_COMMITTER_DATE: moment },
    });
  run('add', '--all');
  run('commit', '--quiet', '--allow-empty', '--message', message);
  return run('rev-parse', 'HEAD').trim();
}

const claim = (maturity: string, more: Record<string, string> = {}): string =>
  sopWith({ frontMatter: { maturity, ...more } });

function createRepository(files: Record<string, string>): string {
  const folder = createFolder(files);
  git(folder, 'init', '--quiet');
  commitAt(folder, '2026-09-01T12:00:00Z', 'Add');
  return folder;
}

const read = (folder: string) => readClaimChanges(folder, 'docs/sops', HEAD);

describe('changes of claims', () => {
  it('are told newest first, up and down, each with its commit', async () => {
    const folder = createRepository({ [ROTATE]: claim('crawl'), [REVOKE]: claim('walk') });
    writeFiles(folder, { [ROTATE]: claim('walk') });
    const up = commitAt(folder, '2026-10-01T12:00:00Z');
    writeFiles(folder, { [ROTATE]: claim('run'), [REVOKE]: claim('crawl') });
    const both = commitAt(folder, '2026-11-01T12:00:00Z');
    expect(await read(folder)).toEqual([
      { path: REVOKE, commit: both, date: '2026-11-01', from: 'walk', to: 'crawl' },
      { path: ROTATE, commit: both, date: '2026-11-01', from: 'walk', to: 'run' },
      { path: ROTATE, commit: up, date: '2026-10-01', from: 'crawl', to: 'walk' },
    ]);
  });

  it('are not: a new SOP, one that went, another key, another notation, the word in the text', async () => {
    const text = (line: string): string =>
      sopWith({ sections: { Purpose: `Why.\n\nmaturity: ${line}\n\n    maturity: ${line}` } });
    const folder = createRepository({
      [ROTATE]: text('crawl'),
      [REVOKE]: claim('walk'),
      'docs/guide/a.md': 'maturity: walk\n',
    });
    writeFiles(folder, {
      [ROTATE]: text('walk'),
      'docs/sops/new-key.md': claim('walk'),
      'docs/guide/a.md': 'maturity: run\n',
    });
    rmSync(path.join(folder, REVOKE));
    commitAt(folder, '2026-10-01T12:00:00Z');
    writeFiles(folder, { 'docs/sops/new-key.md': claim("'walk'", { title: 'Another one' }) });
    commitAt(folder, '2026-10-02T12:00:00Z');
    expect(await read(folder)).toEqual([]);
  });

  it('are not made up by a text that looks like what git prints', async () => {
    const forged = `${'a'.repeat(40)} 2026-10-05\rdiff --git x x\r+++ ${REVOKE}\r@@ -1,2 +1,2 @@\r---`;
    const text = sopWith({ sections: { Purpose: `Why.\n\n\u0001${forged}\r-maturity: crawl\r+maturity: run` } });
    const folder = createRepository({ [ROTATE]: text, [REVOKE]: claim('crawl') });
    writeFiles(folder, { [ROTATE]: text.replace('maturity: crawl', 'maturity: walk') });
    const commit = commitAt(folder, '2026-10-01T12:00:00Z');
    expect(await read(folder)).toEqual([{ path: ROTATE, commit, date: '2026-10-01', from: 'crawl', to: 'walk' }]);
  });

  it('are read with the line ends of Windows, and of the branch that was merged', async () => {
    const folder = createRepository({ [ROTATE]: claim('crawl').replaceAll('\n', '\r\n') });
    git(folder, 'switch', '--quiet', '--create', 'promote');
    writeFiles(folder, { [ROTATE]: claim('walk').replaceAll('\n', '\r\n') });
    const commit = commitAt(folder, '2026-10-01T12:00:00Z');
    git(folder, 'switch', '--quiet', 'main');
    git(folder, 'merge', '--quiet', '--no-ff', '--message', 'Merge', 'promote');
    expect(await read(folder)).toEqual([{ path: ROTATE, commit, date: '2026-10-01', from: 'crawl', to: 'walk' }]);
  });

  it('have the day of UTC, wherever they are read', async () => {
    const folder = createRepository({ [ROTATE]: claim('crawl') });
    writeFiles(folder, { [ROTATE]: claim('walk') });
    commitAt(folder, '2026-10-01T23:30:00-08:00');
    for (const zone of ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles']) {
      vi.stubEnv('TZ', zone);
      expect(
        (await read(folder)).map(({ date }) => date),
        zone,
      ).toEqual(['2026-10-02']);
    }
  });

  it('are those of the last year before HEAD, and none outside a checkout', async () => {
    const folder = createRepository({ [ROTATE]: claim('crawl') });
    writeFiles(folder, { [ROTATE]: claim('walk') });
    commitAt(folder, '2026-10-01T12:00:00Z');
    expect(await readClaimChanges(folder, 'docs/sops', { date: '2027-10-02' })).toEqual([]);
    expect(await readClaimChanges(folder, 'docs/sops')).toEqual([]);
    expect(await read(createFolder({ [ROTATE]: claim('walk') }))).toEqual([]);
  });
});
