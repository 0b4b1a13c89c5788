import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findBarriers } from '../support/axe.ts';
import { launchBrowser } from '../../tools/browser.mjs';
import { waitUntilAlive } from '../support/browser.ts';
import { serveOwnCopy, type OwnCopy } from '../support/own-copy.ts';
import { buildSubPath } from './sub-path-site.ts';

let browser: Browser;
let site: OwnCopy;

beforeAll(async () => {
  browser = await launchBrowser();
});
beforeEach(async () => {
  site = await serveOwnCopy(await buildSubPath(), browser);
});
afterEach(() => site.close());
afterAll(() => browser.close());

const WORKER = 'gait-offline.js';
const DRAIN = 'Drain a service';
const RESTART = 'Restart a service';

/** Addresses of what is kept, below the site. */
function readKept(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => !name.endsWith(':marks'));
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => url.split('/kb/')[1] ?? url);
  });
}

/** Workers and stores that are left. */
function countLeft(page: Page): Promise<number> {
  return page.evaluate(
    async () => (await navigator.serviceWorker.getRegistrations()).length + (await caches.keys()).length,
  );
}

/** Waits until the worker has taken over and kept what it keeps for everybody. */
async function waitForCopies(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await expect.poll(() => readKept(page)).toContain('sops/drain/');
}

async function go(page: Page, path: string): Promise<void> {
  await page.goto(site.address + path);
  await waitUntilAlive(page);
}

const heading = (page: Page): Promise<string> => page.locator('h1').innerText();
const notice = (page: Page) => page.getByRole('status').filter({ hasText: /copy/iu });

describe('without the network', () => {
  it('an SOP of high risk opens, says how old the copy is, and is found by the search', async () => {
    const page = await site.open('sops/restart/');
    await waitForCopies(page);
    site.setNetwork('down');
    await go(page, 'sops/drain/');
    expect(await heading(page)).toBe(DRAIN);
    await notice(page).getByText('A copy, less than a minute old.').waitFor();
    await page.getByText('Kept on this device, as every SOP of high risk').waitFor();
    await page.getByRole('button', { name: 'Start a walk' }).waitFor();
    expect(
      await page.evaluate(() => getComputedStyle(document.querySelector('h1') ?? document.body).fontFamily),
    ).toContain('Atkinson');
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('/');
    await page.getByRole('searchbox').fill('drain');
    await expect.poll(() => page.locator('dialog ol li a').allInnerTexts()).toContain(DRAIN);

    const answer = await page.goto(`${site.address}sops/restart/`);
    expect(answer?.status()).toBe(503);
    expect(await heading(page)).toBe('Not on this device');
    await page.getByRole('link', { name: DRAIN }).click();
    await page.getByRole('heading', { level: 1, name: DRAIN }).waitFor();
  });

  it('an SOP that was marked opens with its images, until it is let go', async () => {
    const page = await site.open('sops/restart/');
    await page.getByRole('button', { name: 'Keep on this device' }).click();
    await page.getByText('Kept on this device: it opens without the network.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    site.setNetwork('down');
    await page.reload();
    await waitUntilAlive(page);
    expect(await heading(page)).toBe(RESTART);
    expect(await page.locator('article img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(
      0,
    );
    await page.getByRole('button', { name: 'Keep on this device', pressed: true }).click();
    await page.getByRole('button', { name: 'Keep on this device', pressed: false }).waitFor();
    await page.reload();
    expect(await heading(page)).toBe('Not on this device');
  });

  it('a copy that is too old is marked and begins no walk', async () => {
    const page = await site.open('sops/drain/');
    await waitForCopies(page);
    await page.evaluate(async () => {
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        const url = new URL('/kb/sops/drain/', location.href).href;
        const kept = await cache.match(url);
        if (!kept) continue;
        const headers = new Headers(kept.headers);
        headers.set('x-gait-kept-at', new Date(Date.now() - 40 * 86_400_000).toISOString());
        await cache.put(url, new Response(await kept.text(), { headers }));
      }
    });
    site.setNetwork('down');
    await page.reload();
    await notice(page).getByText('Old copy: 40 days.').waitFor();
    await page.getByText('too old to begin a walk with').waitFor();
    expect(await page.getByRole('button', { name: 'Start a walk' }).count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    site.setNetwork('up');
    await page.reload();
    await page.getByRole('button', { name: 'Start a walk' }).waitFor();
    expect(await notice(page).count()).toBe(0);
  });
});

describe('a bad network', () => {
  it('is not waited for, and what it answers in the place of a page is not kept', async () => {
    const page = await site.open('sops/drain/');
    await waitForCopies(page);
    site.setNetwork('silent');
    const start = Date.now();
    await go(page, 'sops/drain/');
    expect(await heading(page)).toBe(DRAIN);
    expect(Date.now() - start).toBeGreaterThan(1900);
    expect(Date.now() - start).toBeLessThan(10_000);

    site.setNetwork({ status: 500, body: 'Broken' });
    await go(page, 'sops/drain/');
    expect(await heading(page)).toBe(DRAIN);
    // A page to log in is shown, for it has to be, and leaves the copy as it is.
    site.setNetwork({ status: 200, body: '<h1>Log in</h1>' });
    await page.goto(`${site.address}sops/drain/`);
    expect(await heading(page)).toBe('Log in');
    site.setNetwork('down');
    await go(page, 'sops/drain/');
    expect(await heading(page)).toBe(DRAIN);
    expect((await readKept(page)).filter((one) => one.includes('://'))).toEqual([]);
  });

  it('a full disk is said', async () => {
    const page = await site.open('sops/drain/');
    await waitForCopies(page);
    await go(page, 'sops/restart/');
    const debug = await page.context().newCDPSession(page);
    await debug.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.address).origin, quotaSize: 1 });
    await page.getByRole('button', { name: 'Keep on this device' }).click();
    await page.getByText('The disk is full: this SOP is not kept whole.').waitFor();
  });
});

