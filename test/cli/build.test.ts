import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sopWith, walkSopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { commitAll, createSite, gait, git, writeFiles } from './support.ts';

const LOADER = path.join(import.meta.dirname, '../../plugins/docusaurus-plugin-gait/dist/docusaurus/loader.js');

/** Stands for Docusaurus: loads the content as the plugin does, then writes one page that says for which day, or fails. */
const DOCUSAURUS = {
  'docusaurus.config.ts': 'export default {};\n',
  'node_modules/@docusaurus/core/package.json': '{"name": "@docusaurus/core", "version": "0.0.0"}\n',
  'node_modules/@docusaurus/core/bin/docusaurus.mjs': `
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createLoader } from ${JSON.stringify(pathToFileURL(LOADER).href)};
const load = createLoader({ root: process.cwd(), url: 'https://sops.example.com', baseUrl: '/', isDevelopment: false, onError: 'throw' });
const { facts } = await load();
const folder = process.argv[process.argv.indexOf('--out-dir') + 1];
mkdirSync(folder, { recursive: true });
writeFileSync(folder + '/index.html', 'as of ' + facts.asOf);
console.log('Docusaurus was here');
process.exitCode = existsSync('fail') ? 1 : 0;
`,
};

describe('gait build', () => {
  const page = (folder: string, name = 'build'): string => readFileSync(path.join(folder, name, 'index.html'), 'utf8');

  it('validates, then builds', async () => {
    const folder = createSite(DOCUSAURUS);
    expect(await gait(folder, ['build', '--as-of', '2026-11-20'])).toEqual({
      code: 0,
      stdout: '0 errors, 0 warnings (1 SOP, 2 other files checked)\nDocusaurus was here\nBuilt build\n',
      stderr: '',
    });
    expect(page(folder)).toBe('as of 2026-11-20');
    await gait(path.join(folder, 'docs'), ['build', '--out-dir', 'public']);
    expect(page(folder, 'public')).toBe('as of 2026-11-20');
  });

  it('takes the day of the commit', async () => {
    const folder = createSite(DOCUSAURUS);
    commitAll(folder);
    await gait(folder, ['build'], { now: () => Date.UTC(2040, 0, 1) });
    const seconds = Number(git(folder, 'log', '-1', '--format=%ct'));
    expect(page(folder)).toBe(`as of ${new Date(seconds * 1000).toISOString().slice(0, 10)}`);
  });

  it('shows warnings one a line and goes on', async () => {
    const folder = createSite({
      ...DOCUSAURUS,
      'docs/sops/rotate-key.md': walkSopWith({ sections: { Rollback: '' } }),
    });
    const { code, stdout } = await gait(folder, ['build']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^docs\/sops\/rotate-key\.md:\d+:1 {2}warning {2}Unexpected empty section `Rollback`[^\n]*\n0 errors, 1 warning/u,
    );
    expect(stdout).toContain('Built build\n');
  });

  it('stops at errors and leaves the last site as it is', async () => {
    const folder = createSite(DOCUSAURUS);
    await gait(folder, ['build']);
    writeFiles(folder, { 'docs/sops/rotate-key.md': sopWith({ frontMatter: { owner: 'nobody' } }) });
    const { code, stdout } = await gait(folder, ['build', '--as-of', '2027-01-01']);
    expect(code).toBe(1);
    expect(stdout).toContain('Unexpected owner `nobody`');
    expect(stdout).toMatch(/The site was not built\. Mend the errors first\.\n$/u);
    expect(page(folder)).toBe('as of 2026-11-20');
  });

  it('leaves the last site as it is when Docusaurus fails', async () => {
    const folder = createSite(DOCUSAURUS);
    await gait(folder, ['build']);
    writeFiles(folder, { fail: '' });
    const { code, stdout } = await gait(folder, ['build', '--as-of', '2027-01-01']);
    expect(code).toBe(1);
    expect(stdout).not.toContain('Built');
    expect(page(folder)).toBe('as of 2026-11-20');
  });

  it('needs a site', async () => {
    const folder = createSite();
    expect(await gait(folder, ['build'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Unexpected absence of `docusaurus.config.ts`') as string,
    });
    expect(existsSync(path.join(folder, 'build'))).toBe(false);
  });
});
