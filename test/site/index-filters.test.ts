import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { buildRepository } from '../support/sites.ts';
import { useSite } from '../support/browser.ts';
import { ROOT } from '../support/run.ts';

const site = useSite(buildRepository);

/** How many SOPs the knowledge base has: one a file. */
const COUNT = readdirSync(join(ROOT, 'docs/sops'), { recursive: true }).filter((name) =>
  /\.md$/u.test(String(name)),
).length;

const getQuery = (page: Page): string => new URL(page.url()).search;
const getTitles = (page: Page): Promise<string[]> => page.locator('tbody th').allInnerTexts();

it('the index is filtered by keyboard, and the address keeps what is shown', async () => {
  const page = await site.open('sops/');
  const all = await getTitles(page);
  expect(all).toHaveLength(COUNT);

  await page.getByLabel('Title', { exact: true }).focus();
  await page.keyboard.type('close');
  await expect.poll(() => getQuery(page)).toBe('?text=close');
  expect(await getTitles(page)).toEqual(['Close SSH and RDP open to the internet']);
  for (let key = 0; key < 5; key += 1) await page.keyboard.press('Backspace');
  await expect.poll(() => getQuery(page)).toBe('');

  // From the field for the title, one Tab leads to the areas, the next to the maturities.
  await page.keyboard.press('Tab');
  await page.keyboard.type('Operations');
  await expect.poll(() => getQuery(page)).toBe('?area=operations');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Run');
  await expect.poll(() => getQuery(page)).toBe('?area=operations&maturity=run');
  const shown = await getTitles(page);
  expect(shown).toContain('Isolate a compromised EC2 instance');
  expect(shown.length).toBeLessThan(all.length);
  expect(await page.getByRole('status').innerText()).toBe(`${shown.length} of ${COUNT} SOPs`);
});

it('an address with filters shows the same again, also after a visit elsewhere', async () => {
  const page = await site.open('sops/?area=cloud-configuration&control=cis-aws%405.0.0%235.3');
  await expect.poll(() => getTitles(page)).toContain('Close SSH and RDP open to the internet');
  const before = await getTitles(page);
  expect(before.length).toBeLessThan(COUNT);
  await page.getByLabel('Title', { exact: true }).fill('close');
  await page.getByLabel('Maturity').selectOption('run');
  await expect.poll(() => getTitles(page)).toEqual(['Close SSH and RDP open to the internet']);
  await page.locator('tbody a').click();
  await page.getByRole('heading', { level: 1, name: 'Close SSH' }).waitFor();
  await page.goBack();
  await expect.poll(() => getTitles(page)).toEqual(['Close SSH and RDP open to the internet']);
  expect(await page.getByLabel('Area', { exact: true }).inputValue()).toBe('cloud-configuration');
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect.poll(() => getTitles(page)).toHaveLength(COUNT);
  expect(getQuery(page)).toBe('');
});

it('says so when nothing fits, and leads out', async () => {
  const page = await site.open('sops/?text=no-such-thing');
  await page.getByText('No SOP is like that.').waitFor();
  await page.getByRole('link', { name: 'Show all' }).click();
  await expect.poll(() => getTitles(page)).toHaveLength(COUNT);
});

it('lists every SOP without scripts', async () => {
  const page = await site.open('sops/', { javaScript: false });
  expect(await page.locator('tbody th a').count()).toBe(COUNT);
});
