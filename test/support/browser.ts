import type { Browser, BrowserContext, ConsoleMessage, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { launchBrowser } from '../../tools/browser.mjs';
import { serveBuild } from '../../tools/serve.mjs';
import type { Served } from '../../tools/serve.mjs';

/** Widths at which pages are looked at. */
export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** A built site on disk. */
export interface ServedFolder {
  /** Absolute folder of the built files. */
  build: string;
  baseUrl: string;
}

/** How a page is opened. */
export interface OpenOptions {
  viewport?: { width: number; height: number };
  scheme?: 'light' | 'dark';
  /** Whether the reader points with a finger. */
  touch?: boolean;
  javaScript?: boolean;
  permissions?: string[];
  /** Switches the Content-Security-Policy off, to see what is left of other defences. */
  bypassesPolicy?: boolean;
  /** What the page takes for now. */
  clock?: Date;
  /** Console messages that belong to what is tested, such as the status of a page that is not there. */
  expected?: RegExp;
}

/** A browser that looks at one served site. */
export interface SiteBrowser {
  /** Address of the site, with the base URL. */
  address(): string;
  /** Folder of the built files. */
  build(): string;
  /** Opens a path below the base URL (`sops/`) in a context of its own and waits until the page has become alive. */
  open(path: string, options?: OpenOptions): Promise<Page>;
  /** What went wrong so far in this test; emptied by the call. */
  takeProblems(): string[];
}

/**
 * Serves a site and opens a browser for the tests of a file. After every test its pages are closed, and the test fails when
 * one of them wrote a warning or an error to the console, threw, broke the Content-Security-Policy, asked another host for
 * anything, or got an error from this one.
 */
export function useSite(build: () => Promise<ServedFolder>): SiteBrowser {
  let browser: Browser;
  let server: Served;
  let folder: string;
  let problems: string[] = [];
  const contexts: BrowserContext[] = [];
  const takeProblems = (): string[] => {
    const taken = problems;
    problems = [];
    return taken;
  };

  beforeAll(async () => {
    const site = await build();
    folder = site.build;
    server = await serveBuild({ folder: site.build, port: 0, baseUrl: site.baseUrl });
    browser = await launchBrowser();
  });

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    expect(takeProblems(), 'what pages complained of').toEqual([]);
  });

  afterAll(async () => {
    // Either is missing when the site could not be built.
    await (browser as Browser | undefined)?.close();
    await (server as Served | undefined)?.close();
  });

  return {
    address: () => server.address,
    build: () => folder,
    takeProblems,
    async open(path, options = {}) {
      const context = await browser.newContext({
        viewport: options.viewport ?? DESKTOP,
        colorScheme: options.scheme ?? 'light',
        javaScriptEnabled: options.javaScript ?? true,
        hasTouch: options.touch ?? false,
        permissions: options.permissions ?? [],
        bypassCSP: options.bypassesPolicy ?? false,
        // Copies for reading offline have tests of their own; here they would be fetched for every page that is opened.
        serviceWorkers: 'block',
        reducedMotion: 'reduce',
        timezoneId: 'UTC',
      });
      contexts.push(context);
      const page = await context.newPage();
      watchPage(page, { origin: new URL(server.address).origin, expected: options.expected, problems: () => problems });
      if (options.clock) await page.clock.setFixedTime(options.clock);
      await page.goto(server.address + path, { waitUntil: 'load' });
      if (options.javaScript ?? true) await waitUntilAlive(page);
      return page;
    },
  };
}

/** Waits until React has taken over the page that the server sent. */
export async function waitUntilAlive(page: Page): Promise<void> {
  await page.waitForSelector('html[data-has-hydrated="true"]', { state: 'attached' });
}

/** Waits until the page has asked for everything that it asks for by itself: last of all, at leisure, which version the site has. */
export async function waitUntilAtRest(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/build.json')),
  );
}

/** What Playwright writes to the console in the place of registering a worker. */
const BLOCKED = 'Service Worker registration blocked by Playwright';

function watchPage(
  page: Page,
  watch: { origin: string; expected: RegExp | undefined; problems: () => string[] },
): void {
  const report = (text: string): void => {
    if (text.endsWith(BLOCKED)) return;
    if (!watch.expected?.test(text)) watch.problems().push(`${new URL(page.url()).pathname}: ${text}`);
  };
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error' || message.type() === 'warning')
      report(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => report(`uncaught: ${error.message}`));
  page.on('dialog', (dialog) => {
    report(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== watch.origin && protocol !== 'data:' && protocol !== 'blob:')
      report(`request to another host: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    // Going on to another page ends what the last one had still asked for.
    const reason = request.failure()?.errorText ?? 'unknown';
    if (reason !== 'net::ERR_ABORTED') report(`request failed (${reason}): ${request.url()}`);
  });
}
