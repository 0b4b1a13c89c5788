import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordWith, sopWith, walkSopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { commitAll, createFolder, createSite, gait, git, writeFiles } from './support.ts';

const SOP = 'docs/sops/rotate-key.md';
const RECORD = 'records/rotate-key/2026-11-02-k3f9qa.yaml';

describe('gait validate', () => {
  it('ends with 0 when nothing is wrong', async () => {
    expect(await gait(createSite(), ['validate'])).toEqual({
      code: 0,
      stdout: '0 errors, 0 warnings (1 SOP, 2 other files checked)\n',
      stderr: '',
    });
  });

  it('says what is wrong, where, and what to do', async () => {
    const folder = createSite({
      [SOP]: sopWith({ frontMatter: { owner: 'platfrom', last_reviewed_on: '01.10.2026' } }),
    });
    const { code, stdout } = await gait(folder, ['validate']);
    expect(`\n${stdout}`).toMatchInlineSnapshot(`
      "
      docs/sops/rotate-key.md
        7:8  error  Unexpected owner \`platfrom\`, expected one of the configuration
            6 │ maturity: crawl
          > 7 │ owner: platfrom
              │        ^^^^^^^^
            8 │ last_reviewed_on: 01.10.2026
          hint      Did you mean \`platform\`?
          rule      unknown-owner

        8:19  error  Unexpected \`01.10.2026\` at \`last_reviewed_on\`, expected a date written as YYYY-MM-DD
            7 │ owner: platfrom
          > 8 │ last_reviewed_on: 01.10.2026
              │                   ^^^^^^^^^^
            9 │ review_in: 6 months
          hint      Write a day that exists as YYYY-MM-DD.
          rule      bad-date

      2 errors, 0 warnings in 1 file (1 SOP, 2 other files checked)
      "
    `);
    expect(code).toBe(1);
  });

  it('says what gait fix mends', async () => {
    const frontMatter = { last_reviewed_on: '2026/10/1', review_in: '6 mnths', related: '[1.10]' };
    const folder = createSite({ [SOP]: sopWith({ frontMatter }) });
    expect((await gait(folder, ['validate'])).stdout).toMatch(/\ngait fix mends 2 of them\.\n$/u);
    await gait(folder, ['fix']);
    expect((await gait(folder, ['validate'])).stdout).not.toContain('gait fix');
  });

  it('finds the root from a folder below', async () => {
    const folder = createSite();
    expect((await gait(path.join(folder, 'docs/sops'), ['validate'])).stdout).toContain('1 SOP, 2 other files');
    expect((await gait(createFolder({}), ['validate', '--root', folder])).code).toBe(0);
  });

  it('reports on the paths that are asked for, and reads everything', async () => {
    const folder = createSite({
      [SOP]: sopWith({ frontMatter: { owner: 'nobody' } }),
      'docs/standards/access.md': '---\nid: access\n---\n',
    });
    const { stdout } = await gait(folder, ['validate', 'docs/sops', '--format', 'json']);
    const report = JSON.parse(stdout) as { diagnostics: { file: string }[]; summary: { checked: object } };
    expect(new Set(report.diagnostics.map((one) => one.file))).toEqual(new Set([SOP]));
    expect(report.summary.checked).toEqual({ sops: 1, others: 2 });
    expect((await gait(path.join(folder, 'docs'), ['validate', 'sops/rotate-key.md'])).code).toBe(1);
    expect((await gait(folder, ['validate', 'controls'])).code).toBe(0);
    expect(await gait(folder, ['validate', 'docs/sops/gone.md'])).toMatchObject({
      code: 2,
      stderr: 'Unexpected path `docs/sops/gone.md`, expected a file or folder that exists\nCheck its spelling.\n',
    });
  });

  it('counts warnings against --max-warnings', async () => {
    const folder = createSite({ [SOP]: walkSopWith({ sections: { Rollback: '' } }) });
    expect((await gait(folder, ['validate'])).code).toBe(0);
    expect((await gait(folder, ['validate', '--max-warnings', '1'])).code).toBe(0);
    expect((await gait(folder, ['validate', '--max-warnings', '0'])).code).toBe(1);
  });

  it('takes the day from --as-of, else from the clock in the time zone of the configuration', async () => {
    const folder = createSite();
    const overdue = async (...argv: string[]): Promise<boolean> =>
      (await gait(folder, ['validate', ...argv])).stdout.includes('review-overdue');
    expect(await overdue('--as-of', '2027-04-01')).toBe(false);
    expect(await overdue('--as-of', '2027-04-02')).toBe(true);
    const text = readFileSync(path.join(folder, 'gait.config.yaml'), 'utf8');
    writeFileSync(path.join(folder, 'gait.config.yaml'), `${text}timezone: Pacific/Auckland\n`);
    const now = (): number => Date.UTC(2027, 3, 1, 12);
    expect((await gait(folder, ['validate'], { now })).stdout).toContain('review-overdue');
    writeFileSync(path.join(folder, 'gait.config.yaml'), `${text}timezone: Mars/Base\n`);
    expect(await gait(folder, ['validate'])).toMatchObject({
      code: 2,
      stdout: expect.stringContaining('Unexpected `Mars/Base` at `timezone`') as string,
    });
  });

  it.each(['pretty', 'json', 'github', 'gitlab', 'sarif', 'junit'])(
    'ends with 2 when the configuration is broken, and says so in the format %s',
    async (format) => {
      const folder = createSite({ 'gait.config.yaml': 'schema: 1\nareas: []\nownrs: {}\n' });
      const { code, stdout } = await gait(folder, ['validate', '--format', format]);
      expect(code).toBe(2);
      expect(stdout).toContain('ownrs');
      expect(stdout).toContain('gait.config.yaml');
    },
  );

  it('leaves out what the configuration disables, and says so', async () => {
    const folder = createSite({ [SOP]: walkSopWith({ sections: { Rollback: '' } }) });
    const disable = `disable:\n  - {rule: empty-section, file: ${SOP}, reason: Written next week}\n`;
    const text = readFileSync(path.join(folder, 'gait.config.yaml'), 'utf8');
    writeFileSync(path.join(folder, 'gait.config.yaml'), text + disable);
    expect((await gait(folder, ['validate'])).stdout).toMatchInlineSnapshot(`
      "0 errors, 0 warnings (1 SOP, 2 other files checked)
      1 message left out by \`disable\` in gait.config.yaml:
        docs/sops/rotate-key.md  empty-section (1): Written next week
      "
    `);
  });

  it('says the same from the cache, and without it', async () => {
    const folder = createSite({ [SOP]: sopWith({ frontMatter: { owner: 'nobody' } }) });
    const cold = await gait(folder, ['validate']);
    const warm = await gait(folder, ['validate']);
    expect(warm).toEqual(cold);
    expect(await gait(folder, ['validate', '--no-cache'])).toEqual(cold);
    rmSync(path.join(folder, '.gait'), { recursive: true });
    await gait(folder, ['validate'], { env: { CI: 'true' } });
    expect(() => readFileSync(path.join(folder, '.gait'))).toThrow('ENOENT');
  });

  it('uses colour on a terminal alone', async () => {
    const folder = createSite();
    const colour = async (settings: Parameters<typeof gait>[2]): Promise<boolean> =>
      (await gait(folder, ['validate'], settings)).stdout.includes('\u001B[');
    expect(await colour({ isTTY: true })).toBe(true);
    expect(await colour({ isTTY: false })).toBe(false);
    expect(await colour({ isTTY: true, env: { NO_COLOR: '1' } })).toBe(false);
    expect(await colour({ isTTY: true, env: { CI: 'true' } })).toBe(false);
    expect(await colour({ isTTY: false, env: { FORCE_COLOR: '1' } })).toBe(true);
  });

  it('shows progress on a terminal when it takes long, and wipes it', async () => {
    let time = 0;
    const now = (): number => (time += 600);
    const { stderr } = await gait(createSite(), ['validate', '--as-of', '2026-11-20'], { isTTY: true, now });
    expect(stderr.replaceAll('\r\u001B[K', '|')).toMatch(/^\|Checking \d+ of \d+ files …/u);
    expect(stderr.endsWith('\r\u001B[K')).toBe(true);
    expect((await gait(createSite(), ['validate', '--as-of', '2026-11-20'], { now })).stderr).toBe('');
  });
});

