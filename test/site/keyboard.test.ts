import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { buildRepository } from '../support/sites.ts';
import { PHONE, useSite } from '../support/browser.ts';

const site = useSite(buildRepository);

describe('the keyboard', () => {
  it.each(['', 'sops/close-open-ssh/', 'standards/levels-of-access/'])('skips to the content of /%s', async (path) => {
    const page = await site.open(path);
    await page.keyboard.press('Tab');
    const link = page.locator(':focus');
    expect(await link.innerText()).toBe('Skip to main content');
    expect(await isShown(page)).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const isInMain = await page
      .locator(':focus')
      .evaluate((element) => element.closest('main, [class*=docMain], article') !== null);
    expect(isInMain).toBe(true);
  });

  it.each(['light', 'dark'] as const)('shows where it is on an SOP, %s', async (scheme) => {
    const page = await site.open('sops/close-open-ssh/', { scheme });
    const hidden: string[] = [];
    for (let stop = 0; stop < 60; stop += 1) {
      await page.keyboard.press('Tab');
      if ((await page.locator(':focus').count()) === 0) break;
      if (!(await isShown(page)))
        hidden.push(await page.locator(':focus').evaluate((one) => one.outerHTML.slice(0, 120)));
    }
    expect(hidden).toEqual([]);
  });

  it('opens and closes the menu of a phone', async () => {
    const page = await site.open('', { viewport: PHONE });
    const toggle = page.getByRole('button', { name: 'Toggle navigation bar' });
    await toggle.focus();
    await page.keyboard.press('Enter');
    await page.locator('.navbar-sidebar').getByRole('link', { name: 'SOPs' }).waitFor();
    await page.locator('.navbar-sidebar').getByRole('link', { name: 'SOPs' }).click();
    await page.getByRole('heading', { level: 1, name: 'SOPs' }).waitFor();
  });
});

/** Whether the focused element lies in the window and is drawn differently because of the focus. */
function isShown(page: Page): Promise<boolean> {
  return page.locator(':focus').evaluate(async (element) => {
    // Where motion is reduced, a change of style takes a moment that nobody sees.
    const settle = (): Promise<unknown> =>
      Promise.all(element.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
    const read = (): string => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(element);
      return outlineStyle === 'none' || outlineWidth === '0px'
        ? boxShadow
        : [outlineStyle, outlineWidth, outlineColor].join();
    };
    const { top, bottom, width, height } = element.getBoundingClientRect();
    const isInWindow = bottom > 0 && top < window.innerHeight && width > 1 && height > 1;
    await settle();
    const focused = read();
    (element as HTMLElement).blur();
    await settle();
    const blurred = read();
    (element as HTMLElement).focus();
    return isInWindow && focused !== blurred && focused !== 'none';
  });
}
