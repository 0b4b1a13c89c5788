import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { commitAll, createSite, gait, writeFiles } from './support.ts';

const ROOT = path.join(import.meta.dirname, '../..');

/** A configuration with two teams; `more` is YAML text. */
function configurationWith(more = "repository: {host: github, url: 'https://github.com/example/base'}\n"): string {
  return `schema: 1
areas: [{key: operations, title: Operations, requires: [rotate-key]}]
owners:
  platform: {name: Platform team, contact: x, github: '@example/platform', gitlab: '@example/teams/platform'}
  audit: {name: Audit, contact: x, github: '@example/audit', gitlab: '@example/teams/audit'}
stewards: [audit]
roles: [operator, approver]
policy: {walk: {records: 0}, run: {records: 0, people: 0}}
${more}`;
}

function createOwned(files: Record<string, string> = {}, more?: string): string {
  return createSite({ 'gait.config.yaml': configurationWith(more), ...files });
}

function read(folder: string, file: string): string {
  return readFileSync(path.join(folder, file), 'utf8');
}

describe('gait owners', () => {
  it('shows the rows, and says that --write would change something', async () => {
    const folder = createOwned();
    const { code, stdout, stderr } = await gait(folder, ['owners']);
    expect(code).toBe(3);
    expect(stderr).toBe('');
    expect(stdout).toContain('/docs/sops/rotate-key.md @example/platform\n');
    expect(existsSync(path.join(folder, '.github'))).toBe(false);
    await gait(folder, ['owners', '--write']);
    expect(await gait(folder, ['owners'])).toMatchObject({ code: 0, stdout });
  });

  it('writes a new file, which --check and validate then find right', async () => {
    const folder = createOwned();
    const { code, stdout } = await gait(folder, ['owners', '--write']);
    expect(code).toBe(0);
    expect(stdout).toContain('Wrote .github/CODEOWNERS\n');
    expect(stdout).toContain('Proposed commit message:');
    expect(await gait(folder, ['owners', '--check'])).toEqual({
      code: 0,
      stdout: '.github/CODEOWNERS is current\n',
      stderr: '',
    });
    expect(await gait(folder, ['validate'])).toMatchObject({ code: 0 });
    const text = read(folder, '.github/CODEOWNERS');
    expect((await gait(folder, ['owners', '--write'])).stdout).toBe('.github/CODEOWNERS is current\n');
    expect(read(folder, '.github/CODEOWNERS')).toBe(text);
  });

  it('says in CI which rows are not current', async () => {
    const folder = createOwned();
    await gait(folder, ['owners', '--write']);
    writeFiles(folder, { 'docs/sops/rotate-key.md': sopWith({ frontMatter: { owner: 'audit' } }) });
    const { code, stdout } = await gait(folder, ['owners', '--check']);
    expect(code).toBe(1);
    expect(stdout).toContain(`.github/CODEOWNERS is not current
  - /docs/sops/rotate-key.md @example/platform
`);
    expect(stdout).toContain('  + /docs/sops/rotate-key.md @example/audit\n');
    expect(stdout).toContain('Run `gait owners --write`');
    expect((await gait(folder, ['validate'])).stdout).toContain('codeowners-owner');
  });

  it('leaves the rows of people where they are, and uses the file that the host uses', async () => {
    const own = '# ours\n* @example/everyone\n/docs/sops/ @example/everyone\n';
    const folder = createOwned({ CODEOWNERS: own });
    expect(await gait(folder, ['owners', '--write'])).toMatchObject({ code: 0, stderr: '' });
    expect(existsSync(path.join(folder, '.github/CODEOWNERS'))).toBe(false);
    const made = read(folder, 'CODEOWNERS');
    expect(made.startsWith(`${own}\n# gait owners: begin`)).toBe(true);
    writeFiles(folder, { CODEOWNERS: `${made}\n/docs/sops/rotate-key.md @example/everyone\n` });
    const { code, stderr } = await gait(folder, ['owners', '--check']);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^docs\/sops\/rotate-key\.md goes to @example\/everyone, not to @example\/platform: see the row at CODEOWNERS:\d+\n$/u,
    );
  });

  it('writes sections on GitLab, and warns of rows that would fall into them', async () => {
    const folder = createOwned({}, "repository: {host: gitlab, url: 'https://gitlab.com/example/base'}\n");
    expect(await gait(folder, ['owners', '--write'])).toMatchObject({ code: 0, stderr: '' });
    const made = read(folder, '.gitlab/CODEOWNERS');
    expect(made).toContain('[Gait: pages and evidence]\n');
    expect(made).toContain('/docs/sops/rotate-key.md @example/teams/platform\n');
    expect(await gait(folder, ['validate'])).toMatchObject({ code: 0 });
    writeFiles(folder, { '.gitlab/CODEOWNERS': `${made}/src/ @example/dev\n` });
    expect((await gait(folder, ['owners', '--check'])).stderr).toContain('belong to the section above them');
  });

  it.each<[string, Record<string, string | Uint8Array>, string]>([
    ['marks that are out of order', { '.github/CODEOWNERS': '# gait owners: begin\n* @x\n' }, 'CODEOWNERS:1`'],
    ['bytes that are no text', { '.github/CODEOWNERS': new Uint8Array([0x2a, 0x20, 0xff]) }, 'expected UTF-8'],
    [
      'a team that is none',
      { 'gait.config.yaml': configurationWith().replace('@example/platform', 'example/platform') },
      'as `github` of the owner `platform`',
    ],
    [
      'a steward that is none',
      { 'gait.config.yaml': configurationWith().replace('[audit]', '[adit]') },
      'Unexpected `adit` in `stewards`',
    ],
  ])('changes nothing for %s', async (_, files, message) => {
    const folder = createSite({ 'gait.config.yaml': configurationWith(), ...files });
    const { code, stderr } = await gait(folder, ['owners', '--write']);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    const before = files['.github/CODEOWNERS'];
    const bytes = typeof before === 'string' ? new TextEncoder().encode(before) : before;
    if (bytes) expect(new Uint8Array(readFileSync(path.join(folder, '.github/CODEOWNERS')))).toEqual(bytes);
    else expect(existsSync(path.join(folder, '.github'))).toBe(false);
  });

  it('refuses a link in the place of the file, two options, and a folder of a larger repository', async () => {
    const folder = createOwned({ 'owners.txt': '* @x\n' });
    mkdirSync(path.join(folder, '.github'));
    symlinkSync('../owners.txt', path.join(folder, '.github/CODEOWNERS'));
    expect(await gait(folder, ['owners', '--write'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Unexpected symbolic link `.github/CODEOWNERS`') as string,
    });
    expect(read(folder, 'owners.txt')).toBe('* @x\n');
    expect((await gait(folder, ['owners', '--write', '--check'])).code).toBe(2);
    const whole = createSite({});
    writeFiles(whole, { 'kb/gait.config.yaml': configurationWith() });
    commitAll(whole);
    expect(await gait(path.join(whole, 'kb'), ['owners'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('in the folder `kb/` of a repository') as string,
    });
  });
});

it('CODEOWNERS of this repository is current', { timeout: 120_000 }, () => {
  // In a process of its own: a knowledge base of this size is read by threads, which run what was built.
  expect(spawnSync(process.execPath, ['tools/build-plugin.mjs'], { cwd: ROOT }).status).toBe(0);
  const bin = 'plugins/docusaurus-plugin-gait/bin/gait.js';
  const { status, stdout } = spawnSync(process.execPath, [bin, 'owners', '--check'], { cwd: ROOT, encoding: 'utf8' });
  expect(stdout).toBe('.github/CODEOWNERS is current\n');
  expect(status).toBe(0);
});
