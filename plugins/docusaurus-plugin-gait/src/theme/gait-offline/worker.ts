// The service worker: what a reader marked, SOPs of high risk and the search index stay readable without the network. One file, no
// imports: the build puts `GAIT_SITE` before it and writes it beside the pages, the same for every browser.

/** What the build says; see `docusaurus/offline.ts`. */
declare const GAIT_SITE: {
  /** Address of the site below its host, with a slash at both ends. */
  base: string;
  /** Changes with every change of the site; names the cache. */
  build: string;
  /** True when the configuration switched offline copies off: then this worker only takes them away. */
  isOff: boolean;
  maxAgeSeconds: number;
  /** Scripts, styles, typefaces and the search index, below `base`. */
  files: string[];
  /** Pages that are kept without being asked for, below `base`. */
  pages: string[];
};

/** The parts of a service worker's scope that are used here; they are in no library beside that of documents. */
interface Scope {
  addEventListener(kind: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(kind: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(kind: 'message', listener: (event: Waiting & MessageEvent<unknown>) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void> };
  registration: { unregister(): Promise<boolean> };
}
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  request: Request;
  respondWith(response: Promise<Response>): void;
}

const scope = self as unknown as Scope;
const { base, build, isOff, maxAgeSeconds, files, pages } = GAIT_SITE;
const PREFIX = `gait:${base}:`;
const CACHE = PREFIX + build;
/** What outlives a version: pages that somebody marked, and which versions are here. */
const MARKS = `${PREFIX}marks`;
const VERSIONS = '?versions';
/** When a copy was fetched. */
const KEPT_AT = 'x-gait-kept-at';
/** How long the network may take before a copy is shown. */
const LIMIT_MS = 2000;
const ORDER_EVERY_MS = 60_000;
const ORDER_LIMIT_MS = 10_000;
/** Requests at once while copies are made. */
const WIDTH = 4;
/** Names that change with their content. */
const CONSTANT = /^(?:assets\/|pagefind\/(?:fragment|index|filter)\/|pagefind\/.*\.pf_meta$)/u;
const FRAGMENTS = 'pagefind/pages.json';
/** In every page of Gait: a page of a proxy, or one to log in, is none. */
const IS_PAGE = 'application/x-gait-page';
const MAIN = /src="[^"]*?(assets\/js\/main\.[^"]+)"/u;

let orderedAt = 0;

scope.addEventListener('install', (event) => event.waitUntil(isOff ? scope.skipWaiting() : install()));
scope.addEventListener('activate', (event) => event.waitUntil(isOff ? leave() : activate()));
if (!isOff) {
  scope.addEventListener('fetch', handleFetch);
  scope.addEventListener('message', (event) => {
    event.waitUntil(answer(event.data).then((reply) => event.ports[0]?.postMessage(reply)));
  });
}

async function install(): Promise<void> {
  await changeVersions((versions) => [build, ...versions.filter((one) => one !== build)]);
  await fill().catch(async (error: unknown) => {
    await caches.delete(CACHE);
    throw error;
  });
  await scope.skipWaiting();
}

/** The version before stays for tabs that still show it, and one that is being installed already; older ones go. */
async function activate(): Promise<void> {
  await changeVersions(async (versions) => {
    const at = Math.max(versions.indexOf(build), 0);
    const kept = [...new Set([...versions.slice(0, at), build, ...versions.slice(at + 1, at + 2)])];
    const names = [MARKS, ...kept.map((one) => PREFIX + one)];
    await removeCaches((name) => !names.includes(name));
    return kept;
  });
  await scope.clients.claim();
  // Not waited for: until a worker is active, every request waits for it, and this one might never be answered.
  void obeyOrder();
}

/** Changes the list of versions that are here, newest first. Two workers may be at it, one coming and one going. */
async function changeVersions(change: (versions: string[]) => string[] | Promise<string[]>): Promise<void> {
  await navigator.locks.request(MARKS, async () => {
    const marks = await caches.open(MARKS);
    const versions = ((await (await marks.match(toUrl(VERSIONS)))?.json()) ?? []) as string[];
    const changed = JSON.stringify(await change(versions));
    // On a full disk the list stays as it was.
    await marks.put(toUrl(VERSIONS), new Response(changed)).catch(() => undefined);
  });
}

/** Takes every copy away, and this worker too. */
async function leave(): Promise<void> {
  await removeCaches(() => true);
  await scope.registration.unregister();
}

async function removeCaches(isUnwanted: (name: string) => boolean): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && isUnwanted(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

/** A site can order its worker away in `build.json`, whatever else went wrong. Requests of a worker do not pass through it. */
async function obeyOrder(): Promise<void> {
  if (Date.now() - orderedAt < ORDER_EVERY_MS) return;
  orderedAt = Date.now();
  const signal = AbortSignal.timeout(ORDER_LIMIT_MS);
  const response = await fetch(toUrl('build.json'), { cache: 'no-store', signal }).catch(() => undefined);
  const facts = response?.ok ? ((await response.json().catch(() => ({}))) as { offline?: boolean }) : {};
  if (facts.offline === false) await leave();
}

/**
 * Fetches what is missing of this version: files first, then pages. Full disks end it quietly; `answer` says so.
 * @throws when the network fails: the version before stays then, and the browser tries again later.
 */
async function fill(): Promise<'full' | undefined> {
  const cache = await caches.open(CACHE);
  const marked = await readMarks();
  try {
    const fragments = await findFragments(marked);
    await forEach([...files, ...fragments], async (file) => {
      if (await cache.match(toUrl(file))) return;
      const old = CONSTANT.test(file) ? await findAnywhere(toUrl(file)) : undefined;
      const response = old ?? (await fetch(toUrl(file), { cache: 'no-cache' }));
      if (!isGood(response)) throw new Error(`Unexpected status ${response.status} of ${file}`);
      await cache.put(toUrl(file), response);
    });
    await forEach([...new Set([...pages, ...marked])], async (page) => {
      if (!(await cache.match(toUrl(page))))
        await storePage(cache, await fetch(toUrl(page), { cache: 'no-cache' }), page);
    });
  } catch (error) {
    if ((error as Error).name !== 'QuotaExceededError') throw error;
    return 'full';
  }
  return undefined;
}

/** Keeps a good answer, and the images of the page, when the scripts of this version are those that the page loads. */
async function storePage(cache: Cache, response: Response, page: string): Promise<void> {
  if (!isGood(response)) return;
  const html = await response.text();
  const script = MAIN.exec(html)?.[1] ?? '';
  if (!html.includes(IS_PAGE) || !files.includes(script)) return;
  const headers = new Headers(response.headers);
  // What is kept is not compressed any more.
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  headers.set(KEPT_AT, new Date().toISOString());
  await cache.put(toUrl(page), new Response(html, { headers }));
  for (const [, source = ''] of html.matchAll(/<img[^>]*\ssrc="([^"]*)"/gu)) {
    const { href, origin } = new URL(source, location.href);
    if (origin !== location.origin || (await findAnywhere(href))) continue;
    const image = await fetch(href).catch(() => undefined);
    if (image && isGood(image)) await cache.put(href, image);
  }
}

/** Texts that the search shows of pages that were marked. */
async function findFragments(marked: readonly string[]): Promise<string[]> {
  if (marked.length === 0) return [];
  const response = await fetch(toUrl(FRAGMENTS), { cache: 'no-cache' });
  const fragments = response.ok ? ((await response.json()) as Record<string, string>) : {};
  return marked.flatMap((page) => fragments[page] ?? []);
}

function handleFetch(event: Fetching): void {
  const { request } = event;
  const url = new URL(request.url);
  const isOurs = request.method === 'GET' && url.origin === location.origin && url.pathname.startsWith(base);
  if (!isOurs || request.cache === 'no-store' || request.headers.has('range')) return;
  const path = url.pathname.slice(base.length).replace(/(^|\/)index\.html$/u, '$1');
  if (request.mode === 'navigate') event.waitUntil(obeyOrder());
  if (CONSTANT.test(path)) event.respondWith(findAnywhere(url.href).then((kept) => kept ?? fetch(request)));
  else if (path === '' || path.endsWith('/') || path.startsWith('pagefind/'))
    event.respondWith(askNetwork(event, path));
}

/** The network's answer, unless it is late, broken or missing while there is a copy. */
async function askNetwork(event: Fetching, path: string): Promise<Response> {
  const { request } = event;
  const kept = await (await caches.open(CACHE)).match(toUrl(path));
  if (!kept) return fetch(request).catch((error: unknown) => toAbsent(request, error));
  // With its body: a line that stalls half-way through a page is as good as none.
  const network = fetch(request).then(async (response) => {
    if (response.type !== 'basic' || response.redirected) return response;
    const { status, statusText, headers } = response;
    return new Response(await response.blob(), { status, statusText, headers });
  });
  event.waitUntil(network.then((response) => renew(path, response.clone())).catch(() => undefined));
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, LIMIT_MS));
  const first = await Promise.race([network, late]).catch(() => undefined);
  return first && first.status < 500 ? first : toCopy(kept);
}

