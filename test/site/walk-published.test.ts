import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findBarriers } from '../support/axe.ts';
import { launchBrowser } from '../../tools/browser.mjs';
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

describe('in the middle of a walk', () => {
  async function start(page: Page): Promise<void> {
    await page.getByLabel('Your handle').fill('@alice');
    await page.getByRole('button', { name: 'Start a walk' }).click();
    await page.locator('li[aria-current=step]').waitFor();
  }
  const done = (page: Page) => page.getByRole('button', { name: 'Step 1 is done' });

  it('a changed text is announced before the next tick, and the walk stays on its own', async () => {
    const page = await site.open('sops/restart/');
    await start(page);
    await site.edit('sops/restart/index.html', (html) =>
      html
        .replace(/("fingerprint":"g1-)[0-9a-f]{16}/gu, '$10123456789abcdef')
        .replaceAll('Restart it.', 'Restart it gently.'),
    );
    await page.clock.install();
    await page.clock.fastForward(30_000);
    await done(page).click();
    await page.getByText('Not ticked yet. This SOP was changed').waitFor();
    expect(await page.locator('li[aria-current=step]').count()).toBe(1);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Show what the site has now' }).click();
    await page.getByText('This SOP has changed since you began.').waitFor();
    expect(await page.locator('main ol > li[id]').innerText()).not.toContain('gently');
    await done(page).click();
    await page.getByText('Every step has its outcome.').waitFor();
  });

  it('so is an SOP that was retired; the person may go on all the same', async () => {
    const page = await site.open('sops/restart/');
    await start(page);
    await site.edit('sops/restart/index.html', (html) => html.replaceAll('"status":"active"', '"status":"retired"'));
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.getByText('This SOP was retired after you opened this page.').waitFor();
    await done(page).click();
    await page.getByText('Not ticked yet.').waitFor();
    await page.getByRole('button', { name: 'Go on with this text' }).click();
    await done(page).click();
    await page.getByText('Every step has its outcome.').waitFor();
  });

  it('a tick that waits for the site takes what is typed meanwhile, and none of another walk', async () => {
    const page = await site.open('sops/restart/');
    await start(page);
    site.setNetwork('silent');
    await page.clock.install();
    await page.clock.fastForward(30_000);
    const note = page.getByLabel('Note');
    await note.fill('It');
    await done(page).click();
    await page.locator('[data-gait-outcomes][aria-busy=true]').waitFor();
    await note.fill('It came back');
    await page.clock.fastForward(3000);
    await page.getByText('It came back').waitFor();
    await page.getByRole('button', { name: /^Take back/u }).click();
    await page.clock.fastForward(30_000);
    await done(page).click();
    await page.locator('[data-gait-outcomes][aria-busy=true]').waitFor();
    await page.getByText('Other walks, and this device').click();
    await page.getByRole('button', { name: 'Start another walk' }).click();
    await start(page);
    await page.clock.fastForward(3000);
    await page.getByText('Not ticked: another walk is shown now.').waitFor();
    expect(await page.locator('li[aria-current=step]').count()).toBe(1);
  });

  it('the network may go: a tick does not wait for it', async () => {
    const page = await site.open('sops/restart/');
    await start(page);
    site.setNetwork('down');
    await page.clock.install();
    await page.clock.fastForward(30_000);
    await done(page).click();
    await page.getByText('Every step has its outcome.').waitFor();
  });
});