describe('gait validate in a repository', () => {
  const policy = (folder: string): string =>
    readFileSync(path.join(folder, 'gait.config.yaml'), 'utf8').replace('records: 0', 'records: 1');

  function createRepository(files: Record<string, string> = {}): string {
    const folder = createSite({ [SOP]: sopWith(), ...files });
    writeFiles(folder, { 'gait.config.yaml': policy(folder) });
    commitAll(folder);
    return folder;
  }

  it('holds the work tree against HEAD', async () => {
    const folder = createRepository({ [RECORD]: recordWith() });
    writeFiles(folder, { [SOP]: walkSopWith(), [RECORD]: recordWith({ outcome: 'failed' }) });
    const { stdout, code } = await gait(folder, ['validate']);
    expect(stdout).toMatch(/error {2}Unexpected claim of `walk`/u);
    expect(stdout).toMatch(/error {2}Unexpected change of a record/u);
    expect(code).toBe(1);
    commitAll(folder, 'Raise');
    const after = await gait(folder, ['validate']);
    expect(after.stdout).toMatch(/warning {2}Unexpected claim of `walk`/u);
    expect(after.stdout).not.toContain('record-rewritten');
  });

  it('holds records against the base also when the same change moves their folder', async () => {
    const folder = createRepository({ [RECORD]: recordWith() });
    const moved = RECORD.replace(/^records/u, 'evidence');
    writeFiles(folder, { 'gait.config.yaml': `${policy(folder)}paths: {records: evidence}\n`, [moved]: recordWith() });
    rmSync(path.join(folder, 'records'), { recursive: true });
    expect((await gait(folder, ['validate'])).stdout).not.toContain('record-rewritten');
    writeFiles(folder, { [moved]: recordWith({ outcome: 'failed' }) });
    expect((await gait(folder, ['validate'])).stdout).toMatch(/error {2}Unexpected deletion of a record/u);
    expect((await gait(folder, ['diff', 'HEAD', '--work-tree'])).stdout).toContain('Unexpected deletion of a record');
  });

  it('reads the base as the work tree is read when its own configuration is broken', async () => {
    const folder = createRepository({ [RECORD]: recordWith() });
    const configuration = policy(folder);
    writeFiles(folder, { 'gait.config.yaml': 'schema: [\n' });
    commitAll(folder, 'Break');
    writeFiles(folder, { 'gait.config.yaml': configuration, [RECORD]: recordWith({ outcome: 'failed' }) });
    expect((await gait(folder, ['validate'])).stdout).toMatch(/error {2}Unexpected change of a record/u);
  });

  it('holds it against what --since names', async () => {
    const folder = createRepository();
    writeFiles(folder, { [SOP]: walkSopWith() });
    commitAll(folder, 'Raise');
    expect((await gait(folder, ['validate', '--since', 'HEAD~1'])).stdout).toMatch(/error {2}Unexpected claim/u);
    expect(await gait(folder, ['validate', '--since', 'nowhere'])).toMatchObject({
      code: 2,
      stderr:
        'Unexpected revision `nowhere`, expected a branch, tag or commit\nIs it fetched? A shallow clone holds no history.\n',
    });
    expect((await gait(folder, ['validate', '--since', '--output=x'])).code).toBe(2);
  });

  it('holds it against the merge base in CI, and says when it cannot', async () => {
    const folder = createRepository();
    git(folder, 'checkout', '--quiet', '-b', 'change');
    writeFiles(folder, { [SOP]: walkSopWith() });
    commitAll(folder, 'Raise');
    const env = { CI: 'true' };
    expect((await gait(folder, ['validate'], { env })).stdout).toMatch(/error {2}Unexpected claim/u);
    git(folder, 'branch', '--delete', '--force', 'main');
    const alone = await gait(folder, ['validate'], { env });
    expect(alone.stderr).toContain('No common ancestor with `main` is known');
    expect(alone.stdout).toMatch(/warning {2}Unexpected claim/u);
  });

  it('reads the id and the claim of the base however they are written', async () => {
    const folder = createRepository();
    writeFiles(folder, { [SOP]: walkSopWith({ frontMatter: { maturity: '"walk" # claimed', id: "'rotate-key'" } }) });
    commitAll(folder, 'Raise');
    expect((await gait(folder, ['validate'])).stdout).toMatch(/warning {2}Unexpected claim of `walk`/u);
  });
});
