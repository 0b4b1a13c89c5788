import { describe, expect, it } from 'vitest';
import { findBarriers } from '../support/axe.ts';
import { useSite } from '../support/browser.ts';
import { buildRepository } from '../support/sites.ts';

const site = useSite(buildRepository);
const SSH = 'sops/close-open-ssh/';
const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };

describe('values', () => {
  it('go before the command, which stays as it is written; what is missing or wrong is said', async () => {
    const page = await site.open(SSH, CLIPBOARD);
    const block = page.locator('#find-open-groups pre[aria-label^="Command"]').locator('xpath=..');
    const copy = block.getByRole('button');
    await copy.click();
    await block.getByText('Copied without a value for REGION.').waitFor();
    const written = await page.evaluate(() => navigator.clipboard.readText());
    expect(written.startsWith('aws ec2')).toBe(true);

    const field = page.getByLabel('Value of REGION');
    await field.fill("eu'; rm -rf ~");
    await copy.click();
    await block.getByText(/Not copied. REGION does not match/u).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(written);

    await field.fill('eu-west-1');
    expect(await block.getByRole('group', { name: 'Copied before the command' }).innerText()).toBe(
      "REGION='eu-west-1'",
    );
    await copy.click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(`REGION='eu-west-1'\n${written}`);
    expect(await findBarriers(page), 'values').toEqual([]);

    await page.getByLabel('Value of GROUP_ID').fill('sg-0123456789abcdef0');
    await page.getByRole('button', { name: 'Copy link with values' }).click();
    await page.getByText('Copied. Values of secrets').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${site.address()}${SSH}#REGION=eu-west-1`);
  });

  it('that a link offers are confirmed one by one and leave the address at once', async () => {
    const page = await site.open(`${SSH}#account=123456789012&REGION=nowhere&GROUP_ID=sg-0123456789abcdef0`);
    const offer = page.getByRole('group', { name: 'Value that the link offers for ACCOUNT_ID' });
    await offer.waitFor();
    expect(new URL(page.url()).hash).toBe('');
    expect(await page.getByLabel('Value of ACCOUNT_ID').inputValue()).toBe('');
    const bad = page.getByRole('group', { name: 'Value that the link offers for REGION' });
    expect(await bad.innerText()).toContain('does not match');
    expect(await bad.getByRole('button').allInnerTexts()).toEqual(['Leave it out']);
    await page.getByText('The link also names GROUP_ID').waitFor();
    expect(await findBarriers(page), 'offers').toEqual([]);
    await offer.getByRole('button', { name: 'Use it' }).click();
    expect(await page.getByLabel('Value of ACCOUNT_ID').inputValue()).toBe('123456789012');
    expect(await offer.count()).toBe(0);
  });
});
