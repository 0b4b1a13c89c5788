import { readFileSync, readdirSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { toSeconds } from '../model/duration.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import type { Page } from '../report/pages/page.ts';
import type { SopPageData } from '../report/pages/sop.ts';
import { SEARCH_FOLDER } from './search.ts';

/** The worker's file, at the root of the site: what it may keep lies below it. */
export const WORKER_FILE = 'gait-offline.js';
/** Texts of search results by page. */
const FRAGMENTS_FILE = `${SEARCH_FOLDER}/pages.json`;

/** What a site keeps on its readers' devices. */
export interface OfflinePlan {
  /** False: nothing, and what is there already is taken away. */
  isOn: boolean;
  /** Age from which a copy is too old to be followed. */
  maxAgeSeconds: number;
  /** Addresses of pages that are kept without being asked for. */
  pages: string[];
}

/** What a site keeps without being asked for: active SOPs of the risks that its configuration names. */
export function toOfflinePlan({ asOf, configuration }: KnowledgeBase, pages: readonly Page[]): OfflinePlan {
  const { offline, offline_max_age: maxAge, offline_risks: risks } = configuration;
  const isKept = ({ kind, data }: Page): boolean => {
    const sop = kind === 'sop' ? (data as SopPageData) : undefined;
    return sop?.status === 'active' && sop.risk !== undefined && risks.includes(sop.risk);
  };
  return {
    isOn: offline,
    maxAgeSeconds: toSeconds(asOf, maxAge),
    pages: pages.filter(isKept).map((page) => page.path),
  };
}

/** What {@link writeOffline} gets. */
export interface OfflineInput {
  /** Absolute folder of the finished site, search index included. */
  outDir: string;
  baseUrl: string;
  plan: OfflinePlan;
  /** Addresses of all SOPs, below the base URL. */
  sops: readonly string[];
  /** Absolute path of Docusaurus' `routesChunkNames.json`. */
  chunkNames: string;
}

/**
 * Writes the service worker of a finished site. Its bytes change with every change of what it may keep, so that browsers take the
 * new version; same site, same bytes.
 */
export async function writeOffline({ outDir, baseUrl, plan, sops, chunkNames }: OfflineInput): Promise<void> {
  const worker = (await readFile(fileURLToPath(new URL('../theme/gait-offline/worker.js', import.meta.url)), 'utf8'))
    // A script, not a module: not every browser has workers that are modules.
    .replace(/^export \{\};?$/mu, '');
  const fragments = readFragments(outDir, baseUrl);
  const kept = plan.pages.map(toRelative);
  const files = plan.isOn ? await listFiles(outDir, await readDocumentChunks(chunkNames)) : [];
  files.push(...(plan.isOn ? kept.flatMap((page) => fragments.get(page) ?? []) : []));
  const site = {
    base: baseUrl,
    isOff: !plan.isOn,
    maxAgeSeconds: plan.maxAgeSeconds,
    files: [...new Set(files)].sort(),
    pages: plan.isOn ? ['', ...kept] : [],
  };
  const hash = createHash('sha256').update(worker).update(JSON.stringify(site));
  for (const page of ['', ...sops.map(toRelative)]) hash.update(readFileSync(path.join(outDir, page, 'index.html')));
  const text = JSON.stringify({ build: hash.digest('hex').slice(0, 16), ...site });
  await writeFile(path.join(outDir, WORKER_FILE), `const GAIT_SITE = ${text};\n${worker}`);
  await mkdir(path.join(outDir, SEARCH_FOLDER), { recursive: true });
  const bySop = sops.map(toRelative).flatMap((page): [string, string][] => {
    const fragment = fragments.get(page);
    return fragment === undefined ? [] : [[page, fragment]];
  });
  await writeFile(path.join(outDir, FRAGMENTS_FILE), JSON.stringify(Object.fromEntries(bySop)));
}

function toRelative(address: string): string {
  return address.slice(1);
}

/** Scripts, styles, typefaces and the search index; not the scripts of the documents, and no text of a search result. */
async function listFiles(outDir: string, documents: ReadonlySet<string>): Promise<string[]> {
  const list = async (folder: string): Promise<string[]> => {
    const entries = await readdir(path.join(outDir, folder), { recursive: true, withFileTypes: true }).catch(() => []);
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(outDir, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
  };
  const assets = await list('assets');
  const index = await list(SEARCH_FOLDER);
  return [
    ...assets.filter((file) => {
      if (file.endsWith('.js')) return !documents.has(path.posix.basename(file).split('.')[0] ?? '');
      return file.endsWith('.css') || file.endsWith('.woff2');
    }),
    ...index.filter((file) => !file.startsWith(`${SEARCH_FOLDER}/fragment/`)),
  ];
}

/** Names of the chunks that hold the text of one document each. */
async function readDocumentChunks(file: string): Promise<Set<string>> {
  const names = JSON.parse(await readFile(file, 'utf8')) as Record<string, { content?: unknown }>;
  return new Set(Object.values(names).flatMap(({ content }) => (typeof content === 'string' ? [content] : [])));
}

/** Files of search results by page, below the base URL. Synchronous: thousands of small files cost half as much. */
function readFragments(outDir: string, baseUrl: string): Map<string, string> {
  const folder = `${SEARCH_FOLDER}/fragment`;
  const fragments = new Map<string, string>();
  for (const name of readNames(path.join(outDir, folder))) {
    const text = gunzipSync(readFileSync(path.join(outDir, folder, name))).toString('utf8');
    const url = /"url":"((?:[^"\\]|\\.)*)"/u.exec(text)?.[1];
    if (url?.startsWith(baseUrl)) fragments.set(url.slice(baseUrl.length), `${folder}/${name}`);
  }
  return fragments;
}

function readNames(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}
