import { readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '../report/pages/page.ts';
import type { SearchRecord } from '../report/search.ts';
import { getChecksBySop, toSearchRecord } from '../report/search.ts';
import { getRecordFile } from './records.ts';

/** Folder of the index, below the site. */
export const SEARCH_FOLDER = 'pagefind';

/** Interfaces that Pagefind writes beside the index; the site has its own. */
const UNUSED = [
  'pagefind-component-ui.css',
  'pagefind-component-ui.js',
  'pagefind-highlight.js',
  'pagefind-modular-ui.css',
  'pagefind-modular-ui.js',
  'pagefind-ui.css',
  'pagefind-ui.js',
];

/** One language per site, and no stemming of another. */
const LANGUAGE = 'en';

/**
 * How many places of words one file of the index holds, half of what Pagefind takes by itself: a query fetches a file for each of its
 * words. Pagefind reads it from the environment and calls it unstable; a version that does not know it makes larger files, no other ones.
 */
const CHUNK = { name: 'PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE', size: '10000' } as const;

/** What {@link writeSearchIndex} gets. */
export interface SearchInput {
  /** Absolute folder of the finished site. */
  outDir: string;
  /** Address of the site below its host, with a slash at both ends. */
  baseUrl: string;
  /** Absolute folder of the pages' records, and the addresses of the pages. */
  records: string;
  paths: readonly string[];
  /** Addresses, below the base URL, of pages that content-docs rendered: standards and the guide. */
  documents: readonly string[];
}

/**
 * Writes the search index of a finished site with Pagefind: a small start, and chunks that a query fetches as it needs them, so what is
 * fetched hardly grows with the number of pages.
 * @throws {Error} with what Pagefind says when it cannot make the index.
 */
export async function writeSearchIndex({ outDir, baseUrl, records, paths, documents }: SearchInput): Promise<void> {
  process.env[CHUNK.name] ??= CHUNK.size;
  // It brings a program of its own that is started here and nowhere else.
  const { createIndex, close } = await import('pagefind');
  try {
    const { index, errors } = await createIndex({ forceLanguage: LANGUAGE, rootSelector: 'article' });
    if (!index) throw new Error(`Pagefind did not start: ${errors.join('; ')}`);
    const checkPages = paths.filter((one) => one.startsWith('/checks/')).map((one) => readPage(records, one));
    const checks = getChecksBySop(checkPages);
    for (const address of paths) {
      const record = toSearchRecord(readPage(records, address), checks);
      if (record) check(await index.addCustomRecord(toPagefindRecord(record, baseUrl)), address);
    }
    for (const address of [...documents].sort()) {
      const content = await readFile(path.join(outDir, address, 'index.html'), 'utf8');
      const url = baseUrl + address.slice(1);
      check(await index.addHTMLFile({ url, content: markDocument(content, address) }), address);
    }
    check(await index.writeFiles({ outputPath: path.join(outDir, SEARCH_FOLDER) }), SEARCH_FOLDER);
  } finally {
    await close();
  }
  for (const file of UNUSED) await rm(path.join(outDir, SEARCH_FOLDER, file), { force: true });
}

/** Synchronous: thousands of small files cost half as much. */
function readPage(folder: string, address: string): Page {
  return JSON.parse(readFileSync(path.join(folder, getRecordFile(address)), 'utf8')) as Page;
}

function toPagefindRecord({ path: address, title, content, filters, meta }: SearchRecord, baseUrl: string) {
  return {
    url: baseUrl + address.slice(1),
    language: LANGUAGE,
    content,
    meta: { title, ...meta },
    filters: filters as Record<string, string[]>,
  };
}

/** Tells Pagefind what kind of page a document is; its title is the heading. */
function markDocument(html: string, address: string): string {
  const kind = address.startsWith('/standards/') ? 'Standard' : 'Guide';
  return html.replace('<article', `<article data-pagefind-filter="kind:${kind}" data-pagefind-meta="kind:${kind}"`);
}

function check({ errors }: { errors: string[] }, what: string): void {
  if (errors.length > 0) throw new Error(`Pagefind cannot take ${what}: ${errors.join('; ')}`);
}
