import type { SopPageData } from '../../report/pages/sop.ts';
import { readPage } from '../gait-data/page.ts';

/** What has happened to an SOP on the site since the page was opened; `key` tells two such things apart. */
export interface Notice {
  key: string;
  sentence: string;
  /** Where to go instead. */
  link?: { title: string; path: string };
  /** Whether opening the page again shows a newer text. */
  hasText: boolean;
}

/** The text that a page shows. */
export interface ShownText {
  id: string;
  status: string;
  fingerprint: string;
}

/** Keeps an eye on what the site says of an SOP while somebody works from its page. */
export interface Watch {
  /** Something new that the person has not answered yet. */
  getNotice: () => Notice | undefined;
  subscribe: (listener: () => void) => () => void;
  /** Before a tick: looks again unless that was just now, waits a little for the answer, and gives what {@link getNotice} does. */
  settle: () => Promise<Notice | undefined>;
  /** The person goes on with the text of the page. */
  accept: () => void;
  close: () => void;
}

/** How often the site is asked while the page is in sight. */
const EVERY_MS = 60_000;
/** An answer that is not older is good enough for a tick. */
const FRESH_MS = 20_000;
/** How long a tick waits for the network. */
const LIMIT_MS = 2000;

/**
 * Begins to watch. Without the network nothing is said: whoever is offline works from what is there.
 * @param isWalking whether a walk is open: a page that is only read asks for nothing.
 */
export function watchPublished(shown: ShownText, address: string, isWalking: () => boolean): Watch {
  const listeners = new Set<() => void>();
  let notice: Notice | undefined;
  let accepted: string | undefined;
  // The page itself was asked for just now.
  let askedAt = Date.now();
  let asking: Promise<void> | undefined;

  const look = (): Promise<void> => {
    asking ??= readNotice(shown, address)
      .then((found) => {
        notice = found;
        listeners.forEach((listener) => listener());
      })
      .catch(() => undefined)
      .finally(() => {
        askedAt = Date.now();
        asking = undefined;
      });
    return asking;
  };
  const lookInSight = (): void => {
    if (document.visibilityState === 'visible' && isWalking()) void look();
  };
  const timer = setInterval(lookInSight, EVERY_MS);
  document.addEventListener('visibilitychange', lookInSight);
  window.addEventListener('online', lookInSight);
  const getNotice = (): Notice | undefined => (notice?.key === accepted ? undefined : notice);

  return {
    getNotice,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async settle() {
      if (Date.now() - askedAt > FRESH_MS) {
        await Promise.race([look(), new Promise((resolve) => setTimeout(resolve, LIMIT_MS))]);
        // A line that does not answer holds one tick, not each of them.
        askedAt = Date.now();
      }
      return getNotice();
    },
    accept() {
      accepted = notice?.key;
      listeners.forEach((listener) => listener());
    },
    close() {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', lookInSight);
      window.removeEventListener('online', lookInSight);
    },
  };
}

/**
 * Asks the site, not a copy of it.
 * @throws when the site cannot be reached or answers something else.
 */
async function readNotice(shown: ShownText, address: string): Promise<Notice | undefined> {
  const response = await fetch(address, { cache: 'no-cache' });
  if (response.status === 404 || response.status === 410)
    return { key: 'gone', sentence: 'This SOP is no longer published.', hasText: false };
  if (!response.ok || response.redirected) throw new Error(`Unexpected status ${response.status}`);
  const page = readPage(new DOMParser().parseFromString(await response.text(), 'text/html'));
  if (!page || page.kept) throw new Error('Unexpected copy, expected the page itself');
  if (page.kind !== 'sop') return { key: 'moved', sentence: 'This SOP has moved.', hasText: true };
  const { status, replacedBy, text } = page.data as SopPageData;
  if (status !== shown.status && (status === 'retired' || status === 'deprecated')) {
    const sentence = `This SOP was ${status} after you opened this page.`;
    return { key: status, sentence, link: replacedBy, hasText: true };
  }
  if (!text || text.fingerprint === shown.fingerprint) return undefined;
  return { key: text.fingerprint, sentence: 'This SOP was changed after you opened this page.', hasText: true };
}
