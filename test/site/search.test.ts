import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { findBarriers } from '../support/axe.ts';
import { PHONE, useSite } from '../support/browser.ts';
import { buildRepository } from '../support/sites.ts';

const site = useSite(buildRepository);

const getTitles = (page: Page): Promise<string[]> => page.locator('dialog ol li a').allInnerTexts();
const getField = (page: Page) => page.getByRole('searchbox', { name: 'Search SOPs' });
const getStatus = (page: Page): Promise<string> => page.locator('dialog [role=status]').innerText();

/** What a page fetches for the search from now on. */
function watchFiles(page: Page): { path: string; size: Promise<number> }[] {
  const files: { path: string; size: Promise<number> }[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (!pathname.includes('/pagefind/')) return;
    files.push({ path: pathname, size: response.body().then((body) => body.length) });
  });
  return files;
}

it('is opened, used and left by keyboard', async () => {
  const page = await site.open('');
  await page.keyboard.press('/');
  await getField(page).waitFor();
  await page.keyboard.type('isolate');
  await expect.poll(() => getTitles(page)).toContain('Isolate a compromised EC2 instance');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('dialog').count()).toBe(0);

  await page.keyboard.press('Control+k');
  await getField(page).waitFor();
  await page.keyboard.type('Isolate a compromised');
  await expect.poll(async () => (await getTitles(page))[0]).toBe('Isolate a compromised EC2 instance');
  await page.keyboard.press('ArrowDown');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Isolate a compromised EC2 instance');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Isolate a compromised EC2 instance' }).waitFor();
  expect(await page.locator('dialog').count()).toBe(0);
});

it('finds by check, alert, command and pasted message, and narrows down', async () => {
  const page = await site.open('sops/');
  await page.getByRole('button', { name: 'Search' }).click();
  const field = getField(page);
  const find = async (text: string, title: string): Promise<void> => {
    await field.fill(text);
    await expect.poll(() => getTitles(page)).toContain(title);
  };
  const closeSsh = 'Close SSH and RDP open to the internet';
  const isolate = 'Isolate a compromised EC2 instance';
  await find('ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22', closeSsh);
  await find('EC2.53', closeSsh);
  await find('prowler:ec2_securitygroup_allow_ingress_from_internet_to_tcp_port_22', closeSsh);
  await find('securityhub:EC2.53', closeSsh);
  await find('revoke-security-group-ingress', closeSsh);
  await find('"$GROUP_ID"', closeSsh);
  await find('guardduty:UnauthorizedAccess:EC2/SSHBruteForce', isolate);
  await find('UnauthorizedAccess:EC2/SSHBruteForce', isolate);
  await find('An error occurred (UnauthorizedOperation) calling RevokeSecurityGroupIngress frobnicated', closeSsh);
  await expect.poll(() => getStatus(page)).toContain('No page has all of these words');
  expect(await getTitles(page)).toContain(closeSsh);

  await field.fill('secret');
  await page.getByText('Narrow down').click();
  await page.locator('dialog').getByLabel('Kind').selectOption('SOP');
  await page.locator('dialog').getByLabel('Area').selectOption('Production environment');
  await expect.poll(() => getTitles(page)).toContain('Rotate the secret of a production database');
  await expect
    .poll(() => page.locator('dialog ol li').allInnerTexts())
    .toSatisfy((all: string[]) => all.every((one) => one.includes('Production environment')));
  await page.locator('dialog').getByLabel('Maturity').selectOption('Walk');
  await expect.poll(() => getStatus(page)).toBe('Nothing found. Try fewer or other words.');
  expect(await findBarriers(page)).toEqual([]);

  const narrow = async (text: string, choices: Record<string, string>, title: string): Promise<void> => {
    await page.locator('dialog').getByRole('button', { name: 'Clear' }).click();
    await field.fill(text);
    for (const [label, value] of Object.entries(choices))
      await page.locator('dialog').getByLabel(label, { exact: true }).selectOption(value);
    await expect.poll(() => getTitles(page)).toContain(title);
    await expect.poll(() => page.locator('dialog [aria-busy=true]').count()).toBe(0);
  };
  await narrow('internet', { Command: 'aws ec2 revoke-security-group-ingress' }, closeSsh);
  expect(await getTitles(page)).toEqual([closeSsh, 'Require Session Manager in place of SSH']);
  await narrow('instance', { Alert: 'guardduty:UnauthorizedAccess:EC2/SSHBruteForce', Kind: 'SOP' }, isolate);
  expect((await getTitles(page)).sort()).toEqual([closeSsh, isolate]);
  await narrow('security group', { Control: 'cis-aws@5.0.0#5.3', Owner: 'Cloud platform' }, closeSsh);
});

