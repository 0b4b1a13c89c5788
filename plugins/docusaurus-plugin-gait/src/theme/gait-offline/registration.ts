import siteConfig from '@generated/docusaurus.config';

/** How a page is kept on this device. */
export interface Keeping {
  /** The reader asked for it. */
  isMarked: boolean;
  /** The site keeps it on every device. */
  isAlways: boolean;
  /** When the copy was fetched, ISO; undefined while there is none. */
  keptAt?: string;
  /** Why there is no copy, or not all of it. */
  problem?: 'full' | 'unreachable';
}

const { baseUrl } = siteConfig;
/** See `docusaurus/offline.ts` and `worker.ts`. */
const WORKER = `${baseUrl}gait-offline.js`;
const CACHES = `gait:${baseUrl}:`;
/** Fetching a page and the search index over a bad line takes its time. */
const PATIENCE_MS = 60_000;

/**
 * Registers the worker, unless the site orders it away or the reader saves data. Does nothing where the browser does not allow it.
 * @param isAsked true when the reader asked to keep something.
 */
export async function register(isAsked = false): Promise<void> {
  try {
    const response = await fetch(`${baseUrl}build.json`, { cache: 'no-store' });
    if (response.ok && ((await response.json()) as { offline?: boolean }).offline === false) {
      await forget();
      return;
    }
  } catch {
    // Without the network the worker that is there stays, and a new one could not be fetched.
    return;
  }
  if (!isAsked && isSavingData()) return;
  await navigator.serviceWorker.register(WORKER, { scope: baseUrl, updateViaCache: 'none' }).catch(() => undefined);
}

/** Asks the worker how a page is kept, to keep it, or to let it go. Undefined where nothing can be kept. */
export async function ask(kind: 'state' | 'keep' | 'drop', path: string): Promise<Keeping | undefined> {
  if (!('serviceWorker' in navigator)) return undefined;
  if (kind === 'keep') await register(true);
  else if (!(await navigator.serviceWorker.getRegistration(baseUrl))) return undefined;
  const worker = await withLimit(navigator.serviceWorker.ready).then((ready) => ready?.active);
  if (!worker) return undefined;
  const { port1, port2 } = new MessageChannel();
  const reply = new Promise<Keeping>((resolve) => {
    port1.onmessage = (event: MessageEvent<Keeping>) => resolve(event.data);
  });
  worker.postMessage({ kind, path: path.slice(1) }, [port2]);
  return withLimit(reply).finally(() => port1.close());
}

/** Takes away the worker and all copies. */
async function forget(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration(baseUrl);
  if (registration?.scope === new URL(baseUrl, window.location.href).href) await registration.unregister();
  const names = (await caches.keys()).filter((name) => name.startsWith(CACHES));
  await Promise.all(names.map((name) => caches.delete(name)));
}

function withLimit<T>(work: Promise<T>): Promise<T | undefined> {
  return Promise.race([work, new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS))]);
}

function isSavingData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}
