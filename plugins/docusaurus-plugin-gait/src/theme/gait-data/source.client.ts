import '@gait/revision';
import siteConfig from '@generated/docusaurus.config';
import { createPatternTest, readPage, toPageKey, type ShownPage } from './page.ts';
import { watchLinks } from './watch-links.ts';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the way to add to Node's type
  namespace NodeJS {
    interface Module {
      /** Hot replacement, in the development server alone. */
      hot?: { accept(dependency: string, onChange: () => void): void };
    }
  }
}

/** Pages by key; null = known not to be there. The visit's first page comes from the document itself. */
const pages = new Map<string, ShownPage | null>();
const loading = new Map<string, Promise<void>>();
const listeners = new Set<() => void>();
const patterns: ((pathname: string) => boolean)[] = [];

// Scripts are deferred, so the document is complete here. Taking it at the first navigation instead would be too late: a visit
// that starts on another kind of page would then pass that document off as the first page asked for.
if (process.env.HYDRATE_CLIENT_ENTRY) {
  const page = readPage(document);
  pages.set(toPageKey(window.location.pathname), null);
  if (page) pages.set(toKey(page), page);
}

/** The page at an address, when it has been loaded. */
export function getPage(pathname: string): ShownPage | undefined {
  return pages.get(toPageKey(pathname)) ?? undefined;
}

/**
 * Loads the page at an address unless it is there. Rejects when the server has another page or another version of the
 * scripts: the router then loads the address anew.
 */
export function loadPage(pathname: string): Promise<void> {
  const key = toPageKey(pathname);
  if (pages.has(key)) return Promise.resolve();
  const known = loading.get(key);
  if (known) return known;
  const promise = (process.env.NODE_ENV === 'production' ? fetchDocument(key) : fetchRecord(key))
    .then((page) => void pages.set(key, page))
    .finally(() => loading.delete(key));
  loading.set(key, promise);
  return promise;
}

/** Tells that addresses of this pattern have data, so that it can be fetched ahead. */
export function registerPattern(pattern: string): void {
  if (patterns.length === 0) watchLinks(prefetch);
  patterns.push(createPatternTest(pattern));
}

/** Calls back when the page shown has changed on disk (development server). */
export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function prefetch(pathname: string): void {
  if (patterns.some((isOne) => isOne(pathname))) loadPage(pathname).catch(() => undefined);
}

function toKey(page: ShownPage): string {
  return siteConfig.baseUrl + page.path.slice(1);
}

async function fetchDocument(key: string): Promise<ShownPage> {
  const response = await fetch(key);
  if (!response.ok) throw new Error(`Unexpected status ${response.status} of ${key}`);
  const next = new DOMParser().parseFromString(await response.text(), 'text/html');
  const page = readPage(next);
  if (!page || toKey(page) !== key) throw new Error(`Unexpected content of ${key}`);
  if (getMainScript(next) !== getMainScript(document)) throw new Error('The site has been published anew');
  return page;
}

/** The script that every page loads; its name changes with its content. */
function getMainScript(document: Document): string | undefined {
  return document.querySelector('script[src*="/main."]')?.getAttribute('src') ?? undefined;
}

/** The development server renders no documents, it serves the records. */
async function fetchRecord(key: string): Promise<ShownPage | null> {
  const name = key.slice(siteConfig.baseUrl.length, -1) || 'index';
  const response = await fetch(`${siteConfig.baseUrl}__gait/${name}.json`, { cache: 'no-store' });
  const isRecord = response.ok && response.headers.get('content-type')?.includes('json');
  return isRecord ? ((await response.json()) as ShownPage) : null;
}

// The development server replaces this module whenever a record has changed: fetch what is shown again, forget the rest.
if (module.hot) {
  module.hot.accept('@gait/revision', () => {
    const key = toPageKey(window.location.pathname);
    void fetchRecord(key).then((page) => {
      pages.clear();
      pages.set(key, page);
      listeners.forEach((listener) => listener());
    });
  });
}
