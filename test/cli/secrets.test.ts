import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  EXAMPLE_SITE,
  recordWith,
  sopWith,
  standardWith,
} from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { commitAll, createSite, gait, git } from './support.ts';

// Put together, so that the file itself holds none.
const TOKEN = `ghp_${'1a2B'.repeat(9)}`;
const SECRET_KEY = `wJalrXUtnFEMI/K7MDENG/bPxRfiCY${'1a2B3c4D5e'}`;
const PASSWORD = ['hunter22', 'corp'].join('-');
const FORMATS = ['pretty', 'json', 'github', 'gitlab', 'sarif', 'junit'];

/** Credentials where other rules would quote them: as an unknown key's value, a bad value, an id, a link. */
const FILES = {
  'docs/sops/rotate-key.md': sopWith({
    frontMatter: { title: `Use ${TOKEN}`, review_in: TOKEN, owner: TOKEN, related: `[${TOKEN}]` },
    sections: {
      Purpose: `[Log](https://bob:${PASSWORD}@ci.corp.net/ "x") in with ${TOKEN}.`,
      Procedure: `1. Run it.\n\n   \`\`\`bash\n   export AWS_SECRET_ACCESS_KEY=${SECRET_KEY}\n   \`\`\``,
    },
  }),
  'docs/standards/access.md': standardWith({ body: `Ask with ${TOKEN}.` }),
  'records/rotate-key/2026-11-02-k3f9qa.yaml': recordWith({ outcome: TOKEN, environment: `'${TOKEN}'` }),
  'scripts/rotate-key/automation.ts': `export const token = '${TOKEN}';\n`,
};

describe('a credential', () => {
  it.each(FORMATS)('is reported, and its value covered: %s', async (format) => {
    const folder = createSite(FILES);
    const { code, stdout, stderr } = await gait(folder, ['validate', '--format', format]);
    expect(code).toBe(1);
    for (const value of [TOKEN, SECRET_KEY, PASSWORD]) {
      expect(stdout + stderr).not.toContain(value);
      // Nor a tail or a head of it.
      expect(stdout + stderr).not.toContain(value.slice(0, 12));
      expect(stdout + stderr).not.toContain(value.slice(-8));
    }
    expect(stdout).toMatch(/GitHub token/u);
    for (const file of Object.keys(FILES)) expect(stdout).toContain(file);
  });

  it('is shown covered in its line', async () => {
    const { stdout } = await gait(createSite({ 'docs/sops/rotate-key.md': FILES['docs/sops/rotate-key.md'] }), [
      'validate',
    ]);
    expect(stdout).toContain(`export AWS_SECRET_ACCESS_KEY=${'x'.repeat(40)}`);
  });

  it('does not get into the cache', async () => {
    const folder = createSite(FILES);
    const first = await gait(folder, ['validate']);
    const second = await gait(folder, ['validate']);
    expect(second.stdout).toBe(first.stdout);
    expect(readFileSync(path.join(folder, '.gait/cache/.gitignore'), 'utf8')).toBe('*\n');
    for (const name of readdirSync(path.join(folder, '.gait/cache')))
      expect(readFileSync(path.join(folder, '.gait/cache', name), 'utf8')).not.toContain(TOKEN);
  });

  it('is allowed by its value, for a reason that must be given', async () => {
    const files = { 'docs/standards/access.md': FILES['docs/standards/access.md'] };
    const configuration = readFileSync(path.join(createSite(), 'gait.config.yaml'), 'utf8');
    const allow = (entry: string): string => `${configuration}rules: {secret: [error, {allow: [${entry}]}]}\n`;
    const allowed = createSite({ ...files, 'gait.config.yaml': allow(`{value: ${TOKEN}, reason: A drill}`) });
    expect((await gait(allowed, ['validate'])).stdout).not.toContain('GitHub token');
    const bare = createSite({ ...files, 'gait.config.yaml': allow(`{value: ${TOKEN}}`) });
    expect((await gait(bare, ['validate'])).code).toBe(2);
  });
});

