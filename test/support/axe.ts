import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * What axe-core says breaks WCAG 2.2 AA on the page, or within parts of it, one line per element: rule, place, why.
 * The library is evaluated by the browser's debugger, which the Content-Security-Policy does not concern.
 */
export async function findBarriers(page: Page, within?: readonly string[]): Promise<string[]> {
  const parts = within ? JSON.stringify({ include: within.map((one) => [one]) }) : 'document';
  await page.evaluate(`window.axe === undefined && (() => { ${SOURCE} })()`);
  const results = await page.evaluate<AxeResults>(
    `window.axe.run(${parts}, { runOnly: { type: 'tag', values: ${JSON.stringify(TAGS)} }, resultTypes: ['violations'] })`,
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
}

/**
 * As {@link findBarriers}, in a window as high as the page: what stays at the edge of the window covers nothing then that could not be
 * scrolled from under it.
 */
export async function findAllBarriers(page: Page, within?: readonly string[]): Promise<string[]> {
  const size = page.viewportSize();
  if (!size) return findBarriers(page, within);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...size, height: Math.max(size.height, height) });
  const found = await findBarriers(page, within);
  await page.setViewportSize(size);
  return found;
}
