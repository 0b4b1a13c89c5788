import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import siteConfig from '@generated/docusaurus.config';
import { toPageKey, type ShownPage } from './page.ts';

/** Folder of the records; set for the server's bundle alone. */
declare const GAIT_RECORDS: string;

let last: { key: string; page: ShownPage } | undefined;

/**
 * The page at an address, from its record on disk.
 * @throws {Error} when there is no record: every route of Gait has one.
 */
export function getPage(pathname: string): ShownPage {
  const key = toPageKey(pathname);
  if (last?.key === key) return last.page;
  const name = key.slice(siteConfig.baseUrl.length, -1) || 'index';
  const page = JSON.parse(readFileSync(join(GAIT_RECORDS, `${name}.json`), 'utf8')) as ShownPage;
  last = { key, page };
  return page;
}

/** Nothing to wait for on the server. */
export function loadPage(): Promise<void> {
  return Promise.resolve();
}

/** Nothing to prefetch on the server. */
export function registerPattern(): void {}

/** Records do not change while pages are rendered. */
export function subscribe(): () => void {
  return () => undefined;
}