/** The copy of a page follows the network: a newer text takes its place, and what is gone is forgotten. The index stays of one piece. */
async function renew(path: string, response: Response): Promise<void> {
  if (path.startsWith('pagefind/')) return;
  const cache = await caches.open(CACHE);
  if (response.status === 404 || response.status === 410) await cache.delete(toUrl(path));
  else await storePage(cache, response, path);
}

/** A copy that says when it was fetched and for how long it is good. */
async function toCopy(kept: Response): Promise<Response> {
  const at = kept.headers.get(KEPT_AT);
  if (!at) return kept;
  const mark = `<head><meta name="gait-kept" content="${at} ${maxAgeSeconds}">`;
  return new Response((await kept.text()).replace('<head>', mark), { headers: kept.headers });
}

/** In the place of the browser's own page: what is here to be read. */
async function toAbsent(request: Request, error: unknown): Promise<Response> {
  if (request.mode !== 'navigate') throw error;
  const cache = await caches.open(CACHE);
  const style = files.find((file) => file.endsWith('.css'));
  const items: string[] = [];
  for (const { url } of await cache.keys()) {
    if (!url.endsWith('/')) continue;
    const title = /<title[^>]*>(.*?)<\/title>/su.exec((await (await cache.match(url))?.text()) ?? '')?.[1] ?? '';
    items.push(
      `<li><a href="${encodeURI(new URL(url).pathname)}">${title.replace(/<[^>]*>| \| [^|]*$/gu, '')}</a></li>`,
    );
  }
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Not on this device</title>
<meta name="viewport" content="width=device-width">${style ? `<link rel="stylesheet" href="${base}${style}">` : ''}</head>
<body><main class="container margin-vert--xl"><h1>Not on this device</h1><p>The site cannot be reached, and this page was not kept here.
These were:</p><ul>${items.sort().join('')}</ul></main></body></html>`;
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'self'" };
  return new Response(html, { status: 503, headers });
}

/** What a page asks: how its SOP is kept (`state`), to keep it or to let it go (`keep`, `drop`). */
async function answer(message: unknown): Promise<object> {
  const { kind, path = '' } = message as { kind?: string; path?: string };
  const marks = await caches.open(MARKS);
  let problem: string | undefined;
  try {
    if (kind === 'keep') await marks.put(toUrl(path), new Response(''));
    if (kind === 'drop') await marks.delete(toUrl(path));
    if (kind === 'drop' && !pages.includes(path)) await (await caches.open(CACHE)).delete(toUrl(path));
    const isMissing = pages.includes(path) || (await marks.match(toUrl(path))) !== undefined;
    if (kind !== 'drop' && isMissing && !(await (await caches.open(CACHE)).match(toUrl(path)))) problem = await fill();
  } catch (error) {
    problem = (error as Error).name === 'QuotaExceededError' ? 'full' : 'unreachable';
  }
  const kept = await (await caches.open(CACHE)).match(toUrl(path));
  const isMarked = (await marks.match(toUrl(path))) !== undefined;
  return { isMarked, isAlways: pages.includes(path), keptAt: kept?.headers.get(KEPT_AT) ?? undefined, problem };
}

async function readMarks(): Promise<string[]> {
  const urls = (await (await caches.open(MARKS)).keys()).map(({ url }) => new URL(url));
  return urls.filter(({ search }) => search === '').map(({ pathname }) => pathname.slice(base.length));
}

/** In any version: names that change with their content are the same everywhere. */
function findAnywhere(url: string): Promise<Response | undefined> {
  return caches.match(url, { ignoreVary: true });
}

/** Ours, whole, and not what a redirect led to. */
function isGood({ ok, status, type, redirected }: Response): boolean {
  return ok && status === 200 && !redirected && (type === 'basic' || type === 'default');
}

function toUrl(path: string): string {
  return new URL(base + path, location.origin).href;
}

async function forEach<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const rest = [...all];
  const next = async (): Promise<void> => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: WIDTH }, next));
}
