import { readFileSync, writeFileSync } from 'node:fs';
import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { findInlineScripts, findStyledTag, getHeaders, getPolicy } from './csp.ts';
import { WORKER_FILE } from './offline.ts';

/** What a finished build says about itself in `build.json`. */
export interface BuildFacts {
  /** The commit that was built; null outside a checkout. */
  commit: string | null;
  /** The day for which everything that depends on time was worked out. */
  asOf: string;
  /** Digest of the findings that were read, see `hashFindings`; null when none were, or none may be published. */
  findings: string | null;
  /** Version of Gait. */
  version: string;
  /** False orders browsers to forget what they keep of the site. */
  offline: boolean;
}

/** What {@link finishBuild} gets. */
export interface FinishInput {
  outDir: string;
  /** Address of the site below its host, with a slash at both ends. */
  baseUrl: string;
  facts: BuildFacts;
  /** Files to publish: path below `outDir` to absolute path. */
  assets: ReadonlyMap<string, string>;
}

/** Files that a browser must ask for each time: an order to forget copies, or a worker that mends one, must not wait in a cache. */
const UNCACHED = [WORKER_FILE, 'build.json'];

/** The sprite of icons that the classic theme hides by a style, and the same without one. */
const STYLED_SPRITE = /<svg style="display: ?none;?">/gu;
const PLAIN_SPRITE = '<svg display="none">';
const HEAD = /<head>(?:<meta charset=[^>]*>)?/u;

/**
 * Makes a build ready to be published: the security policy in every page and as files of headers, published files, `build.json`.
 * @throws {Error} when a page has an inline script or a style that is none of the site's own.
 */
export async function finishBuild({ outDir, baseUrl, facts, assets }: FinishInput): Promise<void> {
  // The 404 page holds no word of a contributor: an inline script that it does not have comes from elsewhere.
  const hashes = findInlineScripts(await readFile(path.join(outDir, '404.html'), 'utf8'));
  const meta = `<meta http-equiv="Content-Security-Policy" content="${getPolicy({ hashes, isMeta: true })}">`;
  const pages = await listPages(outDir);
  for (const page of pages) finishPage({ outDir, page, hashes, meta });
  for (const [file, from] of assets) {
    await mkdir(path.dirname(path.join(outDir, file)), { recursive: true });
    await copyFile(from, path.join(outDir, file));
  }
  const headers = getHeaders(hashes);
  const files = Object.fromEntries(UNCACHED.map((file) => [file, { 'Cache-Control': 'no-cache' }]));
  const toLines = (all: Record<string, string>): string =>
    Object.entries(all)
      .map(([name, value]) => `  ${name}: ${value}\n`)
      .join('');
  const sections = Object.entries(files).map(([file, own]) => `${baseUrl}${file}\n${toLines(own)}`);
  await writeFile(path.join(outDir, '_headers'), `/*\n${toLines(headers)}${sections.join('')}`);
  await writeFile(path.join(outDir, 'csp.json'), `${JSON.stringify({ headers, files }, null, 2)}\n`);
  await writeFile(path.join(outDir, 'build.json'), `${JSON.stringify(facts, null, 2)}\n`);
}

/** Synchronous: thousands of small files cost half as much. */
function finishPage(input: { outDir: string; page: string; hashes: string[]; meta: string }): void {
  const { outDir, page, hashes, meta } = input;
  const file = path.join(outDir, page);
  const html = readFileSync(file, 'utf8').replace(STYLED_SPRITE, PLAIN_SPRITE);
  const stranger = findInlineScripts(html).find((hash) => !hashes.includes(hash));
  if (stranger) throw new Error(`Unexpected inline script (${stranger}) in ${page}, expected only those of every page`);
  const styled = findStyledTag(html);
  if (styled)
    throw new Error(`Unexpected style in ${page}: ${styled.slice(0, 200)}. The site's policy forbids it; use a class.`);
  if (!HEAD.test(html)) throw new Error(`Unexpected form of ${page}, expected a <head>`);
  writeFileSync(
    file,
    html.replace(HEAD, (head) => head + meta),
  );
}

async function listPages(outDir: string): Promise<string[]> {
  const entries = await readdir(outDir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
    .map((entry) => path.relative(outDir, path.join(entry.parentPath, entry.name)))
    .sort();
}
