import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { glob } from 'tinyglobby';
import { afterAll, describe, expect, it } from 'vitest';
import { writeFiles } from '../support/build-site.ts';
import { useSite, waitUntilAlive } from '../support/browser.ts';
import { sop } from '../support/content.ts';
import { hashFiles } from '../support/hash.ts';
import { DOCUSAURUS, SITES, getCleanEnvironment, runDocusaurus, runGait } from '../support/run.ts';
import type { Ended } from '../support/run.ts';
import { AS_OF, getSiteFiles, writeSmallSite } from '../support/sites.ts';
import { FLAG, ODD_COMMAND, ODD_LINES, SECRET, SYMLINKS, getHostileFiles, getMarkerCode } from './hostile-files.ts';

let outside: string;
let root: string;
let marker: string;
let strict: Ended;
let validated: Ended;
let lenient: Ended;
let before: Map<string, string>;
let after: Map<string, string>;

const site = useSite(async () => {
  // Inside the checkout, so that the plugin is found; the folder above the site is what nothing may reach into.
  await mkdir(SITES, { recursive: true });
  outside = await mkdtemp(join(SITES, 'hostile-'));
  root = join(outside, 'site');
  marker = join(outside, 'ran.txt');
  await writeFile(join(outside, 'secret.txt'), `${SECRET}\n`);
  const all = getHostileFiles(marker);
  const isGood = (path: string): boolean => /(?:good|index|odd)\.md$|\.yaml$/u.test(path);
  await writeFiles(root, {
    ...Object.fromEntries(Object.entries(all).filter(([path]) => isGood(path))),
    ...getSiteFiles({ description: SECRET }),
  });
  const good = await runGait(['build', '--as-of', AS_OF], { cwd: root });
  if (good.code !== 0) throw new Error(good.output);
  before = await hashFiles(join(root, 'build'));

  await writeFiles(root, all);
  for (const [path, target] of Object.entries(SYMLINKS)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await symlink(target, join(root, path));
  }
  validated = await runGait(['validate', '--format', 'json', '--as-of', AS_OF], { cwd: root });
  strict = await runGait(['build', '--as-of', AS_OF], { cwd: root });
  after = await hashFiles(join(root, 'build'));

  await writeFiles(root, getSiteFiles({ onError: 'warn', description: SECRET }));
  lenient = await runDocusaurus(['build'], { cwd: root, env: { GAIT_AS_OF: AS_OF } });
  if (lenient.code !== 0) throw new Error(lenient.output);
  return { build: join(root, 'build'), baseUrl: '/' };
});

afterAll(async () => {
  await rm(outside, { recursive: true, force: true });
});

describe('a site that means harm, built as it is by default', () => {
  it('is stopped, with the place and the rule of each error', () => {
    expect(strict.code).toBe(1);
    for (const rule of [
      'front-matter-fence',
      'raw-html',
      'link-scheme',
      'mdx-file',
      'file-encoding',
      'hidden-characters',
    ])
      expect(strict.output).toContain(rule);
    expect(strict.output).toContain('docs/sops/engine-0.md');
    expect(strict.output).toMatch(/\d+ errors/u);
    expect(strict.output).not.toMatch(/^\s+at .*node_modules/mu);
    expect(strict.output).not.toContain('\u202E');
  });

  it('is heard to the end by who reads slowly', async () => {
    // More than a pipe holds.
    const body = '[x](./gone.md)\n\n'.repeat(2000);
    const folder = await writeSmallSite({ 'docs/sops/links.md': sop({ id: 'links', body }) });
    const child = spawn(process.execPath, [DOCUSAURUS, 'build'], {
      cwd: folder,
      env: { ...getCleanEnvironment(), GAIT_BUILD: '1', GAIT_AS_OF: AS_OF },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let report = '';
    await new Promise<void>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => text.includes('was not built') && resolve());
    });
    for await (const text of child.stderr.setEncoding('utf8')) report += String(text);
    await rm(folder, { recursive: true, force: true });
    expect(report.length).toBeGreaterThan(400_000);
    expect(report).toMatch(/\d+ errors[^\n]*\n$/u);
  });

  it('leaves the last good build as it was', () => {
    expect(before.size).toBeGreaterThan(10);
    expect(after).toEqual(before);
  });

  it('has an error for every file that means harm', () => {
    expect(validated.code).toBe(1);
    const { diagnostics } = JSON.parse(validated.stdout) as { diagnostics: { file: string; severity: string }[] };
    const withError = new Set(diagnostics.filter((one) => one.severity === 'error').map((one) => one.file));
    const harmful = [...Object.keys(getHostileFiles(marker)), ...Object.keys(SYMLINKS)].filter(
      (path) => /\.mdx?$/u.test(path) && !/(?:good|index|odd|titled|quoted|expressions)\.md$/u.test(path),
    );
    expect(harmful.filter((path) => !withError.has(path))).toEqual([]);
  });
});

