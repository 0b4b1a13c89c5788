import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as playwright } from 'playwright-core';
import type { Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { useSite, waitUntilAlive } from '../support/browser.ts';
import { getFreePort } from '../support/port.ts';
import { buildRepository } from '../support/sites.ts';
import { expectClean, expectCurrent, followTo, startWalk } from '../support/walk.ts';

const site = useSite(buildRepository);
const SSH = 'sops/close-open-ssh/';
const DAY = 24 * 60 * 60 * 1000;

/** Everything that the site keeps in the browser, as one text. */
function readKept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const texts = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name ?? '');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('no database'));
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown>((resolve) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
        });
        texts.push(JSON.stringify(rows));
      }
      database.close();
    }
    return texts.join('\n');
  });
}

/** A browser of its own, as a person has it: killed, nothing of it can tidy up. */
async function openBrowser(profile: string): Promise<{ page: Page; kill: () => Promise<void> }> {
  const port = await getFreePort();
  const child = spawn(
    await chromium.executablePath(),
    ['--no-sandbox', '--headless', `--remote-debugging-port=${port}`, `--user-data-dir=${profile}`, 'about:blank'],
    { stdio: 'ignore', detached: true },
  );
  const browser = await vi.waitFor(() => playwright.connectOverCDP(`http://127.0.0.1:${port}`), {
    timeout: 20_000,
    interval: 100,
  });
  const context = browser.contexts()[0];
  if (!context) throw new Error('no context');
  const page = await context.newPage();
  await page.goto(site.address() + SSH);
  await waitUntilAlive(page);
  return {
    page,
    async kill() {
      const ended = once(child, 'exit');
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      await ended;
      await browser.close();
    },
  };
}

