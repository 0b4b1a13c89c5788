import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findBarriers } from '../support/axe.ts';
import { PHONE, useSite, waitUntilAtRest } from '../support/browser.ts';
import { SCAN, SECRETS, buildSubPath } from './sub-path-site.ts';

const site = useSite(buildSubPath);

/** Gives the page a file, once it can take one. */
async function choose(page: Page, name: string, content: string): Promise<void> {
  const input = page.getByLabel('Findings file', { exact: true });
  await expect.poll(() => input.isEnabled()).toBe(true);
  await input.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
}

describe('what is published by default', () => {
  it('holds no handle, account, ARN, failing check or reason, in no file', async () => {
    const entries = await readdir(site.build(), { recursive: true, withFileTypes: true });
    const found: string[] = [];
    for (const entry of entries.filter((one) => one.isFile())) {
      const text = await readFile(path.join(entry.parentPath, entry.name), 'latin1');
      found.push(...SECRETS.filter((secret) => text.includes(secret)).map((secret) => `${secret} in ${entry.name}`));
    }
    // The worker knows the names of all of Prowler's checks, not which of them fail.
    expect(found.filter((one) => !/^s3_bucket_no_mfa_delete in .*\.js$/u.test(one))).toEqual([]);
  });
});

describe('a findings file in the browser', () => {
  it('becomes a list of procedures, and nothing leaves the page', async () => {
    const page = await site.open('findings/', { scheme: 'dark' });
    const input = page.getByLabel('Findings file', { exact: true });
    await expect.poll(() => input.isEnabled()).toBe(true);
    await waitUntilAtRest(page);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await choose(page, 'scan.json', SCAN.replace(/\]$/u, ',{"wrong":1}]'));
    const rows = page.getByRole('table', { name: 'Procedures needed now, in the file' }).locator('tbody tr');
    await expect
      .poll(() => rows.allInnerTexts())
      .toEqual([
        expect.stringMatching(/prowler:s3_bucket_no_mfa_delete[^]*no SOP/u),
        expect.stringMatching(/prowler:service_back[^]*Restart a service[^]*Crawl/u),
      ]);
    expect(await page.getByRole('status').innerText()).toBe(
      'scan.json: 2 findings, 1 not read; 2 failing checks, 1 without an SOP.',
    );
    expect(await page.getByRole('main').innerText()).toMatch(/Newest finding: \d+ \w+ 2026, 10:00 UTC/u);
    expect(await page.getByRole('list', { name: 'Not read' }).innerText()).toContain('Entry 3, at byte');
    await page.getByRole('link', { name: 'Restart a service' }).hover();
    expect(requests).toEqual([]);
    expect(await findBarriers(page)).toEqual([]);
    const opened = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'prowler:service_back' }).click();
    await (await opened).getByRole('heading', { level: 1, name: 'service_back' }).waitFor();
  });

  it('says how old a scan is', async () => {
    const page = await site.open('findings/', { viewport: PHONE });
    await choose(page, 'scan.json', SCAN.replaceAll(/2026-(?=\d\d-\d\dT)/gu, '2020-'));
    await page.getByText(/^Newest finding: \d+ \w+ 2020, [^]* \d{4} days ago\./u).waitFor();
  });

  it('says why a file is none', async () => {
    const page = await site.open('findings/', { viewport: PHONE });
    await choose(page, 'notes.json', 'hello');
    await expect.poll(() => page.getByRole('list', { name: 'Not read' }).innerText()).toContain('Unexpected content');
    expect(await findBarriers(page)).toEqual([]);
  });
});

describe('exceptions', () => {
  it('are not told by default', async () => {
    const page = await site.open('exceptions/');
    expect(await page.getByRole('main').innerText()).toContain('This site does not publish exceptions.');
    expect(await findBarriers(page)).toEqual([]);
  });
});