describe('a site that means harm, built although it has errors', () => {
  it('what they would run would be noticed', () => {
    const control = join(outside, 'control.txt');
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- shows that the marker is written when the code runs
    const run = new Function('require', `return ${getMarkerCode(control)}`) as (require: NodeJS.Require) => string;
    expect(run(createRequire(import.meta.url))).toBe('ran');
    expect(existsSync(control)).toBe(true);
  });

  it('runs nothing of them while it is validated and built', () => {
    expect(existsSync(marker)).toBe(false);
  });

  it('publishes no file from elsewhere, neither as it is nor inside another', async () => {
    const build = join(root, 'build');
    const forms = [SECRET, ...[0, 1, 2].map((shift) => toBase64Core(SECRET, shift)), encodeURIComponent(SECRET)];
    const found: string[] = [];
    for (const path of await glob('**/*', { cwd: build, dot: true })) {
      const text = await readFile(join(build, path), 'latin1');
      if (forms.some((form) => text.includes(form)) || text.includes('root:x:0:0')) found.push(path);
    }
    expect(found).toEqual([]);
  });

  it.each([
    ['with', false],
    ['without', true],
  ])('runs nothing in a browser %s the policy', async (_, bypassesPolicy) => {
    const build = join(root, 'build');
    const rest = (await glob('**/*.html', { cwd: build })).sort();
    expect(rest).toContain('sops/html-0/index.html');
    const visitRest = async (): Promise<void> => {
      const page = await site.open('', { bypassesPolicy });
      for (let path = rest.shift(); path !== undefined; path = rest.shift()) {
        await page.goto(site.address() + path.replace(/index\.html$/u, ''), { waitUntil: 'load' });
        await waitUntilAlive(page);
        expect({ path, harm: await findHarm(page) }).toEqual({ path, harm: [] });
      }
    };
    await Promise.all([visitRest(), visitRest(), visitRest(), visitRest()]);
    expect(site.takeProblems().filter((one) => !one.includes('status of 404'))).toEqual([]);
  });

  it('shows a title that would end a script as it is written', async () => {
    const page = await site.open('sops/titled/');
    expect(await page.locator('h1').innerText()).toBe(`</script><script>window.${FLAG}=1</script><!--`);
    expect(await page.title()).toContain('</script>');
  });
});

describe('content that is merely unusual', () => {
  it.each(['sops/odd/', 'standards/odd/'])('passes, and shows as written at %s', async (path) => {
    expect(strict.output).not.toContain('odd.md');
    const page = await site.open(path);
    const text = (await page.locator('main').first().innerText()).replaceAll(/\s+/gu, ' ');
    for (const line of ODD_LINES) expect(text).toContain(line);
    expect(await page.locator('pre').allInnerTexts()).toContain(ODD_COMMAND);
  });
});

/** What ran, and what would run or leave the site when touched. */
function findHarm(page: Page): Promise<string[]> {
  return page.evaluate((flag) => {
    const harm = flag in window ? ['a script ran'] : [];
    const origin = window.location.origin;
    for (const element of document.querySelectorAll('*')) {
      const name = element.localName;
      if (/^(?:iframe|object|embed|base|applet|portal|math|style|foreignobject)$/u.test(name)) harm.push(`<${name}>`);
      if (name === 'meta' && /refresh/iu.test(element.getAttribute('http-equiv') ?? '')) harm.push('<meta refresh>');
      if (element.id === 'gait-page' && name !== 'script') harm.push(`${name}#gait-page`);
      for (const { name: attribute, value } of element.attributes) {
        if (/^on/iu.test(attribute) || attribute === 'srcdoc') harm.push(`${name} ${attribute}=${value}`);
        if (!/^(?:href|src|action|formaction|xlink:href|data|poster|srcset)$/u.test(attribute)) continue;
        const url = URL.canParse(value, document.baseURI) ? new URL(value, document.baseURI) : undefined;
        const isOwn = url?.origin === origin || (name === 'a' && /^(?:https?|mailto|tel):$/u.test(url?.protocol ?? ''));
        const isCanonical = name === 'link' && url?.origin === 'https://test.example.org';
        const isEmbedded = name === 'img' && value.startsWith('data:image/');
        if (!isOwn && !isEmbedded && !isCanonical) harm.push(`${name} ${attribute}=${value}`);
        if (name !== 'a' && /evil\.example/u.test(url?.host ?? '')) harm.push(`${name} ${attribute}=${value}`);
      }
    }
    return harm;
  }, FLAG);
}

/** The characters of a text's Base64 that do not depend on what stands before and after it. */
function toBase64Core(text: string, shift: number): string {
  const bytes = Buffer.from(' '.repeat(shift) + text);
  return bytes.toString('base64').slice(shift === 0 ? 0 : 4, Math.floor(bytes.length / 3) * 4);
}
