import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  findInlineScripts,
  findStyledTag,
  getPolicy,
} from '../../plugins/docusaurus-plugin-gait/src/docusaurus/csp.ts';
import { finishBuild } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/finish.ts';

const FACTS = { commit: null, asOf: '2026-12-01', findings: null, version: '0.1.0', offline: true };

function toHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function toPage(body: string): string {
  return `<!doctype html><html><head><meta charset=UTF-8><title>T</title><script src=/a.js defer></script></head><body><svg style="display: none;"></svg><script>theme()</script>${body}</body></html>`;
}

describe('inline scripts', () => {
  it('are those that a browser might run, whatever their type is called', () => {
    const html =
      '<script src=/a.js></script><script>1</script><script type=module>2</script><script type="text/jscript">3</script>' +
      '<script type=application/x-gait-page id=gait-page>{"a":"\\u003c/script>"}</script><script type="application/ld+json">{}</script>';
    expect(findInlineScripts(html)).toEqual(['1', '2', '3'].map(toHash));
  });
});

it('what looks like a script in the value of an attribute or in a comment is none', () => {
  const html =
    '<meta content="</script><script>1</script><!--"/><!-- <script>2</script> --><p title=\'<script>3</script>\'><script>4</script>';
  expect(findInlineScripts(html)).toEqual([toHash('4')]);
});

describe('styles', () => {
  it.each(['<p style="color:red">', '<pre tabindex=0 style=--x:1>', "<p style='a'>", '<p class="a" STYLE="b">'])(
    'finds %s',
    (tag) => {
      expect(findStyledTag(`<div>${tag}x</p></div>`)).toBe(tag);
    },
  );

  it.each(['<p title="a style=b">x', '<p>text style="x"', '<code>&lt;p style="x"></code>', '<p data-style="x">'])(
    'is not misled by %s',
    (html) => {
      expect(findStyledTag(html)).toBeUndefined();
    },
  );
});

describe('the policy', () => {
  it('allows the site itself, the named scripts and nothing else', () => {
    expect(getPolicy({ hashes: ["'sha256-b'", "'sha256-a'"] })).toBe(
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'sha256-a' 'sha256-b'; style-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(getPolicy({ hashes: [], isMeta: true })).not.toContain('frame-ancestors');
  });
});

describe('a finished build', () => {
  let outDir: string;

  beforeEach(async () => {
    outDir = await mkdtemp(join(tmpdir(), 'gait-finish-'));
    await mkdir(join(outDir, 'sops/a'), { recursive: true });
    await writeFile(join(outDir, '404.html'), toPage('not found'));
    await writeFile(join(outDir, 'sops/a/index.html'), toPage('<p>A</p>'));
  });

  afterEach(async () => {
    await rm(outDir, { recursive: true, force: true });
  });

  const read = (file: string): Promise<string> => readFile(join(outDir, file), 'utf8');
  const finish = (): Promise<void> => finishBuild({ outDir, baseUrl: '/kb/', facts: FACTS, assets: new Map() });

  it('has its policy in every page and as headers, and says what it is made of', async () => {
    await finish();
    const page = await read('sops/a/index.html');
    expect(page).toMatch(
      /<head><meta charset=UTF-8><meta http-equiv="Content-Security-Policy" content="default-src 'self'; /u,
    );
    expect(page).toContain(toHash('theme()'));
    expect(page).toContain('<svg display="none">');
    expect(page).not.toContain('style=');
    const { headers } = JSON.parse(await read('csp.json')) as { headers: Record<string, string> };
    expect(headers['Content-Security-Policy']).toContain("frame-ancestors 'none'");
    expect(headers['Referrer-Policy']).toBe('no-referrer');
    expect(await read('_headers')).toBe(
      `/*\n${Object.entries(headers)
        .map(([name, value]) => `  ${name}: ${value}\n`)
        .join('')}/kb/gait-offline.js\n  Cache-Control: no-cache\n/kb/build.json\n  Cache-Control: no-cache\n`,
    );
    expect(JSON.parse(await read('build.json'))).toEqual(FACTS);
  });

  it('publishes the files that pages show', async () => {
    await finishBuild({
      outDir,
      baseUrl: '/',
      facts: FACTS,
      assets: new Map([['assets/gait/x.txt', join(outDir, '404.html')]]),
    });
    expect(await read('assets/gait/x.txt')).toContain('not found');
  });

  it('has no script of a page of its own: the policy would have to allow what somebody slipped in', async () => {
    await writeFile(join(outDir, 'sops/a/index.html'), toPage('<script>alert(1)</script>'));
    await expect(finish()).rejects.toThrow('Unexpected inline script');
  });

  it('has no style that its policy forbids', async () => {
    await writeFile(join(outDir, 'sops/a/index.html'), toPage('<p style="color:red">'));
    await expect(finish()).rejects.toThrow('Unexpected style in sops/a/index.html: <p style="color:red">');
  });
});
