import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useSite, waitUntilAlive } from '../support/browser.ts';
import { DRAWING, buildSubPath } from './sub-path-site.ts';

const site = useSite(buildSubPath);
const getPath = (page: Page): string => new URL(page.url()).pathname + new URL(page.url()).hash;
const waitForHeading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor();

describe('a site below a path', () => {
  it('leads from page to page, back and forth, without being loaded anew', async () => {
    const page = await site.open('');
    await page.evaluate(() => Object.assign(window, { stillThere: true }));
    const follow = async (name: string, heading: string, path: string): Promise<void> => {
      await page.getByRole('link', { name, exact: true }).first().click();
      await waitForHeading(page, heading);
      await expect.poll(() => getPath(page)).toBe(path);
      await expect.poll(() => page.title()).toBe(`${heading} | Test`);
    };
    await follow('SOPs', 'SOPs', '/kb/sops/');
    await follow('Restart a service', 'Restart a service', '/kb/sops/restart/');
    await follow('drain it', 'Drain a service', '/kb/sops/drain/#restart-it');
    await follow('restart it', 'Restart a service', '/kb/sops/restart/');
    await follow('standard', 'Services', '/kb/standards/services/#coming-back');
    await follow('the control', '1 Services come back', '/kb/controls/house-1-0/1/');
    await page.goBack();
    await waitForHeading(page, 'Services');
    await follow('the guide', 'Guide', '/kb/guide/');
    for (const heading of ['Services', 'Restart a service', 'Drain a service', 'Restart a service']) {
      await page.goBack();
      await waitForHeading(page, heading);
    }
    for (const heading of ['Drain a service', 'Restart a service']) {
      await page.goForward();
      await waitForHeading(page, heading);
    }
    expect(await page.locator('.gait-command').first().innerText()).toBe('systemctl restart example.service');
    expect(await page.evaluate(() => 'stillThere' in window)).toBe(true);
    await page.reload();
    await waitForHeading(page, 'Restart a service');
  });

  it('is searched', async () => {
    const page = await site.open('standards/services/');
    await page.keyboard.press('/');
    await page.getByRole('searchbox').fill('systemctl restart');
    await page.locator('dialog ol').getByRole('link', { name: 'Restart a service', exact: true }).click();
    await waitForHeading(page, 'Restart a service');
    expect(getPath(page)).toBe('/kb/sops/restart/');
  });

  it('ends on the page that was asked for last', async () => {
    const page = await site.open('sops/');
    await page.evaluate(() => {
      for (const id of ['restart', 'drain']) document.querySelector<HTMLElement>(`a[href="/kb/sops/${id}/"]`)?.click();
    });
    await waitForHeading(page, 'Drain a service');
    expect(getPath(page)).toBe('/kb/sops/drain/');
  });

  it('asks for nothing more to show its first page, and the same nodes stay', async () => {
    const page = await site.open('sops/restart/');
    const asked = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    expect(asked.filter((name) => /\/(?:sops|controls|standards)\/[^?]*$/u.test(new URL(name).pathname))).toEqual([]);
  });

  it('has an answer for an address that is not there, by link and by hand', async () => {
    const options = { expected: /status (?:of )?404/u };
    const page = await site.open('sops/nothing/', options);
    await waitForHeading(page, 'There is no page here');
    await page.goto(`${site.address()}sops/restart/`);
    await waitForHeading(page, 'Restart a service');
    await page.evaluate(() => {
      document.querySelector('a[href="/kb/sops/drain/#restart-it"]')?.setAttribute('href', '/kb/sops/gone/');
    });
    await page.locator('a[href="/kb/sops/gone/"]').first().click();
    await waitForHeading(page, 'There is no page here');
    await waitUntilAlive(page);
    await page.goBack();
    await waitForHeading(page, 'Restart a service');
  });

  it('leads on from a former address of an SOP', async () => {
    const page = await site.open('sops/start-again/');
    await waitForHeading(page, 'Restart a service');
    expect(getPath(page)).toBe('/kb/sops/restart/');
    const inert = await site.open('sops/start-again/', { javaScript: false });
    expect(await inert.locator('main a').first().getAttribute('href')).toBe('/kb/sops/restart/');
  });

  it('shows its pictures and hands out linked files', async () => {
    for (const path of ['sops/restart/', 'standards/services/']) {
      const page = await site.open(path);
      const image = page.getByRole('img', { name: 'The plan' });
      await image.scrollIntoViewIfNeeded();
      await expect
        .poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth))
        .toBeGreaterThan(0);
    }
    const page = await site.open('sops/restart/');
    const href = await page.getByRole('link', { name: 'drawing' }).getAttribute('href');
    const response = await page.request.get(new URL(href ?? '', site.address()).href);
    expect(await response.text()).toBe(DRAWING);
  });
});
