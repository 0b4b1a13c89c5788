import path from 'node:path';
import { ConfigurationError, loadConfiguration, loadKnowledgeBase, type LoadResult } from '../base/load.ts';
import type { Cache } from '../base/contract.ts';
import { createDiskCache } from '../base/cache.ts';
import { createMemoryCache } from '../base/memory-cache.ts';
import { readPastTexts } from '../base/past-texts.ts';
import { createDefaultProcessor } from '../base/pool.ts';
import { readFindings } from './findings.ts';
import { createDiskSource } from '../read/disk.ts';
import { readClaimChanges } from '../read/git-claims.ts';
import { readAddedBy, readLastChanged } from '../read/git.ts';
import { getShallowLimit, readShallowCommits } from '../read/git-shallow.ts';
import type { Source } from '../model/source.ts';
import type { FindingProblem } from '../model/finding.ts';
import { hideSecrets } from '../model/secret.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import { toPages } from '../report/pages/index.ts';
import type { Page, RenderedSop } from '../report/pages/page.ts';
import { createFiles } from './files.ts';
import { readHead, type Head } from './head.ts';
import { createLinkResolver } from './link-resolver.ts';
import { highlightToHtml } from './render/highlight.ts';
import { createPageProcessor } from './render/process.ts';
import { mapAddresses } from './render/tags.ts';
import { toOfflinePlan, type OfflinePlan } from './offline.ts';

/** What loads a knowledge base for a site. */
export interface ContentInput {
  /** Absolute folder of the knowledge base. */
  root: string;
  /** Address without a path: `https://sops.example.org`. */
  url: string;
  baseUrl: string;
  /** Day for everything that depends on time; that of the commit when left out, and today outside a checkout. */
  asOf?: string;
  /** Whether diagnostics are shown on the pages of their files: while people write, not for a published site. */
  showsDiagnostics: boolean;
  /** Kept between loads. */
  cache?: Cache;
  /** The same for texts of SOPs as records followed them. */
  pastCache?: Cache;
  onProgress?: (done: number, total: number) => void;
}

/** A knowledge base as pages. */
export interface Content {
  result: LoadResult;
  pages: Page[];
  /** Files to publish beside the pages: name to absolute path. */
  assets: Map<string, string>;
  /** What could not be read in files of findings. */
  unread: FindingProblem[];
  /** What a shallow clone hides, as a sentence. */
  hidden?: string;
  /** Digest of the findings that went into the pages; null for none. */
  findingsDigest: string | null;
  /** Files beside the pages: path below the base URL to text. */
  files: Map<string, string>;
  offline: OfflinePlan;
  head?: Head;
}

/**
 * Reads, checks and renders a knowledge base.
 * @throws {ConfigurationError} when its configuration cannot be used.
 */
export async function loadContent(input: ContentInput): Promise<Content> {
  const { root, baseUrl, showsDiagnostics, cache } = input;
  const source = createDiskSource(root);
  const { configuration } = await loadConfiguration(source);
  const [head, addedBy, shallow, changed] = await Promise.all([
    readHead(root),
    readAddedBy(root, configuration.paths.records),
    readShallowCommits(root),
    readLastChanged(root),
  ]);
  const asOf = input.asOf ?? head?.date ?? new Date().toISOString().slice(0, 10);
  const result = await loadKnowledgeBase({
    source,
    asOf,
    addedBy,
    cache,
    processor: createPageProcessor(),
    onProgress: input.onProgress,
  });
  const { base, extras, diagnostics } = result;
  const resolver = createLinkResolver({ base, root, baseUrl });
  const findings = await readFindings(root, base);
  const pages = toPages({
    base,
    rendered: resolveRendered(base, extras, (...link) => resolver.resolve(...link)),
    changed,
    sources: await readAutomationSources(base, source),
    highlight: highlightToHtml,
    findings: findings.digest,
    past: await readPastTexts({ root, base, cache: input.pastCache, processor: createDefaultProcessor() }),
    ...(showsDiagnostics && { diagnostics }),
  });
  const promotions = await readClaimChanges(root, configuration.paths.sops, head);
  const files = createFiles({ base, changed, promotions, findings: findings.digest, site: input.url + baseUrl });
  return {
    result,
    pages,
    assets: resolver.assets,
    files,
    offline: toOfflinePlan(base, pages),
    unread: findings.problems,
    hidden: getShallowLimit(shallow, [addedBy]),
    findingsDigest: findings.hash,
    head,
  };
}

/** The caches of a site: on disk, except in CI, where they could come with the change under review. */
export async function createContentCaches(
  root: string,
  isContinuous: boolean,
): Promise<Pick<ContentInput, 'cache' | 'pastCache'>> {
  const isOff = process.env.CI !== undefined || process.env.GAIT_NO_CACHE !== undefined;
  const open = async (name: string): Promise<Cache | undefined> => {
    const disk = isOff ? undefined : await createDiskCache(path.join(root, '.gait', 'cache'), name);
    return isContinuous ? createMemoryCache(disk) : disk;
  };
  return { cache: await open('site'), pastCache: await open('past') };
}

export { ConfigurationError };

function resolveRendered(
  base: KnowledgeBase,
  extras: Map<string, unknown>,
  resolve: (address: string) => string | undefined,
): Map<string, RenderedSop> {
  const rendered = new Map<string, RenderedSop>();
  for (const { id, file } of base.sops.values()) {
    const sop = extras.get(file.path) as RenderedSop | undefined;
    if (!sop) continue;
    const html = Object.entries(sop.html).map(([name, value]) => [name, mapAddresses(value, resolve)]);
    rendered.set(id, { ...sop, html: Object.fromEntries(html) as Record<string, string> });
  }
  return rendered;
}

/** Text of the TypeScript files beside each manifest, which the automation's page shows. */
async function readAutomationSources(base: KnowledgeBase, source: Source): Promise<Map<string, string>> {
  const folders = [...base.automations.values()].map(({ file }) => `${path.posix.dirname(file.path)}/`);
  const sources = new Map<string, string>();
  for (const [file, kind] of base.paths) {
    if (kind !== 'file' || !file.endsWith('.ts') || !folders.some((folder) => file.startsWith(folder))) continue;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await source.read(file));
    sources.set(file, hideSecrets(text, base.files.get(file)?.secrets));
  }
  return sources;
}
