import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findBarriers } from '../support/axe.ts';
import { useSite } from '../support/browser.ts';
import { findOverflow } from '../support/layout.ts';
import { buildSubPath } from './sub-path-site.ts';

/** Silence of the other tests means something only when a broken page is heard. */
let copy: string | undefined;
const site = useSite(async () => {
  const { build, baseUrl } = await buildSubPath();
  copy = await mkdtemp(join(tmpdir(), 'gait-observer-'));
  await cp(build, copy, { recursive: true });
  const file = join(copy, 'sops/index.html');
  const html = await readFile(file, 'utf8');
  await writeFile(file, html.replace(/<h1([^>]*)>SOPs/u, '<h1$1>Spos'));
  return { build: copy, baseUrl };
});

afterAll(async () => {
  if (copy !== undefined) await rm(copy, { recursive: true, force: true });
});

describe('what the tests of pages rely on', () => {
  it('a page that differs from what React renders is reported', async () => {
    await site.open('sops/');
    expect(site.takeProblems().join('\n')).toMatch(/React error #418/u);
  });

  it('a script that the policy forbids is reported, and does not run', async () => {
    const page = await site.open('controls/');
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
    });
    expect(site.takeProblems().join('\n')).toMatch(/Content Security Policy/u);
    expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  });

  it('a request to another host is reported, and does not leave', async () => {
    const page = await site.open('controls/');
    await page.evaluate(() => fetch('https://example.com/').catch(() => undefined));
    expect(site.takeProblems().join('\n')).toMatch(/Content Security Policy/u);
  });

  it('an error in the page is reported', async () => {
    const page = await site.open('controls/');
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          window.addEventListener('error', resolve, { once: true });
          setTimeout(() => {
            throw new Error('as asked');
          });
        }),
    );
    expect(site.takeProblems().join('\n')).toContain('as asked');
  });

  it('a barrier and an overflow are found', async () => {
    const page = await site.open('controls/');
    await page.evaluate(() => {
      const main = document.querySelector('main');
      const wide = document.createElement('div');
      wide.style.width = '3000px';
      wide.textContent = 'wide';
      main?.append(document.createElement('img'), wide);
    });
    expect((await findBarriers(page)).join()).toContain('image-alt');
    expect(await findOverflow(page)).not.toEqual([]);
  });
});
