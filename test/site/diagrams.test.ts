import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findBarriers } from '../support/axe.ts';
import { PHONE, useSite } from '../support/browser.ts';
import { findOverflow } from '../support/layout.ts';
import { buildSubPath } from './sub-path-site.ts';

const site = useSite(buildSubPath);

const drawing = (page: Page, name: string) => page.getByRole('img', { name });

it('a diagram is part of the page: words, colours of the scheme, title; no script draws it', async () => {
  const getFill = (page: Page): Promise<string[]> =>
    drawing(page, 'Who takes requests').evaluate((svg) =>
      [...svg.querySelectorAll('text, polygon')].map((one) => getComputedStyle(one).fill),
    );
  const fills: string[][] = [];
  for (const scheme of ['light', 'dark'] as const) {
    const page = await site.open('sops/restart/', { scheme, javaScript: scheme === 'dark' });
    const svg = drawing(page, 'Who takes requests');
    expect(await svg.locator('text').allTextContents()).toEqual(
      expect.arrayContaining(['Load balancer', 'Service', 'Other one', 'healthy', 'drained']),
    );
    expect(await svg.evaluate((one) => one.querySelector('desc')?.textContent)).toBe(
      'A drained service hands its requests to another one',
    );
    expect(await page.locator('.gait-diagram a, .gait-diagram [onclick]').count()).toBe(0);
    if (scheme === 'dark') {
      expect(await findBarriers(page)).toEqual([]);
      fills.push(await getFill(page));
    } else {
      // Without scripts the page cannot be asked for styles; a picture of the same page in the other scheme stands below.
      expect(await page.locator('.gait-diagram').isVisible()).toBe(true);
    }
  }
  const light = await site.open('sops/restart/');
  expect(await findBarriers(light)).toEqual([]);
  fills.push(await getFill(light));
  expect(fills[0]?.length).toBeGreaterThan(4);
  expect(fills[0]?.every((fill, at) => fill !== fills[1]?.[at])).toBe(true);
});

it('on a page of content-docs too, and on a phone', async () => {
  const page = await site.open('standards/services/', { viewport: PHONE });
  expect(await drawing(page, 'How a service comes back').locator('text').allTextContents()).toEqual(
    expect.arrayContaining(['Operator', 'Service', 'restart', 'ready']),
  );
  expect(await findBarriers(page)).toEqual([]);
  expect(await findOverflow(page)).toEqual([]);
});

it('a transcript is copied as its commands', async () => {
  const page = await site.open('sops/restart/', { permissions: ['clipboard-read', 'clipboard-write'] });
  const block = page.getByRole('group', { name: 'Code, console' }).locator('xpath=..');
  expect(await block.innerText()).toContain('10:30 up 3 days');
  await block.getByRole('button').click();
  await block.getByText('Copied').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('uptime\nwhoami');
});