it('leaves a key alone where somebody types, and when it was switched off', async () => {
  const page = await site.open('sops/');
  await page.getByLabel('Title', { exact: true }).fill('a');
  await page.keyboard.press('/');
  expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('a/');
  expect(await page.locator('dialog').count()).toBe(0);
  await page.keyboard.press('Control+k');
  await page.getByLabel('opens the search').uncheck();
  await page.keyboard.press('Escape');
  await page.locator('h1').click();
  await page.keyboard.press('/');
  expect(await page.locator('dialog').count()).toBe(0);
});

it('fits a phone, has no barriers in the dark, and fetches little', async () => {
  const page = await site.open('', { viewport: PHONE, scheme: 'dark' });
  const files = watchFiles(page);
  await page.getByRole('button', { name: 'Search' }).click();
  await getField(page).fill('root user');
  await expect.poll(() => getTitles(page)).not.toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  expect(await findBarriers(page)).toEqual([]);
  const bytes = (await Promise.all(files.map(({ size }) => size))).reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThan(250_000);
});

it('fetches what to narrow down by when that is opened, not before', async () => {
  const page = await site.open('');
  const files = watchFiles(page);
  const getFilters = (): string[] => files.map(({ path }) => path).filter((path) => path.endsWith('.pf_filter'));
  await page.keyboard.press('/');
  await getField(page).fill('Isolate a compromised EC2 instance');
  await expect.poll(async () => (await getTitles(page))[0]).toBe('Isolate a compromised EC2 instance');
  // A long answer needs to know which pages are SOPs, since they come first; nothing needs the others.
  expect(getFilters().length).toBeLessThanOrEqual(1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('dialog').getByLabel('Alert', { exact: true }).waitFor();
  for (const label of ['Kind', 'Area', 'Maturity', 'Owner', 'Control', 'Alert', 'Command'])
    expect(await page.locator('dialog').getByLabel(label, { exact: true }).locator('option').count()).toBeGreaterThan(
      2,
    );
  expect(getFilters().length).toBeGreaterThan(5);
  expect(await findBarriers(page)).toEqual([]);
});

it('fetches no filter but the one of kinds for an answer that is shown whole', async () => {
  const page = await site.open('');
  const files = watchFiles(page);
  await page.keyboard.press('/');
  await getField(page).fill('guardduty:UnauthorizedAccess:EC2/SSHBruteForce');
  await expect.poll(() => getTitles(page)).toContain('Isolate a compromised EC2 instance');
  await expect.poll(() => page.locator('dialog [aria-busy=true]').count()).toBe(0);
  expect((await getTitles(page)).length).toBeLessThanOrEqual(10);
  expect(files.filter(({ path }) => path.endsWith('.pf_filter'))).toHaveLength(1);
});

it('says that what to narrow down by could not be loaded, and tries again', async () => {
  const page = await site.open('', { expected: /pf_filter|Failed to load/u });
  const filters = '**/*.pf_filter';
  await page.route(filters, (route) => route.abort());
  await page.keyboard.press('/');
  await page.getByText('Narrow down').click();
  await page.getByRole('alert').getByText('could not be loaded').waitFor();
  await page.unroute(filters);
  await page.locator('dialog summary').click();
  await page.locator('dialog summary').click();
  await page.locator('dialog').getByLabel('Area', { exact: true }).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
});

it('shows SOPs before pages that only tell about the words, however many there are', async () => {
  const page = await site.open('');
  await page.keyboard.press('/');
  await getField(page).fill('logging');
  const getKinds = (): Promise<string[]> =>
    page.locator('dialog ol li p:first-of-type > span:first-child').allInnerTexts();
  const more = page.getByRole('button', { name: /^Show \d+ more$/u });
  for (const count of [10, 20, 30]) {
    if (count > 10) await more.click();
    await expect.poll(async () => (await getKinds()).length).toBe(count);
  }
  const kinds = await getKinds();
  const others = kinds.findIndex((kind) => kind !== 'SOP');
  expect(others).toBeGreaterThan(0);
  expect(kinds.slice(others)).not.toContain('SOP');
});
