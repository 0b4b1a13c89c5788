import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { DESKTOP, PHONE, useSite } from '../support/browser.ts';
import { buildRepository } from '../support/sites.ts';
import { expectClean, followTo, startWalk, takeMove } from '../support/walk.ts';

const site = useSite(buildRepository);

/** Every state that a walk of this SOP comes through, looked at one after the other. */
async function lookAtAll(page: Page): Promise<void> {
  const step = page.locator('li[aria-current=step]');
  const note = (text: string): Promise<void> => step.getByLabel('Note').fill(text);
  await page.getByRole('button', { name: 'Start a walk' }).click();
  await page.getByText('Write your handle').waitFor();
  await expectClean(page, 'no handle');
  await page.getByLabel('Value of REGION').fill('nowhere');
  await page.getByText('REGION does not match').waitFor();
  await expectClean(page, 'a value that does not match');
  await page.getByLabel('Value of REGION').fill('eu-west-1');
  await startWalk(page);
  await expectClean(page, 'begun');
  await page.keyboard.press('?');
  await page.getByText('Single keys act on the current step').waitFor();
  await expectClean(page, 'keys');
  await page.keyboard.press('?');
  await followTo(page, 'find-open-groups', 'stop');
  await step.getByRole('button', { name: 'Skip it' }).click();
  await page.getByText('The stop in step 2 holds').first().waitFor();
  await expectClean(page, 'held by a stop');
  await followTo(page, 'review-exceptions', 'approval');
  await expectClean(page, 'held for an approval');
  await takeMove(page);
  await note('Nobody answers.');
  await step.getByRole('button', { name: 'Skip it' }).click();
  await page.getByText('Nobody answers.').waitFor();
  await expectClean(page, 'skipped');
  await step.getByRole('button', { name: 'It failed' }).click();
  await page.getByText('Nothing goes on by itself').waitFor();
  await expectClean(page, 'failed');
  await page.getByRole('button', { name: 'End this walk early' }).click();
  await expectClean(page, 'about to end early');
  await page.getByRole('button', { name: 'Keep it open' }).click();
  await step.getByRole('button', { name: 'Go on all the same' }).click();
  await followTo(page);
  await expectClean(page, 'all ticked');
  await page.getByRole('button', { name: 'Finish this walk' }).click();
  await page.getByLabel('Ticket (address)').fill('OPS-1');
  await page.getByLabel('Notes').fill('token: hunter2hunter2');
  await page.getByText('This looks like a credential').waitFor();
  await expectClean(page, 'a record that cannot be sent');
  await page.getByLabel('Ticket (address)').fill('');
  await page.getByLabel('Notes').fill('');
  await page.getByRole('button', { name: /^Download/u }).waitFor();
  await page.getByText('Other walks, and this device').click();
  await expectClean(page, 'a record');
}

describe('a walk has no barriers in any state', () => {
  it.each([
    ['on a desktop, by day', { viewport: DESKTOP, scheme: 'light' }],
    ['on a phone, by night', { viewport: PHONE, scheme: 'dark' }],
  ] as const)('%s', async (_, options) => {
    await lookAtAll(await site.open('sops/close-open-ssh/', options));
  });
});

/** What a finger has to hit and is lower than 44 px, in words; a box to tick is hit with its label. */
function findSmall(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll(
        'main :is(button, summary, select, textarea, input), nav[aria-label=Walk] :is(button, a)',
      ),
    ]
      .filter((one) => one.checkVisibility())
      .map((one) => one.closest('label') ?? one)
      .filter((one) => one.getBoundingClientRect().height < 44)
      .map((one) => one.outerHTML.slice(0, 160)),
  );
}

it('on the smallest phone everything is within reach of a thumb, and nothing that is said hides the bar', async () => {
  const page = await site.open('sops/close-open-ssh/', { viewport: { width: 320, height: 640 }, touch: true });
  expect(await findSmall(page)).toEqual([]);
  await startWalk(page, 'OPS-1: rules that are open to the internet in three accounts');
  const said = page.locator('[data-gait-said]').getByText('begun. Step 1 of');
  const foot = async (): Promise<number> => (await said.boundingBox().then((box) => box && box.y + box.height)) ?? 0;
  const bar = await page.getByRole('navigation', { name: 'Walk' }).boundingBox();
  expect(await foot()).toBeLessThanOrEqual(bar?.y ?? 0);
  expect(bar?.height, 'one line').toBeLessThan(60);
  expect(await findSmall(page)).toEqual([]);
  await expectClean(page, 'the smallest phone');
  await followTo(page);
  await page.getByRole('button', { name: 'Finish this walk' }).click();
  await page.getByRole('group', { name: 'The record' }).waitFor();
  expect(await findSmall(page)).toEqual([]);
  await expectClean(page, 'a record on the smallest phone');
});
