import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDiskSource } from '../../plugins/docusaurus-plugin-gait/src/read/disk.ts';
import {
  createGitSource,
  getMergeBase,
  GitError,
  readAddedBy,
  readLastChanged,
  resolveCommit,
} from '../../plugins/docusaurus-plugin-gait/src/read/git.ts';
import { createMemorySource } from '../../plugins/docusaurus-plugin-gait/src/read/memory.ts';

let root: string;
let outside: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function git(args: string[], author = 'alice'): string {
  const env = {
    PATH: process.env['PATH'],
    HOME: outside,
    GIT_AUTHOR_NAME: author,
    GIT_AUTHOR_EMAIL: `${author}@example.com`,
    GIT_COMMITTER_NAME: 'robot',
    GIT_COMMITTER_EMAIL: 'robot@example.com',
    GIT_AUTHOR_DATE: '2026-10-01T23:30:00-05:00',
    GIT_COMMITTER_DATE: '2026-10-01T23:30:00-05:00',
  };
  return execFileSync('git', args, { cwd: root, env, encoding: 'utf8' }).trim();
}

const commit = (message: string, author?: string): string => {
  git(['add', '-A']);
  git(['commit', '-q', '-m', message], author);
  return git(['rev-parse', 'HEAD']);
};

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'gait-sources-'));
  outside = mkdtempSync(join(tmpdir(), 'gait-outside-'));
  writeFileSync(join(outside, 'secret.md'), 'secret');
  write('docs/b.md', 'b');
  write('docs/a/ü "x".md', 'one');
  write('docs/node_modules/c.md', 'c');
  write('docs/a/build/d.md', 'd');
  write('gait.config.yaml', 'schema: 1');
  symlinkSync(join(outside, 'secret.md'), join(root, 'docs/link.md'));
  symlinkSync(outside, join(root, 'docs/folder'));
  symlinkSync(join(root, 'docs'), join(root, 'alias'));
});

afterAll(() => {
  rmSync(root, { recursive: true });
  rmSync(outside, { recursive: true });
});

describe('a folder on disk', () => {
  it('is listed in order, symlinks by name alone, and built things left out', async () => {
    expect(await createDiskSource(root).list(['docs', 'missing', 'gait.config.yaml', 'docs/b.md'])).toEqual([
      { path: 'docs/a/ü "x".md', kind: 'file' },
      { path: 'docs/b.md', kind: 'file' },
      { path: 'docs/folder', kind: 'symlink' },
      { path: 'docs/link.md', kind: 'symlink' },
      { path: 'gait.config.yaml', kind: 'file' },
    ]);
  });

  it('is not entered through a symlink', async () => {
    const source = createDiskSource(root);
    expect(await source.list(['alias/a', 'docs/folder/x'])).toEqual([
      { path: 'alias', kind: 'symlink' },
      { path: 'docs/folder', kind: 'symlink' },
    ]);
    await expect(source.read('docs/link.md')).rejects.toThrow();
  });

  it('is read by path', async () => {
    const source = createDiskSource(root);
    expect(text(await source.read('docs/b.md'))).toBe('b');
    await expect(source.read('docs/none.md')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('files in memory', () => {
  const source = createMemorySource({ 'docs/b.md': 'b', 'docs/a.md': Uint8Array.of(1), 'x.md': 'x' }, [
    'docs/link.md',
    'docs/b.md',
  ]);

  it('are listed and read like others', async () => {
    expect(await source.list(['docs'])).toEqual([
      { path: 'docs/a.md', kind: 'file' },
      { path: 'docs/b.md', kind: 'symlink' },
      { path: 'docs/link.md', kind: 'symlink' },
    ]);
    expect(await source.read('docs/a.md')).toEqual(Uint8Array.of(1));
    expect(text(await source.read('x.md'))).toBe('x');
    await expect(source.read('docs/b.md')).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(source.read('toString')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('outside a checkout', () => {
  it('nothing is known, and that is no error', async () => {
    expect((await readAddedBy(outside, 'records')).size).toBe(0);
    expect((await readLastChanged(outside)).size).toBe(0);
    await expect(createGitSource(outside, 'HEAD')).rejects.toThrow('expected a checkout of git');
  });
});

describe('git', () => {
  let first: string;
  let second: string;

  beforeAll(() => {
    git(['init', '-q', '-b', 'main']);
    write('records/x/1.yaml', 'one');
    first = commit('first');
    write('records/x/2 ü.yaml', 'two');
    write('records/x/1.yaml', 'one, changed');
    write('.mailmap', 'Mallory <mallory@example.com> <bob@example.com>\n');
    second = commit('second\n\nwith a body', 'bob');
    git(['checkout', '-q', '-b', 'side', first]);
    write('docs/b.md', 'side');
    commit('side', 'carol');
    git(['checkout', '-q', 'main']);
  });

  it('tells who added each record, by the commit itself', async () => {
    expect([...(await readAddedBy(root, 'records'))].sort()).toEqual([
      ['records/x/1.yaml', { commit: first, email: 'alice@example.com', name: 'alice' }],
      ['records/x/2 ü.yaml', { commit: second, email: 'bob@example.com', name: 'bob' }],
    ]);
  });

  it('tells the commit that last changed each file, and its day in UTC', async () => {
    const changed = await readLastChanged(root);
    expect(changed.get('records/x/1.yaml')).toEqual({ commit: second, date: '2026-10-02' });
    expect(changed.get('docs/a/ü "x".md')).toEqual({ commit: first, date: '2026-10-02' });
  });

  it('counts paths from the folder that it is asked in', async () => {
    expect((await readAddedBy(join(root, 'records'), 'x')).get('x/1.yaml')?.commit).toBe(first);
    const source = await createGitSource(join(root, 'records'), 'HEAD');
    expect((await source.list(['x'])).map((entry) => entry.path)).toEqual(['x/1.yaml', 'x/2 ü.yaml']);
  });

  it('reads files as they were', async () => {
    const source = await createGitSource(root, first);
    const entries = await source.list(['docs', 'records']);
    expect(entries).toContainEqual({ path: 'docs/link.md', kind: 'symlink' });
    expect(entries.map((entry) => entry.path)).not.toContain('records/x/2 ü.yaml');
    const [one, odd] = await Promise.all([source.read('records/x/1.yaml'), source.read('docs/a/ü "x".md')]);
    expect([text(one), text(odd)]).toEqual(['one', 'one']);
    await expect(source.read('docs/link.md')).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(source.read('records/x/2 ü.yaml')).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('finds where two branches parted', async () => {
    expect(await getMergeBase(root, 'side')).toBe(first);
    expect(await getMergeBase(root, 'main', 'side')).toBe(first);
  });

  it('takes no revision for an option or a command', async () => {
    expect(await resolveCommit(root, 'main')).toBe(second);
    for (const revision of [
      '',
      '--output=x',
      '-x',
      'none',
      'main..side',
      'main; touch x',
      ':(exclude)a',
      'HEAD:docs',
    ]) {
      await expect(resolveCommit(root, revision)).rejects.toThrow(GitError);
    }
  });

  it('is not led elsewhere by the environment', async () => {
    process.env['GIT_DIR'] = join(outside, 'nowhere');
    try {
      expect(await resolveCommit(root, 'HEAD')).toBe(second);
    } finally {
      delete process.env['GIT_DIR'];
    }
  });
});
