import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findBarriers } from '../support/axe.ts';
import { DESKTOP, PHONE, useSite, waitUntilAtRest } from '../support/browser.ts';
import { bucketFinding, buildPublished } from './published-site.ts';

const site = useSite(buildPublished);

/** Text of a section of the page by its heading. */
async function readSection(page: Page, heading: string): Promise<string> {
  const section = page.locator('section').filter({ has: page.getByRole('heading', { level: 2, name: heading }) });
  return (await section.innerText()).replace(/\s+/gu, ' ');
}

describe('where checks and controls stand', () => {
  it('is told on their pages, with exceptions that are in force and those that have expired', async () => {
    const control = await site.open('controls/house-1-0/1/');
    expect(await readSection(control, 'Where it stands')).toMatch(/fails$/u);
    expect(await readSection(control, 'Checks that test it')).toMatch(/fails \(1\) 30 Nov 2026/u);
    expect(await readSection(control, 'Exceptions')).toMatch(/bucket_private.*1 Nov 2026.* expired/u);
    const check = await site.open('checks/prowler/bucket---private/', { viewport: PHONE, scheme: 'dark' });
    expect(await readSection(check, 'Where it stands')).toMatch(/fails \(1 finding\)\. Newest finding: 30 Nov 2026/u);
    expect(await readSection(check, 'Exceptions')).toMatch(/this account 999988887777.* expired/u);
    expect(await findBarriers(check)).toEqual([]);
    const covered = await site.open('checks/prowler/bucket---logged/');
    expect(await readSection(covered, 'Where it stands')).toContain('fails, covered by an exception (1 finding)');
  });

  it('is told on the page of the framework, with what is needed now', async () => {
    const page = await site.open('controls/house-1-0/');
    const stands = page.locator('dl').filter({ hasText: 'passes' }).first();
    expect((await stands.innerText()).replace(/\s+/gu, ' ')).toMatch(
      /fails 1 passes 1 fails, covered by an exception 1/u,
    );
    const rows = page.getByRole('table', { name: 'Failing checks of these controls' }).locator('tbody tr');
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/bucket_logged[^]*Covered by an exception[^]*no SOP/u),
      expect.stringMatching(/bucket_private[^]*Close a bucket/u),
    ]);
    expect(await findBarriers(page)).toEqual([]);
  });

  it('is told of findings that are too old, which stand in no list', async () => {
    const page = await site.open('findings/');
    const published = await readSection(page, 'From the scans of this site');
    expect(published).toContain('1 finding is stale, too old or replaced by a newer scan, and stands in no list.');
    expect(published).not.toContain('bucket_unencrypted');
  });

  it('decides the marks of areas', async () => {
    const page = await site.open('reports/scoreboard/');
    const row = page.getByRole('row', { name: 'Every failing check has an SOP or an exception' });
    expect(await row.innerText()).toMatch(/^Holds/u);
    await page.getByText('Failing checks of no area: 1. Of these, 1 have neither').waitFor();
  });
});

describe('exceptions', () => {
  it.each([
    ['a desktop', DESKTOP],
    ['a phone', PHONE],
  ])('are listed by who granted them, on %s', async (_, viewport) => {
    const page = await site.open('exceptions/', { viewport });
    const table = page.getByRole('table', { name: 'Granted by @carol' });
    expect(await table.locator('tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/bucket_private[^]*expired/u),
      expect.stringMatching(/bucket_logged[^]*1 Jun 2027/u),
    ]);
    expect(await findBarriers(page)).toEqual([]);
  });
});

describe('a failing resource', () => {
  /** Follows a link to the SOP and answers what it offers. */
  async function expectOffers(page: Page): Promise<void> {
    const offer = page.getByRole('group', { name: 'Value that the link offers for BUCKET' });
    await offer.waitFor();
    expect(new URL(page.url()).hash).toBe('');
    expect(new URL(page.url()).pathname).toBe('/sops/close-bucket/');
    for (const name of ['ACCOUNT_ID', 'REGION', 'BUCKET'])
      expect(await page.getByLabel(`Value of ${name}`).inputValue(), name).toBe('');
    await offer.getByRole('button', { name: 'Use it' }).click();
    expect(await page.getByLabel('Value of BUCKET').inputValue()).toBe('shop-invoices');
    expect(await page.getByLabel('Value of REGION').inputValue()).toBe('');
    await page
      .getByRole('group', { name: 'Value that the link offers for ACCOUNT_ID' })
      .getByRole('button', { name: 'Use it' })
      .click();
    expect(await page.getByLabel('Value of ACCOUNT_ID').inputValue()).toBe('999988887777');
  }

  it('leads to the SOP, which offers where it is, value by value', async () => {
    const page = await site.open('findings/');
    const table = page.getByRole('table', { name: 'Procedures needed now' });
    await table.getByText('Where').nth(2).click();
    await table.getByRole('link', { name: 'Close a bucket for arn:aws:s3:::shop-invoices' }).click();
    await expectOffers(page);
  });

  it('that an alert links to with the page of a check is handed on to the SOP', async () => {
    const place = 'account=999988887777&region=eu-west-1&resource=arn%3Aaws%3As3%3A%3A%3Ashop-invoices';
    const page = await site.open(`checks/prowler/bucket---private/#${place}`);
    await expect.poll(() => new URL(page.url()).hash).toBe('');
    await page.getByRole('link', { name: 'Close a bucket' }).click();
    await expectOffers(page);
  });

  it('of a dropped file does the same in a tab of its own, and the server hears nothing of it', async () => {
    const page = await site.open('findings/');
    const input = page.getByLabel('Findings file', { exact: true });
    await expect.poll(() => input.isEnabled()).toBe(true);
    await waitUntilAtRest(page);
    const requests: string[] = [];
    page.context().on('request', (request) => requests.push(request.url()));
    const content = Buffer.from(JSON.stringify([bucketFinding('bucket_private')]));
    await input.setInputFiles({ name: 'own.json', mimeType: 'application/json', buffer: content });
    const table = page.getByRole('table', { name: 'Procedures needed now, in the file' });
    await table.getByText('Where').click();
    const opened = page.waitForEvent('popup');
    expect(requests).toEqual([]);
    await table.getByRole('link', { name: 'Close a bucket for arn:aws:s3:::shop-invoices' }).click();
    await expectOffers(await opened);
    expect(requests.filter((url) => /999988887777|shop-invoices/u.test(url.split('#')[0] ?? ''))).toEqual([]);
  });
});
