import { cp, mkdir, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { glob } from 'tinyglobby';
import { afterAll, describe, expect, it } from 'vitest';
import { AS_OF, getSiteFiles, writeSmallSite } from '../support/sites.ts';
import { useSite } from '../support/browser.ts';
import { sop } from '../support/content.ts';
import { runDocusaurus, runGait } from '../support/run.ts';
import type { Ended } from '../support/run.ts';
import { ODD_PAGES } from './odd-pages.ts';

/** Runbooks that others wrote for other tools; where there are none, pages of our own with the same oddities stand alone. */
const CORPUS_DIR = process.env.GAIT_CORPUS_DIR;
const CORPORA = [
  { from: 'corpora/prometheus-operator-runbooks/content', to: 'docs/guide/prometheus', least: 100 },
  { from: 'corpora/moj-cloud-platform', to: 'docs/standards/moj', least: 50 },
];

interface Diagnostic {
  file: string;
  rule: string;
  severity: string;
  message: string;
  place?: { start: { line: number; column: number } };
}

let root: string;
let built: Ended;

const site = useSite(async () => {
  const files = getSiteFiles({ onError: 'warn' });
  root = await writeSmallSite({
    ...files,
    // Those runbooks show ids of access keys, which would stop the build, as they should.
    'gait.config.yaml': `${String(files['gait.config.yaml'])}rules: {secret: off}\n`,
    ...ODD_PAGES,
    'docs/sops/good.md': sop({ id: 'good' }),
    'docs/guide/index.md': '---\ntitle: Guide\n---\n\nText.\n',
  });
  if (CORPUS_DIR !== undefined) {
    for (const { from, to } of CORPORA) {
      await mkdir(join(root, to), { recursive: true });
      await cp(join(CORPUS_DIR, from), join(root, to), { recursive: true });
    }
  }
  built = await runDocusaurus(['build'], { cwd: root, env: { GAIT_AS_OF: AS_OF } });
  return { build: join(root, 'build'), baseUrl: '/' };
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

describe('runbooks of others as reference pages', () => {
  it('what is wrong in them is said, each with its place', async () => {
    const { stdout, code } = await runGait(['validate', '--format', 'json', '--as-of', AS_OF], { cwd: root });
    expect(code).toBe(1);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] };
    // What is said of a file's name has no place inside the file.
    const ofName = ['reserved-id', 'duplicate-id'];
    const placeless = diagnostics.filter(({ place, rule }) => place === undefined && !ofName.includes(rule));
    expect(placeless).toEqual([]);
    const files = new Set(diagnostics.map(({ file }) => file));
    for (const path of ['links.md', 'html.md', 'no-end.md', 'twice.md'])
      expect(files).toContain(`docs/guide/odd/${path}`);
    expect(files).toContain('docs/standards/odd/none.md');
    expect([...files].every((file) => file.startsWith('docs/guide/') || file.startsWith('docs/standards/'))).toBe(true);
    expect(diagnostics.every(({ message }) => message.startsWith('Unexpected'))).toBe(true);
  });

  it('the site is built without a crash', async () => {
    expect(built.output).not.toMatch(/TypeError|RangeError|unhandled/u);
    expect({ code: built.code, output: built.code === 0 ? '' : built.output.slice(-6000) }).toEqual({
      code: 0,
      output: '',
    });
    expect(existsSync(join(root, 'build/sops/good/index.html'))).toBe(true);
    if (CORPUS_DIR === undefined) return;
    for (const { to, least } of CORPORA) {
      const folder = join('build', to.replace('docs/', ''));
      expect((await glob('**/index.html', { cwd: join(root, folder) })).length).toBeGreaterThan(least);
    }
  });

  it('their pages come alive and load nothing from elsewhere', async () => {
    const pages = (await glob('{guide,standards}/**/index.html', { cwd: join(root, 'build') })).sort();
    const some = pages.filter((_, index) => index % Math.ceil(pages.length / 25) === 0);
    expect(some.length).toBeGreaterThan(5);
    for (const path of some) {
      const page = await site.open(encodeURI(path.replace(/index\.html$/u, '')));
      expect((await page.locator('h1').first().innerText()).length).toBeGreaterThan(0);
    }
  });
});
