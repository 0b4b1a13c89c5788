import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '../report/pages/page.ts';
import { getPattern } from './routes/pattern.ts';
import { findAnchors, findLinks } from './render/tags.ts';

/** A link to a page of the site or to a place on the same page; files are not the link checker's business. */
const PAGE_LINK = /^(?:#|\/[^?#]*\/(?:[?#]|$)|\/(?:[?#]|$))/u;

/** What lies on disk for one page: the page, and what the link checker must know of its HTML. */
export interface PageRecord extends Page {
  links: string[];
  anchors: string[];
}

/** Keeps the folder of records equal to the pages; writes and removes only what has changed since the last call. */
export interface RecordStore {
  /** @returns paths of the pages that are new or different, sorted. Synchronous: thousands of small files cost half as much. */
  write(pages: Page[]): string[];
}

/** File of a page's record below the folder of records: `/sops/a/` → `sops/a.json`, `/` → `index.json`. */
export function getRecordFile(pagePath: string): string {
  getPattern(pagePath);
  return `${pagePath === '/' ? 'index' : pagePath.slice(1, -1)}.json`;
}

/** A page with the links and anchors of its HTML. */
export function toRecord(page: Page): PageRecord {
  const html = Object.values(page.html);
  return {
    ...page,
    links: [...new Set(html.flatMap(findLinks))].filter((link) => PAGE_LINK.test(link)).sort(),
    anchors: [...new Set(html.flatMap(findAnchors))].sort(),
  };
}

/**
 * Records of pages in a folder, read while pages are rendered on the server (and by the development server's clients).
 * The first `write` empties the folder.
 */
export function createRecordStore(folder: string): RecordStore {
  let known: Map<string, string> | undefined;
  return {
    write(pages) {
      if (!known) rmSync(folder, { recursive: true, force: true });
      const before = known ?? new Map<string, string>();
      const now = new Map<string, string>();
      const changed: string[] = [];
      const folders = new Set<string>();
      for (const page of pages) {
        const file = getRecordFile(page.path);
        const text = JSON.stringify(toRecord(page));
        const hash = createHash('sha256').update(text).digest('base64');
        if (now.has(file)) throw new Error(`Unexpected second page at \`${page.path}\`, expected one page per address`);
        now.set(file, hash);
        if (before.get(file) === hash) continue;
        const parent = path.join(folder, path.dirname(file));
        if (!folders.has(parent)) mkdirSync(parent, { recursive: true });
        folders.add(parent);
        writeFileSync(path.join(folder, file), text);
        changed.push(page.path);
      }
      for (const file of before.keys()) if (!now.has(file)) rmSync(path.join(folder, file), { force: true });
      known = now;
      return changed.sort();
    },
  };
}
