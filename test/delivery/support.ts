import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { createRecordStore } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/records.ts';
import { writeSearchIndex } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/search.ts';
import { hashFolder, toManifest } from '../../tools/publish/manifest.mjs';

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** A temporary folder; it is removed after the test. */
export async function createFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gait-delivery-'));
  folders.push(folder);
  return folder;
}

/** Writes files below a folder. */
export async function writeAll(folder: string, files: Record<string, string>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}

const POLICY = "default-src 'self'; frame-ancestors 'none'";

/** The least that a built site consists of. */
export const SITE: Record<string, string> = {
  'index.html': `<!doctype html><head><meta http-equiv="Content-Security-Policy" content="default-src 'self'"></head><script src="/assets/js/main.js" defer></script><h1>Home</h1>`,
  '404.html': '<h1>Not found</h1>',
  'sops/restart/index.html': '<h1 class="a">Restart</h1>',
  _headers: '/*\n',
  'csp.json': JSON.stringify({ headers: { 'Content-Security-Policy': POLICY, 'Referrer-Policy': 'no-referrer' } }),
  'build.json': JSON.stringify({
    commit: '4c1f'.repeat(10),
    asOf: '2026-11-20',
    findings: 'f1'.repeat(32),
    version: '0.1.0',
  }),
};

/** An artefact of a site that was never built: what `tools/publish` would make, less the papers. */
export async function createArtefact(files: Record<string, string> = {}): Promise<string> {
  const artefact = await createFolder();
  await writeAll(join(artefact, 'site'), { ...SITE, ...files });
  await writeAll(artefact, { SHA256SUMS: toManifest(await hashFolder(join(artefact, 'site'))) });
  return artefact;
}

/** An artefact whose search, Pagefind's own, knows one SOP: the one at `path`, by `title`. */
export async function createSearchableArtefact(sop: { title: string; path: string }): Promise<string> {
  const artefact = await createArtefact({
    'sops/begin/index.html': '<meta data-rh="true" name="robots" content="noindex"><h1>Moved</h1>',
    'sops/restart/index.html': '<h1 class="a">Restart <em>R&amp;D</em>&#x27;s service</h1>',
  });
  const records = await createFolder();
  const data = { id: 'x', status: 'active', evidence: { effective: 'crawl' }, alerts: [], controls: [], variables: [] };
  const page = { kind: 'sop', ...sop, description: '', data, html: {}, sources: [] };
  createRecordStore(records).write([page]);
  const outDir = join(artefact, 'site');
  await writeSearchIndex({ outDir, baseUrl: '/', records, paths: [sop.path], documents: [] });
  await writeAll(artefact, { SHA256SUMS: toManifest(await hashFolder(outDir)) });
  return artefact;
}
