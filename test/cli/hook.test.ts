import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { standardWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { createSite, git } from './support.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const TOKEN = `ghp_${'1a2B'.repeat(9)}`;

beforeAll(() => {
  spawnSync(process.execPath, ['tools/build-plugin.mjs'], { cwd: ROOT });
});

function commit(folder: string): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('git', ['commit', '--all', '--message', 'Add'], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Alice',
      GIT_AUTHOR_EMAIL: 'alice@example.com',
      GIT_COMMITTER_NAME: 'Alice',
      GIT_COMMITTER_EMAIL: 'alice@example.com',
    },
  });
  return { status, output: stdout + stderr };
}

it('the hook of this repository stops a commit with a key, and does not show the key', () => {
  const folder = createSite({ '.gitignore': 'node_modules\n.gait\n' });
  git(folder, 'init', '--quiet');
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  mkdirSync(path.join(folder, '.husky'));
  copyFileSync(path.join(ROOT, '.husky/pre-commit'), path.join(folder, '.husky/pre-commit'));
  spawnSync(process.execPath, [path.join(ROOT, 'node_modules/husky/bin.js')], { cwd: folder });
  git(folder, 'add', '--all');
  expect(commit(folder)).toMatchObject({ status: 0 });

  // `--all` has git make an index of its own, which the hook must read.
  writeFileSync(path.join(folder, 'docs/standards/access.md'), standardWith({ body: `Ask with ${TOKEN}.` }));
  const { status, output } = commit(folder);
  expect(status).toBe(1);
  expect(output).toContain('Unexpected GitHub token, expected no credential');
  expect(output).not.toContain(TOKEN.slice(0, 12));
  expect(git(folder, 'rev-list', '--count', 'HEAD').trim()).toBe('1');
});
