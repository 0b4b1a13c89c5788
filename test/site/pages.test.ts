import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { glob } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { findBarriers } from '../support/axe.ts';
import { DESKTOP, PHONE, useSite } from '../support/browser.ts';
import { buildRepository } from '../support/sites.ts';
import { findOverflow } from '../support/layout.ts';
import { PAGES } from './repository-pages.ts';

const site = useSite(buildRepository);

describe.each(PAGES)('$path', ({ path, h1, title, kind }) => {
  it('says what it is, before its scripts run and after', async () => {
    const inert = await site.open(path, { javaScript: false });
    expect(await inert.title()).toBe(title);
    expect(await inert.locator('h1').allInnerTexts()).toEqual([h1]);
    const page = await site.open(path);
    expect(await page.title()).toBe(title);
    expect(await page.locator('h1').allInnerTexts()).toEqual([h1]);
    if (kind !== 'doc') expect(await page.locator('#gait-page').count()).toBe(1);
  });

  it.each(['light', 'dark'] as const)('has no barriers and fits, wide and narrow, %s', async (scheme) => {
    const page = await site.open(path, { scheme });
    expect(await page.locator('html').getAttribute('data-theme')).toBe(scheme);
    for (const viewport of [DESKTOP, PHONE]) {
      await page.setViewportSize(viewport);
      expect(await findOverflow(page), `${viewport.width} wide`).toEqual([]);
      expect(await findBarriers(page), `${viewport.width} wide`).toEqual([]);
    }
  });
});

it('no kind of page is left out', async () => {
  const build = site.build();
  const kinds = new Set<string>();
  for (const path of await glob('**/*.html', { cwd: build })) {
    const [, json = '{}'] =
      /<script[^>]*id="?gait-page"?[^>]*>(.*?)<\/script>/su.exec(await readFile(join(build, path), 'utf8')) ?? [];
    kinds.add((JSON.parse(json) as { kind?: string }).kind ?? 'doc');
  }
  expect([...kinds].sort()).toEqual([...new Set(PAGES.map(({ kind }) => kind))].sort());
});

describe('an address that is not there', () => {
  const options = { expected: /status (?:of )?404/u };

  it.each(['sops/no-such-sop/', 'nowhere/', 'controls/cis-aws/no-such-control/'])(
    '%s says so, without a barrier',
    async (path) => {
      const page = await site.open(path, options);
      expect(await page.locator('h1').allInnerTexts()).toEqual(['There is no page here']);
      expect(await findOverflow(page)).toEqual([]);
      expect(await findBarriers(page)).toEqual([]);
      await page.setViewportSize(PHONE);
      expect(await findOverflow(page)).toEqual([]);
      expect(await findBarriers(page)).toEqual([]);
    },
  );
});
