import { readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import type { Impact } from '../../plugins/docusaurus-plugin-gait/src/model/schema/impact.ts';
import { recordWith, sopWith, walkSopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { CHANGED_SOP, commit, CONFIGURATION, createRepository, FINGERPRINT, RECORD, SOP } from './diff-support.ts';
import { ROOT } from '../support/run.ts';
import { gait, git, writeFiles } from './support.ts';

const schema: unknown = JSON.parse(readFileSync(path.join(ROOT, 'schema/impact.schema.json'), 'utf8'));
const isImpact = new Ajv({ strict: false, formats: { date: true } }).compile(schema as object);

/** The impact as JSON, held against the published schema. */
async function getImpact(folder: string, ...argv: string[]): Promise<Impact> {
  const { code, stdout, stderr } = await gait(folder, ['diff', ...argv, '--format', 'json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const impact: unknown = JSON.parse(stdout);
  expect(isImpact(impact) ? [] : isImpact.errors).toEqual([]);
  return impact as Impact;
}

/** What a run wrote, with commits as `…`. */
async function getText(folder: string, ...argv: string[]): Promise<string> {
  const { code, stdout, stderr } = await gait(folder, ['diff', ...argv]);
  expect(code).toBe(0);
  return `${stderr}${stdout}`.replace(/\b[0-9a-f]{7}\b/gu, '…');
}

function createChange(): string {
  const folder = createRepository();
  commit(folder, {
    [SOP]: CHANGED_SOP,
    'docs/sops/old-way.md': null,
    'docs/sops/brand-new.md': sopWith({ frontMatter: { id: 'brand-new', title: 'A new one', owner: 'finance' } }),
  });
  return folder;
}

describe('gait diff', () => {
  it.each(['text', 'md'])('says what a change does: %s', async (format) => {
    expect(`\n${await getText(createChange(), 'main', '--format', format)}`).toMatchSnapshot();
  });

  it('says it to other programs, by the published schema', async () => {
    const impact = await getImpact(createChange(), 'main');
    expect(impact).toMatchObject({
      schema: 1,
      as_of: '2026-11-20',
      base: { name: 'main' },
      head: { name: 'HEAD' },
      limits: [],
      sops: {
        count: { before: 3, after: 3 },
        added: [{ id: 'brand-new', owner: 'finance' }],
        removed: [{ id: 'old-way' }],
        changed: [
          {
            id: 'rotate-key',
            fingerprint: { before: FINGERPRINT },
            evidence: 'new',
            steps: [
              { kind: 'changed', parts: ['id', 'text', 'actions'], after: { number: 2 } },
              { kind: 'added', after: { number: 3, id: 'tell-the-owner' } },
            ],
            variables: [{ name: 'USER_NAME', kind: 'changed', parts: ['pattern'] }],
          },
        ],
      },
      maturity: [{ sop: 'rotate-key', change: 'lost', effective: { before: 'walk', after: 'crawl' } }],
      records: { stopped: [{ id: '2026-11-02-k3f9qa', reason: 'made for another text of the SOP' }] },
      controls: [{ reference: 'cis-aws@5.0.0#1.13', change: 'lowered', best: { before: 'walk', after: 'crawl' } }],
      links: [
        { rule: 'broken-link', file: 'docs/guide/index.md', in_change: false },
        { rule: 'broken-anchor', file: 'docs/sops/renew-cert.md', in_change: false },
      ],
      diagnostics: { new: [{ rule: 'maturity-not-earned', severity: 'warning', file: SOP }] },
      reviews: [
        { owner: 'finance', source: 'owner', files: ['docs/sops/brand-new.md'] },
        { owner: 'platform', source: 'owner', handles: ['@example/platform'] },
        { owner: '@example/writers', source: 'code-owner' },
      ],
    });
  });

  it('says that nothing changes, and nothing else', async () => {
    const folder = createRepository();
    commit(folder, { 'README.md': 'Read me.\n' });
    expect(await getText(folder, 'main')).toBe(
      'main (…) → HEAD (…), as of 2026-11-20: 3 SOPs before, 3 after\nNothing that the knowledge base is about changes.\n\nReviews needed\n  code owner @example/writers: README.md\n',
    );
  });

  it('lets records of a mere rewording count, by `accepts`', async () => {
    const folder = createRepository();
    commit(folder, {
      [SOP]: walkSopWith({
        frontMatter: { accepts: `['${FINGERPRINT}']` },
        sections: { Rollback: 'Enable the old key once more.' },
      }),
    });
    const { sops, records, maturity } = await getImpact(folder, 'main');
    expect(sops.changed).toMatchObject([{ evidence: 'accepted', sections: ['rollback'], keys: ['accepts'] }]);
    expect({ maturity, records }).toEqual({
      maturity: [],
      records: { added: [], removed: [], stopped: [], resumed: [] },
    });
  });

  it('follows a renamed SOP, its records and its messages', async () => {
    const folder = createRepository();
    await gait(folder, ['rename', 'rotate-key', 'renew-key']);
    commit(folder, {});
    const { sops, records, maturity, links, diagnostics } = await getImpact(folder, 'main');
    expect(sops).toMatchObject({ added: [], removed: [], renamed: [{ from: 'rotate-key', to: 'renew-key' }] });
    expect({ records, maturity, links, fresh: diagnostics.new }).toEqual({
      records: { added: [], removed: [], stopped: [], resumed: [] },
      maturity: [],
      links: [],
      fresh: [],
    });
  });

  it('judges raised claims and rewritten records against the base', async () => {
    const folder = createRepository();
    commit(folder, {
      [RECORD]: recordWith({ fingerprint: `'${FINGERPRINT}'`, notes: 'Mended.' }),
      'docs/sops/renew-cert.md': walkSopWith({
        frontMatter: { id: 'renew-cert', title: 'Renew a certificate' },
      }),
    });
    const { diagnostics, links } = await getImpact(folder, 'main');
    expect(diagnostics.new.map(({ rule, severity }) => `${severity} ${rule}`)).toEqual([
      'error maturity-not-earned',
      'error record-rewritten',
    ]);
    expect(links).toEqual([]);
    // The same claim, once it is there, is no news.
    commit(folder, { 'docs/guide/index.md': '---\ntitle: Guide\n---\n\nNone.\n' });
    expect((await getImpact(folder, 'HEAD~1', 'HEAD')).diagnostics.new).toEqual([]);
  });

  it('asks the owners of SOPs whose automation changes, and who hands over as well as who takes over', async () => {
    const folder = createRepository({ 'scripts/rotate-key/automation.ts': '// one\n' });
    commit(folder, { [SOP]: walkSopWith({ frontMatter: { automation: 'rotate-key' } }) });
    commit(folder, {
      'scripts/rotate-key/automation.ts': '// two\n',
      'docs/sops/old-way.md': sopWith({ frontMatter: { id: 'old-way', title: 'The old way', owner: 'finance' } }),
    });
    const { reviews } = await getImpact(folder, 'HEAD~1', 'HEAD');
    expect(reviews.filter(({ source }) => source === 'owner')).toMatchObject([
      { owner: 'finance', files: ['docs/sops/old-way.md'] },
      { owner: 'platform', files: ['docs/sops/old-way.md', 'scripts/rotate-key/automation.ts'] },
    ]);
  });
});

describe('revisions of gait diff', () => {
  it('come from git alone: what lies in the work tree is neither read nor touched', async () => {
    const folder = createChange();
    const whole = await getImpact(folder, 'main', 'change');
    writeFiles(folder, { 'gait.config.yaml': 'not: [it\n', [SOP]: 'gone\n' });
    rmSync(path.join(folder, 'docs/sops/brand-new.md'));
    const index = path.join(folder, '.git/index');
    const [before, at] = [git(folder, 'status', '--porcelain'), statSync(index).mtimeMs];
    expect(await getImpact(folder, 'main', 'change')).toEqual(whole);
    expect(statSync(index).mtimeMs).toBe(at);
    expect(git(folder, 'status', '--porcelain')).toBe(before);
  });

  it('run no code of the repository', async () => {
    const folder = createRepository();
    commit(folder, {
      'docusaurus.config.ts': 'throw new Error("ran");\n',
      'scripts/rotate-key/automation.ts': 'throw new Error("ran");\n',
      '.gitattributes': '* diff=evil filter=evil\n',
    });
    git(folder, 'config', 'diff.evil.command', 'touch ran');
    git(folder, 'config', 'diff.evil.textconv', 'touch ran;');
    const { stdout } = await gait(folder, ['diff', 'main', '--format', 'json']);
    expect(stdout).not.toContain('"ran"');
    expect(statSync(path.join(folder, 'ran'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('are told from what is not committed, which can be compared instead', async () => {
    const folder = createRepository();
    writeFiles(folder, { [SOP]: CHANGED_SOP, 'notes.txt': 'mine\n' });
    expect(await getText(folder, 'main')).toMatch(
      /^Not compared, since not committed: docs\/sops\/rotate-key\.md\.\nCompare the files on disk instead: --work-tree\.\nmain/u,
    );
    writeFiles(folder, { 'docs/sops/brand-new.md': sopWith({ frontMatter: { id: 'brand-new' } }) });
    const { head, sops, reviews } = await getImpact(folder, 'main', '--work-tree');
    expect(head).toEqual({ name: 'work tree', commit: null });
    expect(sops).toMatchObject({ added: [{ id: 'brand-new' }], changed: [{ id: 'rotate-key' }] });
    expect(reviews.at(-1)).toMatchObject({
      owner: '@example/writers',
      files: ['docs/sops/brand-new.md', SOP],
    });
    expect(await gait(folder, ['diff', 'main', 'change', '--work-tree'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Unexpected `change` with --work-tree') as string,
    });
  });

  it('can be compared with their common ancestor, while the main branch goes on', async () => {
    const folder = createChange();
    git(folder, 'checkout', '--quiet', 'main');
    commit(folder, { 'docs/sops/later.md': sopWith({ frontMatter: { id: 'later', title: 'Later' } }) });
    git(folder, 'checkout', '--quiet', 'change');
    const text = await getText(folder, 'main');
    expect(text).toContain('The head lacks 1 commit of `main`');
    expect(text).toContain('removed  later');
    const { base, sops } = await getImpact(folder, 'main', '--merge-base');
    expect(base).toEqual({ name: 'merge base of main', commit: git(folder, 'rev-parse', 'main~1').trim() });
    expect(sops.removed.map(({ id }) => id)).toEqual(['old-way']);
  });

  it.each([
    ['missing', null, 'Unexpected absence of `gait.config.yaml`'],
    ['broken', CONFIGURATION.replace('title: Example', 'title: [x]'), 'gait.config.yaml:2: Unexpected'],
  ])('are compared although the configuration of the base is %s', async (_, configuration, message) => {
    const folder = createRepository();
    commit(folder, { 'gait.config.yaml': configuration });
    commit(folder, { 'gait.config.yaml': CONFIGURATION, [SOP]: CHANGED_SOP });
    const { limits, sops } = await getImpact(folder, 'HEAD~1', 'HEAD');
    expect(limits).toEqual([expect.stringContaining(message)]);
    expect(limits[0]).toContain('was read with the one of the head');
    expect(sops).toMatchObject({ count: { before: 3 }, changed: [{ id: 'rotate-key' }] });
  });

  it('are not compared when the configuration of the head is broken', async () => {
    const folder = createRepository();
    commit(folder, { 'gait.config.yaml': 'schema: 1\nareas: 7\n' });
    expect(await gait(folder, ['diff', 'main'])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('gait.config.yaml') as string,
    });
  });

  it.each([['nowhere'], ['--upload-pack=x'], ['']])('are refused when there is no such: %s', async (revision) => {
    const { code, stderr } = await gait(createRepository(), ['diff', '--', revision]);
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('expected a branch, tag or commit') as string,
    });
  });

  it('say what a shallow clone hides', async () => {
    const folder = createChange();
    commit(folder, { 'docs/guide/index.md': '---\ntitle: Guide\n---\n\nNone.\n' });
    const clone = path.join(folder, 'clone');
    git(folder, 'clone', '--quiet', '--depth', '1', '--branch', 'change', `file://${folder}`, clone);
    expect(await gait(clone, ['diff', 'origin/main'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('fetch-depth: 0') as string,
    });
    git(clone, 'fetch', '--quiet', '--depth', '1', 'origin', 'main:main');
    expect((await getImpact(clone, 'main')).limits).toEqual([
      expect.stringMatching(/^The clone is shallow: who added a record is not known/u),
    ]);
    const HIDDEN = 'who added a record is not known';
    expect((await gait(clone, ['validate'])).stderr).toContain(HIDDEN);
    expect(await gait(clone, ['diff', 'main', '--merge-base'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('without a common ancestor') as string,
    });
    git(clone, 'fetch', '--quiet', '--unshallow', 'origin');
    expect((await getImpact(clone, 'main')).limits).toEqual([]);
    expect((await gait(clone, ['validate'])).stderr).not.toContain(HIDDEN);
  });
});
