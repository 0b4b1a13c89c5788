import type { Locator } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useSite } from '../support/browser.ts';
import { buildRepository } from '../support/sites.ts';

const site = useSite(buildRepository);
const SOP = 'sops/block-public-buckets/';
const AUTOMATION = 'automations/block-public-buckets/';
const ROWS = [
  ['1', 'plan', 'Looks, before anything is touched'],
  ['2', 'plan', 'Looks, before anything is touched'],
  ['3', 'plan', 'Looks, before anything is touched'],
  ['4', 'apply', 'Does it, within its safeguards'],
  ['5', 'verify', 'Looks whether it worked'],
  ['6', 'manual', 'Leaves it to a person'],
];

function isInView(place: Locator): Promise<boolean> {
  return place.evaluate((item) => {
    const { top, bottom } = item.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
}

describe('parity of an SOP and its automation', () => {
  it.each([SOP, AUTOMATION])('is a table of both sides on %s, without scripts too', async (path) => {
    const page = await site.open(path, { javaScript: false });
    const table = page.getByRole('table', { name: 'Steps of block-public-buckets' });
    const rows = await table
      .locator('tbody tr')
      .evaluateAll((items) => items.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
    expect(rows.map(([number, , phase, text]) => [number, phase, text])).toEqual(ROWS);
    expect(rows[3]?.[1]).toBe('Block them');
  });

  it('leads from a step to its row, and back to the step', async () => {
    const page = await site.open(SOP);
    const table = page.getByRole('table', { name: 'Steps of block-public-buckets' });
    await table.getByRole('link', { name: 'Leaves it to a person' }).click();
    await page.waitForURL(`**/${AUTOMATION}#parity-block-public-buckets-block-account`);
    const row = page.locator('#parity-block-public-buckets-block-account');
    await expect.poll(() => row.innerText()).toContain('Block the whole account');
    await expect.poll(() => isInView(row)).toBe(true);
    await row.getByRole('link').click();
    await page.waitForURL(`**/${SOP}#block-account`);
    const step = page.locator('li#block-account');
    await expect.poll(() => step.innerText()).toContain('Block the whole account');
    await expect.poll(() => isInView(step)).toBe(true);
  });

  it('marks the row that a link from elsewhere led to', async () => {
    const page = await site.open(`${AUTOMATION}#parity-block-public-buckets-verify-blocked`);
    const row = page.locator('tr:target');
    await expect.poll(() => row.innerText()).toContain('verify');
    await expect.poll(() => isInView(row)).toBe(true);
  });

  it('is not shown for an SOP without an automation', async () => {
    const page = await site.open('sops/cut-off-user/');
    expect(await page.getByRole('heading', { name: 'By hand and by automation' }).count()).toBe(0);
  });
});
