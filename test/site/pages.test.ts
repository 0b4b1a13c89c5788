import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { glob } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import type { ApiControls } from '../../plugins/docusaurus-plugin-gait/src/model/schema/api-controls.ts';
import { getCheckPath } from '../../plugins/docusaurus-plugin-gait/src/report/pages/paths.ts';
import { findBarriers } from '../support/axe.ts';
import { DESKTOP, PHONE, useSite } from '../support/browser.ts';
import { buildRepository } from '../support/sites.ts';
import { findOverflow } from '../support/layout.ts';
import { findSchemaProblems } from '../support/json-schema.ts';
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
  // Pages of former addresses lead on: they are looked at below.
  expect([...kinds].sort()).toEqual([...new Set([...PAGES.map(({ kind }) => kind), 'moved'])].sort());
});

describe('the old name of a check', () => {
  const path = getCheckPath('prowler:apigateway_public').slice(1);
  const present = getCheckPath('prowler:apigateway_restapi_public');

  it('leads on to the present one', async () => {
    const page = await site.open(path);
    await page.getByRole('heading', { level: 1, name: 'apigateway_restapi_public' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(present);
  });

  it('names it where no script runs', async () => {
    const page = await site.open(path, { javaScript: false });
    const link = page.getByRole('main').getByRole('link', { name: 'apigateway_restapi_public' });
    expect(await link.getAttribute('href')).toBe(present);
  });

  it('names all of them when one became several', async () => {
    const page = await site.open(getCheckPath('prowler:inspector2_findings_exist').slice(1));
    const names = ['inspector2_active_findings_exist', 'inspector2_is_enabled'];
    for (const name of names) expect(await page.getByRole('main').getByRole('link', { name }).count()).toBe(1);
  });
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

  it.each([
    ['checks/prowler/no_such_check', 'check', 'prowler:no_such_check', 'no'],
    ['alerts/guardduty/Recon:EC2/NoSuchAlert', 'alert', 'guardduty:Recon:EC2/NoSuchAlert', 'ec2'],
  ])('%s offers to search for it and to propose an SOP', async (path, kind, reference, word) => {
    const page = await site.open(path, options);
    await page.getByRole('heading', { level: 1, name: `No page for this ${kind}` }).waitFor();
    const main = page.getByRole('main');
    const search = main.getByRole('link', { name: `Search the SOPs for “${word}”` });
    expect(await search.getAttribute('href')).toBe(`/sops/?text=${word}`);
    const propose = main.getByRole('link', { name: /propose/iu });
    const form = new URL((await propose.getAttribute('href')) ?? '');
    expect([form.host, form.pathname]).toEqual(['github.com', '/example/gait/issues/new']);
    expect(form.searchParams.get('title')).toBe(`Propose an SOP: ${reference}`);
    expect(await findOverflow(page)).toEqual([]);
    expect(await findBarriers(page)).toEqual([]);
  });

  it('finds the page of a check by the name as its tool writes it', async () => {
    const page = await site.open('checks/prowler/iam_root_mfa_enabled', options);
    await page.getByRole('heading', { level: 1, name: 'iam_root_mfa_enabled' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(getCheckPath('prowler:iam_root_mfa_enabled'));
  });
});

it('hands out the knowledge base for other programs, as its schemas say', async () => {
  const read = async (name: string): Promise<object> => {
    const response = await fetch(`${site.address()}api/${name}.json`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringMatching(/json/u)]);
    return (await response.json()) as object;
  };
  for (const name of ['controls', 'coverage', 'sops'])
    expect(findSchemaProblems(await read(`${name}.schema`), await read(name)), name).toBe('');
  const { frameworks } = (await read('controls')) as ApiControls;
  const addresses = frameworks.flatMap(({ url, controls }) => [
    url,
    ...controls.flatMap((one) => [one.url, ...one.sops.map((sop) => sop.url), ...one.checks.map((check) => check.url)]),
  ]);
  expect(addresses.length).toBeGreaterThan(1000);
  // Each is the page of this site.
  const missing = [...new Set(addresses)].filter(
    (address) => !existsSync(join(site.build(), new URL(address).pathname, 'index.html')),
  );
  expect(missing).toEqual([]);
});
