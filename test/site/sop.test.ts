import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildRepository } from '../support/sites.ts';
import { ROOT } from '../support/run.ts';
import { useSite } from '../support/browser.ts';

const site = useSite(buildRepository);
const SSH = 'sops/close-open-ssh/';
const STEPS = ['confirm-account', 'find-open-groups', 'review-exceptions', 'revoke-rules', 'verify-closed'];

describe('an SOP', () => {
  it('can be followed without scripts', async () => {
    const page = await site.open(SSH, { javaScript: false });
    const steps = page.locator('main ol > li[id]');
    expect(await steps.evaluateAll((items) => items.map((item) => item.id))).toEqual(STEPS);
    expect(await steps.first().innerText()).toMatch(/^1\s/u);
    expect(await steps.last().innerText()).toMatch(/^5\s/u);
    expect(await steps.first().locator('pre').first().innerText()).toContain('aws sts get-caller-identity');
    const sections = await page.locator('main h2[id]').evaluateAll((items) => items.map((item) => item.id));
    for (const id of ['purpose', 'prerequisites', 'procedure', 'verification', 'rollback', 'escalation', 'references'])
      expect(sections).toContain(id);
    expect(await page.locator('main').innerText()).toContain('Touch nothing, save the table');
  });

  it('says why it has its maturity, and that an emulator is all the evidence', async () => {
    for (const path of [SSH, 'sops/review-iam-access/']) {
      const page = await site.open(path);
      const head = page.locator('main header');
      expect(await head.innerText()).toMatch(/Run\s*rehearsed on an emulator/u);
      const maturity = page.getByRole('region', { name: 'Maturity' });
      expect(await maturity.innerText()).toContain('the evidence supports that');
      await maturity.getByText('Evidence that counts').click();
      expect(await maturity.innerText()).toContain('completed in emulator');
    }
    const crawl = await site.open('sops/check-domain/');
    expect(await crawl.locator('main header').innerText()).toContain('Crawl');
    expect(await crawl.locator('main header').innerText()).not.toContain('rehearsed');
  });

  it('copies exactly the command', async () => {
    const page = await site.open(SSH, { permissions: ['clipboard-read', 'clipboard-write'] });
    const source = await readFile(join(ROOT, 'docs/sops/cloud-configuration/close-open-ssh.md'), 'utf8');
    const commands = [...source.matchAll(/^( *)```bash[^\n]*\n(.*?)\n *```$/gmsu)].map(([, indent = '', code = '']) =>
      code.replaceAll(new RegExp(`^${indent}`, 'gmu'), ''),
    );
    const blocks = page.locator('.gait-command');
    expect(await blocks.count()).toBe(commands.length);
    for (const [index, command] of commands.entries()) {
      const button = blocks.nth(index).locator('xpath=..').getByRole('button');
      await button.click();
      await button.getByText('Copied').waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(command);
    }
  });

  it('is one clean document on paper', async () => {
    const page = await site.open(SSH, { scheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    for (const selector of ['.navbar', '.footer', 'button', 'nav', '[role=search]']) {
      for (const element of await page.locator(selector).all())
        expect(await element.isVisible(), `${selector} on paper`).toBe(false);
    }
    expect(await page.locator('h1').isVisible()).toBe(true);
    expect(await page.locator('main ol > li[id]').count()).toBe(STEPS.length);
    const colours = await page.evaluate(() =>
      [document.body, document.querySelector('main ol > li pre')].map((element) => {
        const { color, backgroundColor } = getComputedStyle(element ?? document.body);
        return { color, backgroundColor };
      }),
    );
    for (const { color, backgroundColor } of colours) {
      expect(color).toBe('rgb(0, 0, 0)');
      expect(['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)']).toContain(backgroundColor);
    }
    // Which text it is, who followed it, a box for each step, and the record to be typed in afterwards.
    const paper = page.getByText(/commit [0-9a-f]{40}, fingerprint g1-[0-9a-f]{16}/u);
    const form = page.getByRole('region', { name: 'Record on paper' });
    expect(await paper.isVisible()).toBe(true);
    expect(await form.innerText()).toMatch(
      /Outcome\s*completed\s*deviated\s*failed\s*abandoned[^]*Approved as approver by/u,
    );
    const boxes = await page
      .locator('main ol > li[id] > div')
      .evaluateAll((steps) => steps.map((step) => getComputedStyle(step, '::before').borderTopStyle));
    expect(boxes).toEqual(STEPS.map(() => 'solid'));
    expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
    // Nothing is cut off at the side: a command breaks its lines instead.
    const cut = await page
      .locator('pre')
      .evaluateAll((blocks) => blocks.filter((one) => one.scrollWidth > one.clientWidth + 1).length);
    expect(cut).toBe(0);
    await page.emulateMedia({ media: 'screen' });
    expect(await paper.isVisible()).toBe(false);
    expect(await form.count()).toBe(0);
  });

  it('opens at a step that a link names, below the bar', async () => {
    const page = await site.open(`${SSH}#revoke-rules`);
    const step = page.locator('#revoke-rules');
    const bar = await page.locator('.navbar').boundingBox();
    const isInView = async (): Promise<boolean> => {
      const box = await step.boundingBox();
      return box !== null && box.y >= (bar?.height ?? 0) - 1 && box.y < 450;
    };
    await expect.poll(isInView).toBe(true);
    await page.getByRole('link', { name: 'Link to step 2' }).click();
    expect(new URL(page.url()).hash).toBe('#find-open-groups');
    await page.locator('#revoke-rules').getByRole('link', { name: 'Rollback' }).click();
    await expect.poll(() => new URL(page.url()).hash).toBe('#rollback');
  });
});

describe('links between SOPs, standards and controls', () => {
  it('lead both ways without loading the site anew', async () => {
    const page = await site.open(SSH);
    await page.evaluate(() => Object.assign(window, { stillThere: true }));
    const follow = async (name: string | RegExp, h1: string): Promise<void> => {
      await page.locator('main').getByRole('link', { name, exact: true }).first().click();
      await page.getByRole('heading', { level: 1, name: h1, exact: true }).waitFor();
    };
    await follow('Cloud configuration standard', 'Cloud configuration standard');
    expect(new URL(page.url()).pathname).toBe('/standards/cloud-configuration-standard/');
    await page.locator('main a[href="/sops/close-open-ssh/"]').first().click();
    await page.getByRole('heading', { level: 1, name: 'Close SSH and RDP open to the internet' }).waitFor();
    await follow('CIS 5.2', '5.2 No network ACL lets the internet reach remote administration ports');
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Close SSH and RDP open to the internet' }).waitFor();
    await follow('The automation', 'close-open-ssh');
    expect(await page.evaluate(() => 'stillThere' in window)).toBe(true);
  });
});
