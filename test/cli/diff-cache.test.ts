import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDiskCache } from '../../plugins/docusaurus-plugin-gait/src/base/cache.ts';
import { loadKnowledgeBase } from '../../plugins/docusaurus-plugin-gait/src/base/load.ts';
import type { Source } from '../../plugins/docusaurus-plugin-gait/src/model/source.ts';
import { createDiskSource } from '../../plugins/docusaurus-plugin-gait/src/read/disk.ts';
import { createGitSource } from '../../plugins/docusaurus-plugin-gait/src/read/git.ts';
import { CHANGED_SOP, commit, createRepository, SOP } from './diff-support.ts';
import { gait } from './support.ts';

const openCache = (folder: string) => createDiskCache(path.join(folder, '.gait/cache'), 'check');

/** Loads with a cache that knows what is on disk, and gives the files that were read all the same. */
async function load(folder: string, source: Source): Promise<string[]> {
  const read: string[] = [];
  await loadKnowledgeBase({
    source: { ...source, read: (file) => (read.push(file), source.read(file)) },
    asOf: '2026-11-20',
    cache: await openCache(folder),
  });
  return read.sort();
}

describe('what was parsed', () => {
  it('of files on disk is known of a commit, but for what differs', async () => {
    const folder = createRepository();
    await load(folder, createDiskSource(folder));
    expect(await load(folder, await createGitSource(folder, 'HEAD'))).toEqual(['gait.config.yaml']);
    commit(folder, { [SOP]: CHANGED_SOP });
    expect(await load(folder, await createGitSource(folder, 'HEAD'))).toEqual([SOP, 'gait.config.yaml']);
    // And the other way round.
    expect((await gait(folder, ['validate'])).stderr).toBe('');
  });

  it('of two revisions is kept whole, whatever was in the cache before', async () => {
    const folder = createRepository();
    commit(folder, { [SOP]: CHANGED_SOP });
    const file = path.join(folder, '.gait/cache/check.ndjson');
    const countLines = (): number => readFileSync(file, 'utf8').trimEnd().split('\n').length;
    const diff = async (): Promise<string> => (await gait(folder, ['diff', 'main', '--format', 'json'])).stdout;
    const first = await diff();
    // The header, and every file of both: one differs.
    const whole = countLines();
    for (const revision of ['main', 'HEAD'])
      expect(await load(folder, await createGitSource(folder, revision))).toEqual(['gait.config.yaml']);
    expect(await diff()).toBe(first);
    expect(countLines()).toBe(whole);
    writeFileSync(file, 'gait-cache of another build\n');
    expect(await diff()).toBe(first);
    expect(countLines()).toBe(whole);
  });

  it('is neither read nor kept in CI, where it could come with the change', async () => {
    const folder = createRepository();
    commit(folder, { [SOP]: CHANGED_SOP });
    const { stdout } = await gait(folder, ['diff', 'main', '--format', 'json'], { env: { CI: '1' } });
    expect(() => readFileSync(path.join(folder, '.gait/cache/check.ndjson'))).toThrow('ENOENT');
    expect((await gait(folder, ['diff', 'main', '--format', 'json'])).stdout).toBe(stdout);
  });
});

describe('a cache that is saved more than once', () => {
  it('keeps what each save added', async () => {
    const folder = createRepository();
    const cache = await openCache(folder);
    const toValue = (file: string) => ({
      file: { kind: 'other' as const, path: file, hash: '' },
      diagnostics: [],
    });
    cache.set('a', toValue('a'));
    await cache.save();
    cache.set('b', toValue('b'));
    await cache.save();
    expect(cache.get('a')).toEqual(toValue('a'));
    const again = await openCache(folder);
    expect([again.get('a'), again.get('b')]).toEqual([toValue('a'), toValue('b')]);
  });
});
