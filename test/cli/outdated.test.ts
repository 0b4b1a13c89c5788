import { describe, expect, it } from 'vitest';
import { readPastTexts } from '../../plugins/docusaurus-plugin-gait/src/base/past-texts.ts';
import { loadKnowledgeBase } from '../../plugins/docusaurus-plugin-gait/src/base/load.ts';
import { createMemoryCache } from '../../plugins/docusaurus-plugin-gait/src/base/memory-cache.ts';
import { createDiskSource } from '../../plugins/docusaurus-plugin-gait/src/read/disk.ts';
import { readAddedBy } from '../../plugins/docusaurus-plugin-gait/src/read/git.ts';
import { getOutdated } from '../../plugins/docusaurus-plugin-gait/src/report/outdated.ts';
import { toPages } from '../../plugins/docusaurus-plugin-gait/src/report/pages/index.ts';
import { recordWith, walkSopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { CHANGED_SOP, commit, createRepository, FINGERPRINT, RECORD, SOP } from './diff-support.ts';
import { gait, git } from './support.ts';

const CHANGES = [
  {
    text: 'Step 2, “List the keys of the user, newest first”, changed: id, text, commands or gates',
    step: 'list-all-keys',
  },
  { text: 'Step 3, “Tell the owner”, added', step: 'tell-the-owner' },
  { text: 'Variable USER_NAME pattern changed' },
];

/** A repository with a record of the text at its first commit, and these changes after it. */
function createHistory(changes: Record<string, string | null>, record: Record<string, string> = {}): string {
  const folder = createRepository();
  const first = git(folder, 'rev-parse', 'HEAD').trim();
  const name = '2026-11-03-p2m8wd';
  commit(folder, {
    [RECORD]: null,
    [`records/rotate-key/${name}.yaml`]: recordWith({
      id: name,
      fingerprint: `'${FINGERPRINT}'`,
      commit: `'${first}'`,
      ...record,
    }),
  });
  commit(folder, changes);
  return folder;
}

async function load(folder: string) {
  const { base } = await loadKnowledgeBase({
    source: createDiskSource(folder),
    asOf: '2026-11-20',
    addedBy: await readAddedBy(folder, 'records'),
  });
  return base;
}

async function getGroups(folder: string, id = 'rotate-key') {
  const base = await load(folder);
  const node = base.sops.get(id);
  return node ? getOutdated(node, await readPastTexts({ root: folder, base })) : [];
}

describe('a record of an earlier text', () => {
  it('stays visible, and what changed since is said on the page', async () => {
    const folder = createHistory({ [SOP]: CHANGED_SOP });
    const base = await load(folder);
    const past = await readPastTexts({ root: folder, base });
    const page = toPages({ base, past, rendered: new Map(), sources: new Map() }).find(
      (one) => one.path === '/sops/rotate-key/',
    );
    expect(page?.kind === 'sop' && page.data.evidence).toMatchObject({
      claimed: 'walk',
      effective: 'crawl',
      counting: [],
      ignored: [],
      outdated: [
        { fingerprint: FINGERPRINT, records: [{ id: '2026-11-03-p2m8wd', on: '2026-11-02' }], changes: CHANGES },
      ],
    });
  });

  it.each(['table', 'md', 'json', 'csv'])('and in the report: %s', async (format) => {
    const { code, stdout, stderr } = await gait(createHistory({ [SOP]: CHANGED_SOP }), [
      'report',
      'maturity',
      '--format',
      format,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('2026-11-03-p2m8wd');
    if (format === 'json') {
      expect((JSON.parse(stdout) as { sops: unknown[] }).sops).toContainEqual(
        expect.objectContaining({ id: 'rotate-key', outdated: [expect.objectContaining({ changes: CHANGES })] }),
      );
    } else for (const text of ['newest first', 'Tell the owner', 'pattern changed']) expect(stdout).toContain(text);
  });

  it('tells sections, and nothing where `accepts` names its text', async () => {
    const sections = { Verification: 'The user has one key.', Rollback: 'None.' };
    expect(await getGroups(createHistory({ [SOP]: walkSopWith({ sections }) }))).toMatchObject([
      { changes: [{ text: 'Verification changed' }, { text: 'Rollback changed' }] },
    ]);
    const frontMatter = { accepts: `['${FINGERPRINT}']` };
    expect(await getGroups(createHistory({ [SOP]: walkSopWith({ sections, frontMatter }) }))).toEqual([]);
  });

  it('is found where its SOP lay under another name in another folder', async () => {
    const moved = CHANGED_SOP.replace('id: rotate-key\n', 'id: renew-key\nformerly: [rotate-key]\n');
    const folder = createHistory({ [SOP]: null, 'docs/sops/keys/renew-key.md': moved });
    expect(await getGroups(folder, 'renew-key')).toMatchObject([{ changes: CHANGES }]);
  });

  it.each([
    ['a commit that git does not have', { commit: "'4c1f0a9b7d3e'" }],
    ['a commit with another text', { fingerprint: "'g1-0123456789abcdef'" }],
  ])('of %s says that it is not known', async (_, record) => {
    const folder = createHistory({ [SOP]: CHANGED_SOP }, record);
    expect(await getGroups(folder)).toMatchObject([{ records: [{ id: '2026-11-03-p2m8wd' }], changes: null }]);
    const { stdout } = await gait(folder, ['report', 'maturity']);
    expect(stdout).toContain('not known: git does not have that text');
  });

  it('does not hide another whose commit git does not have', async () => {
    const folder = createHistory({ [SOP]: null, 'docs/sops/keys/rotate-key.md': CHANGED_SOP });
    commit(folder, {
      'records/rotate-key/2026-11-01-aaaaaa.yaml': recordWith({
        id: '2026-11-01-aaaaaa',
        fingerprint: "'g1-0123456789abcdef'",
        commit: "'4c1f0a9b7d3e'",
        started_at: '2026-11-01T14:03:00+01:00',
        finished_at: '2026-11-01T14:20:00+01:00',
      }),
    });
    expect((await getGroups(folder)).map(({ changes }) => changes !== null)).toEqual([true, false]);
  });

  it('is read without its credentials, and once', async () => {
    const token = `ghp_${'1a2B'.repeat(9)}`;
    const folder = createRepository({ [SOP]: walkSopWith({ sections: { Procedure: `1. Use ${token} here.` } }) });
    const first = git(folder, 'rev-parse', 'HEAD').trim();
    const before = await load(folder);
    const fingerprint = `'${before.sops.get('rotate-key')?.file.fingerprint}'`;
    commit(folder, { [RECORD]: recordWith({ fingerprint, commit: `'${first}'` }), [SOP]: CHANGED_SOP });
    const base = await load(folder);
    const cache = createMemoryCache();
    const past = await readPastTexts({ root: folder, base, cache });
    expect(JSON.stringify([...past])).toContain('Use xxxx');
    expect(JSON.stringify([...past])).not.toContain(token.slice(4));
    const again = await readPastTexts({
      root: folder,
      base,
      cache,
      processor: {
        variant: 'none',
        process: (jobs) =>
          Promise.resolve(
            jobs.map(() => {
              throw new Error('parsed again');
            }),
          ),
      },
    });
    expect(again).toEqual(past);
  });
});
