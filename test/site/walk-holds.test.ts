import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useSite, waitUntilAlive } from '../support/browser.ts';
import { buildRepository } from '../support/sites.ts';
import { expectCurrent, followTo, getCurrentStep, startWalk } from '../support/walk.ts';

const site = useSite(buildRepository);
const CUT_OFF = 'sops/cut-off-user/';
const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };

/** What each command of a step says when it is copied, in order. */
async function copyAll(page: Page, step: string): Promise<string[]> {
  const blocks = page.locator(`#${step} pre[aria-label^="Command"]`).locator('xpath=..');
  const said: string[] = [];
  for (const block of await blocks.all()) {
    await block.locator('[data-gait-copy]').click();
    await expect.poll(() => block.locator('[data-gait-copy]').innerText()).not.toBe('Copy');
    said.push(await block.locator('[data-gait-copy]').innerText());
  }
  return said;
}

describe('a walk is held', () => {
  it('by a stop: nothing after it can be copied, ticked or reached by a key until it is read', async () => {
    const page = await site.open(CUT_OFF, CLIPBOARD);
    await startWalk(page);
    await followTo(page, 'find-user', 'stop');
    expect(new Set(await copyAll(page, 'find-user'))).toEqual(new Set(['Copied']));
    expect(new Set(await copyAll(page, 'deny-all'))).toEqual(new Set(['Not copied']));
    await page.getByRole('navigation', { name: 'Walk' }).getByRole('button', { name: 'Step 2' }).click();
    await page.keyboard.press('d');
    await page.getByText('The stop in step 2 holds what follows').first().waitFor();
    await page.keyboard.press('s');
    expect(await getCurrentStep(page)).toBe('find-user');
    expect(await page.locator('#deny-all').getByRole('button', { name: 'is done' }).count()).toBe(0);
    await page.keyboard.press('g');
    await page.getByText(/Read at \d/u).waitFor();
    await page.keyboard.press('d');
    await expectCurrent(page, 'deny-all');
    expect(new Set(await copyAll(page, 'deny-all'))).toEqual(new Set(['Copied']));
  });

  it('by an approval, which names somebody else, and which a colleague who approved cannot carry out', async () => {
    const page = await site.open(CUT_OFF, CLIPBOARD);
    await startWalk(page);
    await followTo(page, 'revoke-sessions', 'approval');
    const step = page.locator('#revoke-sessions');
    expect(new Set(await copyAll(page, 'revoke-sessions'))).toEqual(new Set(['Not copied']));
    for (const [name, answer] of [
      [' ', 'Write who approved.'],
      ['alice', 'alice carries this out, so somebody else has to approve.'],
    ] as const) {
      await step.getByLabel('Who approved').fill(name);
      await step.getByRole('button', { name: 'Note the approval' }).click();
      await page.getByText(answer).waitFor();
    }
    await step.getByRole('button', { name: /is done$/u }).click();
    await page.getByText('Step 7 needs an approval first.').waitFor();
    await step.getByLabel('Who approved').fill('@bob');
    await step.getByRole('button', { name: 'Note the approval' }).click();
    await step.getByText('Approved by @bob').waitFor();
    expect(new Set(await copyAll(page, 'revoke-sessions'))).toEqual(new Set(['Copied']));
  });

  it('by a wait that runs by the clock and ends by itself, said to a screen reader', async () => {
    const page = await site.open('sops/rotate-database-secret/');
    await page.clock.install({ time: new Date('2026-11-02T12:00:00Z') });
    await page.reload();
    await waitUntilAlive(page);
    await startWalk(page);
    await followTo(page, 'rotate', 'nothing');
    await page
      .locator('#rotate')
      .getByRole('button', { name: /is done$/u })
      .click();
    const timer = page.getByRole('timer');
    await timer.waitFor();
    expect(await timer.innerText()).toMatch(/2:00|1:5\d/u);
    await page.clock.runFor(60_000);
    await expect.poll(() => timer.innerText()).toMatch(/1:00|0:5\d/u);
    expect(await getCurrentStep(page)).toBe('rotate');
    await page.clock.runFor(61_000);
    await expectCurrent(page, 'confirm-version');
    await expect.poll(() => page.locator('[data-gait-announce]').innerText()).toContain('Current step: 6');
    expect(await page.locator('#rotate').innerText()).not.toContain('went on all the same');
  });

  it('by a failure, which leads to Rollback or Escalation in one move, and back', async () => {
    for (const [path, step, section] of [
      [CUT_OFF, 'deactivate-keys', 'Escalation'],
      ['sops/rotate-database-secret/', 'rotate', 'Rollback'],
    ] as const) {
      const page = await site.open(path);
      await startWalk(page);
      await followTo(page, step, 'nothing');
      await page.keyboard.press('f');
      const heading = page.getByRole('heading', { level: 2, name: section });
      await expect.poll(() => new URL(page.url()).hash).toBe(`#${section.toLowerCase()}`);
      await expect
        .poll(() => heading.evaluate((one) => one.getBoundingClientRect().top))
        .toSatisfy((top: number) => top >= 0 && top < 450);
      await page.keyboard.press('j');
      await page.locator(`#${step}`).getByText('Nothing goes on by itself').waitFor();
      expect(await page.locator(':focus').getAttribute('href')).toBe(`#${step}`);
      await page.locator(`#${step}`).getByRole('button', { name: 'Go on all the same' }).click();
      await expect.poll(() => getCurrentStep(page)).not.toBe(step);
      await page.close();
    }
  });
});

