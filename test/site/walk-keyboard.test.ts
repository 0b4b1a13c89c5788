import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { useSite } from '../support/browser.ts';
import { buildRepository } from '../support/sites.ts';
import { expectCurrent } from '../support/walk.ts';

const site = useSite(buildRepository);

/** Goes on with Tab until something of this name has the focus, from where the focus is; never from the top of the page. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let stop = 0; stop < 80; stop += 1) {
    const focused = page.locator(':focus');
    if ((await focused.count()) > 0) {
      const label = await focused.evaluate((one) => {
        const labels = one instanceof HTMLInputElement ? [...(one.labels ?? [])] : [];
        return one.getAttribute('aria-label') ?? labels[0]?.innerText ?? one.textContent ?? '';
      });
      if (name.test(label)) return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not come to ${name.source}`);
}

/** After a control is used up, the focus is in what held it. */
async function expectFocusIn(page: Page, id: string): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('li[id], section[id]')?.id)).toBe(id);
}

it('a walk is followed from its start to its record with the keyboard alone, and the focus is never lost', async () => {
  const page = await site.open('sops/close-open-ssh/#procedure');
  await page.keyboard.press('Tab');
  await tabTo(page, /^Role at hand: approver/u);
  await page.keyboard.press('Space');
  await tabTo(page, /^Your handle/u);
  await page.keyboard.type('@alice');
  await tabTo(page, /^Start a walk$/u);
  await page.keyboard.press('Enter');
  await expectCurrent(page, 'confirm-account');
  await expectFocusIn(page, 'confirm-account');
  await tabTo(page, /^Step 1 is done$/u);
  await page.keyboard.press('Enter');
  await expectCurrent(page, 'find-open-groups');
  await expectFocusIn(page, 'find-open-groups');
  await tabTo(page, /^I have read this/u);
  await page.keyboard.press('Enter');
  await page.getByText(/Read at \d/u).waitFor();
  await expectFocusIn(page, 'find-open-groups');
  await page.keyboard.press('d');
  await expectCurrent(page, 'review-exceptions');
  await tabTo(page, /^Who approved/u);
  await page.keyboard.type('@bob');
  await page.keyboard.press('Enter');
  await page.getByText('Approved by @bob').waitFor();
  await expectFocusIn(page, 'review-exceptions');
  await page.keyboard.press('d');
  await expectCurrent(page, 'revoke-rules');
  await tabTo(page, /^It failed/u);
  await page.keyboard.press('Enter');
  await page.keyboard.press('j');
  await tabTo(page, /^Try step 4 again$/u);
  await page.keyboard.press('Enter');
  await expectFocusIn(page, 'revoke-rules');
  await page.keyboard.press('d');
  await expectCurrent(page, 'verify-closed');
  await page.keyboard.press('d');
  await page.getByText('Every step has its outcome').waitFor();
  await page.keyboard.press('j');
  await expectFocusIn(page, 'walk');
  await tabTo(page, /^Finish this walk$/u);
  await page.keyboard.press('Enter');
  await expectFocusIn(page, 'walk');
  // Its form comes in a script of its own.
  await page.getByRole('heading', { name: 'The record of this walk' }).waitFor();
  await tabTo(page, /^Download/u);
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(await readFile(await download.path(), 'utf8')).toMatch(/^outcome: completed$/mu);
});