describe('a new version of the site', () => {
  const publish = (build: string): Promise<void> =>
    site.edit(WORKER, (text) => text.replace(/"build":"[^"]*"/u, `"build":"${build}"`));

  it('replaces the copies, keeps what was marked and leaves no version behind', async () => {
    const page = await site.open('sops/restart/');
    await page.getByRole('button', { name: 'Keep on this device' }).click();
    await page.getByText('Kept on this device: it opens').waitFor();
    const getVersions = (): Promise<string[]> =>
      page.evaluate(async () => (await caches.keys()).map((name) => name.split(':').at(-1) ?? '').sort());
    for (const build of ['b1', 'b2', 'b3']) {
      await site.edit('sops/restart/index.html', (html) =>
        html.replaceAll(/First |In b\d first /gu, `In ${build} first `),
      );
      await publish(build);
      // A check that is under way may have asked for the worker of before: then it has to be asked for again.
      await expect
        .poll(
          async () => {
            await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
            return page.evaluate(async () => {
              const { installing, waiting } = (await navigator.serviceWorker.getRegistration()) ?? {};
              const versions = (await caches.keys()).map((name) => name.split(':').at(-1) ?? '');
              return installing || waiting ? [] : versions;
            });
          },
          // A worker that comes fetches everything before it takes over.
          { interval: 500, timeout: 30_000 },
        )
        .toContain(build);
    }
    await expect.poll(getVersions).toEqual(['b2', 'b3', 'marks']);
    site.setNetwork('down');
    await page.reload();
    await page.getByText('In b3 first').waitFor();
  });

  it('a bad worker is cured by a good one', async () => {
    let good = '';
    await site.edit(WORKER, (text) => {
      good = text;
      return `self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => event.respondWith(new Response('<h1>Broken</h1>', {headers: {'content-type': 'text/html'}})));`;
    });
    const page = await site.open('sops/drain/');
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.goto(`${site.address}sops/drain/`);
    expect(await heading(page)).toBe('Broken');
    await site.edit(WORKER, () => good);
    // The browser itself asks for the worker anew after a page was opened; it waits until pages have stopped opening.
    await expect
      .poll(
        async () => {
          await page.goto(`${site.address}sops/drain/`);
          return heading(page);
        },
        { interval: 3000, timeout: 40_000 },
      )
      .toBe(DRAIN);
    await waitForCopies(page);
  });

  it('orders a worker away that shows nothing but old copies', async () => {
    // Its limit for the network is nothing: what is published is never seen.
    await site.edit(WORKER, (text) =>
      text
        .replace('const LIMIT_MS = 2000', 'const LIMIT_MS = -1')
        .replace('ORDER_EVERY_MS = 60_000', 'ORDER_EVERY_MS = 0'),
    );
    const page = await site.open('sops/drain/');
    await waitForCopies(page);
    await site.edit('build.json', (text) => JSON.stringify({ ...(JSON.parse(text) as object), offline: false }));
    await go(page, 'sops/restart/');
    await expect.poll(() => countLeft(page)).toBe(0);
    await go(page, 'sops/drain/');
    expect(await heading(page)).toBe(DRAIN);
    expect(await notice(page).count()).toBe(0);
  });
});

it('a site that keeps nothing any more takes away what is there', async () => {
  const page = await site.open('sops/drain/');
  await waitForCopies(page);
  await site.edit(WORKER, (text) => text.replace('"isOff":false', '"isOff":true'));
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  await expect.poll(() => countLeft(page)).toBe(0);
});