describe('a walk helps', () => {
  it('by keeping the screen on while it is open, and not a moment longer', async () => {
    const page = await site.open('sops/');
    await page.addInitScript(() => {
      const locks: { released: boolean; release: () => Promise<void> }[] = [];
      Object.assign(window, { locks });
      Object.defineProperty(navigator, 'wakeLock', {
        value: {
          request: () => {
            const lock = {
              released: false,
              release: () => {
                lock.released = true;
                return Promise.resolve();
              },
            };
            locks.push(lock);
            return Promise.resolve(lock);
          },
        },
      });
    });
    await page.goto(site.address() + CUT_OFF);
    await waitUntilAlive(page);
    const read = (): Promise<boolean[]> =>
      page.evaluate(() =>
        (window as unknown as { locks: { released: boolean }[] }).locks.map(({ released }) => !released),
      );
    await page.getByRole('button', { name: 'Start a walk' }).waitFor();
    expect(await read()).toEqual([]);
    await startWalk(page);
    await expect.poll(read).toEqual([true]);
    // The browser lets go of it when the tab is hidden; when it is seen again, the page asks anew.
    await page.evaluate(() => {
      document.dispatchEvent(new Event('visibilitychange'));
      void (window as unknown as { locks: { release: () => void }[] }).locks[0]?.release();
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await expect.poll(read).toEqual([false, true]);
    await page.getByRole('button', { name: 'End this walk early' }).click();
    await page.getByRole('button', { name: 'End it before the last step' }).click();
    await page.getByRole('group', { name: 'The record' }).waitFor();
    await expect.poll(read).toEqual([false, false]);
  });

  it('without motion for whoever asked for less of it', async () => {
    const page = await site.open(CUT_OFF);
    await startWalk(page);
    await page.evaluate(() => {
      const moved: string[] = [];
      Object.assign(window, { moved });
      for (const kind of ['transitionrun', 'animationstart'])
        document.addEventListener(kind, (event) => {
          const [one] = (event.target as Element).getAnimations();
          const { duration } = one?.effect?.getTiming() ?? {};
          if (Number(duration) > 1) moved.push(`${kind} ${(event.target as Element).outerHTML.slice(0, 100)}`);
        });
    });
    await followTo(page, 'deny-all');
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior)).toBe('auto');
    expect(await page.evaluate(() => (window as unknown as { moved: string[] }).moved)).toEqual([]);
  });
});