describe('the configuration', () => {
  const plain = EXAMPLE_SITE['gait.config.yaml'] ?? '';
  const webhook = `automation: {wake: {oncall: [{webhook: {url: 'https://bob:${PASSWORD}@pager.corp.net/'}}]}}\n`;

  it.each(FORMATS)('cannot be used with a credential in it: %s', async (format) => {
    const folder = createSite({ 'gait.config.yaml': `${plain}${webhook}` });
    const { code, stdout, stderr } = await gait(folder, ['validate', '--format', format]);
    expect(code).toBe(2);
    expect(stdout).toContain('gait.config.yaml');
    expect(stdout).toContain('Unexpected address with a password, expected no credential');
    expect(stdout + stderr).not.toContain(PASSWORD);
  });

  it('shows no credential when it cannot be used', async () => {
    for (const broken of [`titel: ${TOKEN}\n`, `timezone: '${TOKEN}'\n`, `title: [${TOKEN}\n`]) {
      const folder = createSite({ 'gait.config.yaml': `${plain.replace(/^title:.*\n/mu, '')}${broken}` });
      for (const command of [['validate'], ['due'], ['validate', '--format', 'sarif']]) {
        const { code, stdout, stderr } = await gait(folder, command);
        expect(code).toBe(2);
        expect(stdout + stderr).toContain('gait.config.yaml');
        expect(stdout + stderr).not.toContain(TOKEN.slice(0, 12));
      }
    }
  });
});

it('is found in findings and in CODEOWNERS, also deep in a large export', async () => {
  const rows = `"i-0123456789abcdef0";"FAIL"\n`.repeat(60_000);
  const folder = createSite({
    'findings/prowler.csv': `${rows}"${TOKEN}"\n${rows}`,
    'findings/asff/one.json': JSON.stringify({ Note: TOKEN }),
    '.github/CODEOWNERS': `# ${TOKEN}\n* @example/platform\n`,
  });
  const { stdout } = await gait(folder, ['validate', '--format', 'json']);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { rule: string; file: string; start?: { line: number } }[];
  };
  const found = diagnostics.filter(({ rule }) => rule === 'secret').map(({ file }) => file);
  expect(found).toEqual(['.github/CODEOWNERS', 'findings/asff/one.json', 'findings/prowler.csv']);
  expect(stdout).toContain('60001');
  expect(stdout).not.toContain(TOKEN.slice(0, 12));
});

describe('gait validate --staged', () => {
  it('reads what is staged, not the work tree, and reports on that alone', async () => {
    const folder = createSite({ 'docs/standards/access.md': standardWith({ body: '[gone](./gone.md)' }) });
    commitAll(folder);
    expect((await gait(folder, ['validate'])).code).toBe(1);
    expect(await gait(folder, ['validate', '--staged'])).toMatchObject({ code: 0 });
    const sop = path.join(folder, 'docs/sops/rotate-key.md');
    const clean = readFileSync(sop, 'utf8');
    writeFileSync(sop, sopWith({ sections: { Purpose: TOKEN } }));
    git(folder, 'add', 'docs/sops/rotate-key.md');
    writeFileSync(sop, clean);
    const { code, stdout } = await gait(folder, ['validate', '--staged', '--format', 'json']);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { rule: string; file: string }[] };
    expect(code).toBe(1);
    expect(diagnostics.map(({ rule, file }) => ({ rule, file }))).toEqual([
      { rule: 'secret', file: 'docs/sops/rotate-key.md' },
    ]);
  });

  it('scans every staged file, before the first commit too, and the index that a hook is told of', async () => {
    const folder = createSite();
    git(folder, 'init', '--quiet');
    mkdirSync(path.join(folder, 'src'));
    writeFileSync(path.join(folder, 'src/deploy.sh'), `TOKEN=${TOKEN}\n`);
    git(folder, 'add', '--all');
    const { code, stdout } = await gait(folder, ['validate', '--staged']);
    expect(code).toBe(1);
    expect(stdout).toContain('src/deploy.sh\n  1:7');
    expect(stdout).toContain(`TOKEN=${'x'.repeat(TOKEN.length)}`);
    const env = { GIT_INDEX_FILE: '.git/of-the-hook' };
    expect(await gait(folder, ['validate', '--staged'], { env })).toMatchObject({ code: 2 });
  });

  it('needs a checkout', async () => {
    expect(await gait(createSite(), ['validate', '--staged'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('expected a repository of git') as string,
    });
  });
});