describe('what a walk keeps', () => {
  it('survives a browser that is killed', async () => {
    const profile = await mkdtemp(join(tmpdir(), 'gait-profile-'));
    try {
      const first = await openBrowser(profile);
      await startWalk(first.page, 'OPS-7');
      await followTo(first.page, 'review-exceptions');
      await first.kill();
      const second = await openBrowser(profile);
      await second.page.getByRole('heading', { name: 'OPS-7', exact: true }).waitFor();
      await expectCurrent(second.page, 'review-exceptions');
      await second.kill();
    } finally {
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    }
  });

  it('is nothing where the browser refuses to keep anything: the page says so, and the walk goes on', async () => {
    const page = await site.open('sops/', { expected: /Docusaurus browser storage is not available/u });
    await page.addInitScript(() => {
      const refuse = (): never => {
        throw new DOMException('denied', 'SecurityError');
      };
      Object.defineProperty(window, 'indexedDB', { get: refuse });
      Object.defineProperty(window, 'localStorage', { get: refuse });
      Object.defineProperty(window, 'sessionStorage', { get: refuse });
    });
    await page.goto(site.address() + SSH);
    await waitUntilAlive(page);
    await startWalk(page);
    const said = page.getByRole('alert').filter({ hasText: 'Not kept.' });
    await said.waitFor();
    expect(await said.innerText()).toContain('This browser keeps nothing here, as in a private window');
    await followTo(page);
    await page.getByRole('button', { name: 'Finish this walk' }).click();
    await page.getByRole('group', { name: 'The record' }).waitFor();
  });

  it('is two walks side by side, each with its name, values and place', async () => {
    const page = await site.open(SSH);
    await page.getByLabel('Value of REGION').fill('eu-west-1');
    await startWalk(page, 'OPS-1');
    await followTo(page, 'find-open-groups');
    await page.getByText('Other walks, and this device').click();
    await page.getByRole('button', { name: 'Start another walk' }).click();
    await page.getByLabel('Value of REGION').fill('us-east-1');
    await startWalk(page, 'OPS-2');
    await expectCurrent(page, 'confirm-account');
    await followTo(page, 'find-open-groups');
    await page.locator('#find-open-groups').getByLabel('Note').fill('of the second one');
    await page.getByText('Other walks, and this device').click();
    await expectClean(page, 'two walks');
    await page.getByRole('button', { name: 'Go on with OPS-1' }).click();
    await expect.poll(() => page.getByLabel('Value of REGION').inputValue()).toBe('eu-west-1');
    expect(await page.locator('#find-open-groups').getByLabel('Note').inputValue()).toBe('');
    // Another tab has its own choice, and other pages name both.
    const other = await page.context().newPage();
    await other.goto(`${site.address()}sops/isolate-instance/`);
    await waitUntilAlive(other);
    const elsewhere = other.getByRole('region', { name: 'Follow this SOP' }).locator('li');
    await expect.poll(() => elsewhere.allInnerTexts()).toHaveLength(2);
    expect((await elsewhere.allInnerTexts()).map((text) => /OPS-\d/u.exec(text)?.[0]).sort()).toEqual([
      'OPS-1',
      'OPS-2',
    ]);
    await other.goto(site.address() + SSH);
    await other.getByRole('button', { name: 'Go on with OPS-2' }).click();
    await expectCurrent(other, 'find-open-groups');
    await page.getByRole('heading', { name: 'OPS-1', exact: true }).waitFor();
  });

  it('is erased 7 days after the end, and never before it', async () => {
    const page = await site.open(SSH, { clock: new Date('2026-11-02T12:00:00Z') });
    await startWalk(page, 'OPS-OPEN');
    await page.getByText('Other walks, and this device').click();
    await page.getByRole('button', { name: 'Start another walk' }).click();
    await startWalk(page, 'OPS-DONE');
    await followTo(page);
    await page.getByRole('button', { name: 'Finish this walk' }).click();
    await page.getByRole('group', { name: 'The record' }).waitFor();
    const look = async (days: number): Promise<string> => {
      const next = await page.context().newPage();
      await next.clock.setFixedTime(Date.parse('2026-11-02T12:00:00Z') + days * DAY);
      await next.goto(site.address() + SSH);
      await waitUntilAlive(next);
      await next.getByText('OPS-OPEN').first().waitFor();
      const kept = await readKept(next);
      await next.close();
      return kept;
    };
    await page.goto('about:blank');
    expect(await look(6.9)).toContain('OPS-DONE');
    expect(await look(7.1)).not.toContain('OPS-DONE');
    expect(await look(60)).toContain('OPS-OPEN');
  });

  it('holds no secret, no output of a step, and after "Erase everything" nothing that was typed', async () => {
    const page = await site.open(SSH);
    await page.getByLabel('Value of GROUP_ID').fill('sg-feedf00dfeedf00d');
    await page.getByLabel('Value of REGION').fill('eu-west-1');
    await startWalk(page, 'OPS-9');
    await followTo(page, 'review-exceptions');
    expect(await page.getByLabel('Value of GROUP_ID').inputValue()).toBe('sg-feedf00dfeedf00d');
    const kept = await readKept(page);
    expect(kept).toContain('OPS-9');
    expect(kept).toContain('eu-west-1');
    expect(kept).not.toContain('sg-feedf00dfeedf00d');

    page.removeAllListeners('dialog');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByText('Other walks, and this device').click();
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await page.getByRole('button', { name: 'Start a walk' }).waitFor();
    expect(await page.getByLabel('Value of GROUP_ID').inputValue()).toBe('');
    const left = await readKept(page);
    for (const text of ['OPS-9', 'eu-west-1', '@alice', 'find-open-groups']) expect(left).not.toContain(text);
  });

  it('is also what is typed and not ticked or sent yet, and what was noted of a step that is taken back', async () => {
    const page = await site.open(SSH);
    await page.getByLabel('Value of GROUP_ID').fill('sg-feedf00dfeedf00d');
    await startWalk(page, 'OPS-11');
    await followTo(page, 'find-open-groups');
    const note = page.locator('#find-open-groups').getByLabel('Note');
    const keep = async (text: string): Promise<void> => {
      await note.fill(text);
      await expect.poll(() => readKept(page)).toContain(text);
    };
    await keep('two groups, both of the old office');
    await page.reload();
    expect(await note.inputValue()).toBe('two groups, both of the old office');
    await followTo(page, 'review-exceptions');
    await expect.poll(() => readKept(page)).not.toContain('"note:find-open-groups"');
    await page.getByRole('button', { name: 'Take back step find-open-groups' }).click();
    expect(await note.inputValue()).toBe('two groups, both of the old office');

    // What looks like a credential is shown as typed, and kept nowhere.
    await note.fill('password: hunter22xyz');
    await expect.poll(() => readKept(page)).not.toContain('old office');
    await keep('sound again');
    expect(await readKept(page)).not.toContain('hunter22xyz');
    await followTo(page, 'review-exceptions', 'approval');
    await page.getByLabel('Who approved').fill('@bobby');
    await expect.poll(() => readKept(page)).toContain('@bobby');
    await page.reload();
    expect(await page.getByLabel('Who approved').inputValue()).toBe('@bobby');
    await followTo(page);
    expect(await readKept(page)).not.toContain('@bobby');
    await page.getByRole('button', { name: 'Finish this walk' }).click();
    const form = page.getByRole('group', { name: 'The record' });
    const id = /^id: .*$/mu.exec(await form.innerText())?.[0];
    await page.getByLabel('Notes', { exact: true }).fill('nothing odd');
    await page.getByLabel('How it ended').selectOption('deviated');
    await expect.poll(() => readKept(page)).toMatch(/nothing odd.*deviated|deviated.*nothing odd/u);
    await page.reload();
    await expect.poll(() => form.innerText()).toContain('nothing odd');
    expect(await form.innerText()).toContain('outcome: deviated');
    // One walk is one record, however often it is downloaded.
    expect(await form.innerText()).toContain(id);
  });

  it('is not said to be erased when the browser refuses to', async () => {
    const page = await site.open(SSH);
    await startWalk(page, 'OPS-12');
    await page.evaluate(() => {
      IDBObjectStore.prototype.clear = () => {
        throw new DOMException('broken', 'UnknownError');
      };
    });
    page.removeAllListeners('dialog');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.getByText('Other walks, and this device').click();
    await page.getByRole('button', { name: 'Erase everything' }).click();
    const said = page.locator('[data-gait-said]');
    await expect.poll(() => said.innerText()).toContain('the browser did not erase what it keeps');
    expect(await readKept(page)).toContain('OPS-12');
  });
});
