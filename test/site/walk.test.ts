import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { classify } from '../../plugins/docusaurus-plugin-gait/src/base/classify.ts';
import { readGaitFile } from '../../plugins/docusaurus-plugin-gait/src/read/file.ts';
import { parseConfiguration } from '../../plugins/docusaurus-plugin-gait/src/read/configuration.ts';
import { findBarriers } from '../support/axe.ts';
import { PHONE, useSite, waitUntilAlive } from '../support/browser.ts';
import { ROOT } from '../support/run.ts';
import { buildRepository } from '../support/sites.ts';
import { expectClean, expectCurrent, followTo, getCurrentStep, startWalk } from '../support/walk.ts';

const site = useSite(buildRepository);
const SSH = 'sops/close-open-ssh/';
const CLIPBOARD = { permissions: ['clipboard-read', 'clipboard-write'] };

describe('a walk', () => {
  it('is held, ticked, carried on after a crash, and becomes a record that validates', async () => {
    const page = await site.open(SSH, CLIPBOARD);
    await page.getByLabel('Value of REGION').fill('eu-west-1');
    expect(await findBarriers(page)).toEqual([]);
    await startWalk(page);
    await expectCurrent(page, 'confirm-account');
    await page.locator('#confirm-account').getByLabel('Note').fill('Account of the web team.');
    await page.locator('#confirm-account').getByRole('button', { name: 'Step 1 is done' }).click();
    await expectCurrent(page, 'find-open-groups');
    expect(await page.locator('[data-gait-announce]').innerText()).toContain('Current step: 2');

    const step = page.locator('#find-open-groups');
    await step.getByRole('button', { name: 'Step 2 is done' }).click();
    await page.getByText('The stop in step 2 holds what follows').waitFor();
    const later = page.locator('#revoke-rules pre[aria-label^="Command"]').locator('xpath=..');
    await later.getByRole('button').click();
    await later.getByText('Held: the stop in step 2 comes first.').waitFor();
    await step.getByRole('button', { name: 'I have read this' }).click();
    await step.getByRole('button', { name: 'Skip it' }).click();
    await page.getByText('Say why the step is skipped.').waitFor();
    await expectClean(page, 'refused');
    await step.getByRole('button', { name: 'Step 2 is done' }).click();
    await expectCurrent(page, 'review-exceptions');

    // The tab dies; another one of the same browser goes on.
    await page
      .context()
      .newPage()
      .then((next) => next.goto(site.address() + SSH));
    await page.close();
    const reopened = page.context().pages()[0] as Page;
    await waitUntilAlive(reopened);
    await expectCurrent(reopened, 'review-exceptions');
    expect(await reopened.getByLabel('Value of REGION').inputValue()).toBe('eu-west-1');

    const third = reopened.locator('#review-exceptions');
    await third.getByLabel('Who approved').fill('@Alice');
    await third.getByRole('button', { name: 'Note the approval' }).click();
    await reopened.getByText('carries this out, so somebody else has to approve').waitFor();
    await third.getByLabel('Who approved').fill('@bob');
    await third.getByRole('button', { name: 'Note the approval' }).click();
    await third.getByRole('button', { name: 'Step 3 is done' }).click();
    await expectCurrent(reopened, 'revoke-rules');

    // One move to Rollback, one back.
    await reopened.locator('#revoke-rules').getByRole('button', { name: 'It failed: go to Rollback' }).click();
    await expect.poll(() => new URL(reopened.url()).hash).toBe('#rollback');
    await reopened.getByRole('navigation', { name: 'Walk' }).getByRole('button', { name: 'Step 4' }).click();
    await reopened.locator('#revoke-rules').getByText('Nothing goes on by itself').waitFor();
    await expectClean(reopened, 'failed');
    await reopened.getByRole('button', { name: 'Try step 4 again' }).click();
    await reopened.locator('#revoke-rules').getByRole('button', { name: 'Step 4 is done' }).click();
    await expectCurrent(reopened, 'verify-closed');
    await reopened.locator('#verify-closed').getByLabel('Note').fill('password: hunter2hunter2');
    await reopened.locator('#verify-closed').getByRole('button', { name: 'Step 5 is done' }).click();
    await reopened.getByRole('button', { name: 'Finish this walk' }).click();

    const record = reopened.getByRole('group', { name: 'The record' });
    await reopened.getByText('This looks like a credential').waitFor();
    expect(await reopened.getByRole('button', { name: /^Download/u }).count()).toBe(0);
    await reopened.getByRole('button', { name: 'Open it again' }).click();
    await reopened.getByRole('button', { name: 'Take back step verify-closed' }).click();
    await reopened.locator('#verify-closed').getByRole('button', { name: 'Step 5 is done' }).click();
    await reopened.getByRole('button', { name: 'Finish this walk' }).click();
    await reopened.getByLabel('Ticket (address)').fill('https://tickets.example.com/OPS-1');
    await expectClean(reopened, 'finished');

    const [download] = await Promise.all([
      reopened.waitForEvent('download'),
      reopened.getByRole('button', { name: /^Download/u }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toBe(await record.innerText().then((shown) => `${shown.trimEnd()}\n`));
    const path = `records/close-open-ssh/${download.suggestedFilename()}`;
    const { configuration } = parseConfiguration(await readFile(`${ROOT}/gait.config.yaml`));
    if (!configuration) throw new Error('no configuration');
    const file = readGaitFile({
      path,
      kind: classify(path, configuration.paths),
      bytes: new TextEncoder().encode(text),
      configuration,
    });
    expect(file).toMatchObject({
      kind: 'record',
      yaml: { isValid: true, data: { outcome: 'completed', sop: 'close-open-ssh' } },
    });
    expect(text).not.toContain('eu-west-1');
    const link = await reopened.getByRole('link', { name: 'New file on GitHub, filled in' }).getAttribute('href');
    expect(new URL(link ?? '').searchParams.get('value')).toBe(text);
    expect(new URL(link ?? '').searchParams.get('filename')).toBe(path);
  });

  it('is followed with the keyboard alone, on a phone', async () => {
    const page = await site.open(SSH, { viewport: PHONE });
    await page.getByLabel('Your handle').fill('@alice');
    await page.getByLabel('Your handle').press('Enter');
    await expectCurrent(page, 'confirm-account');
    await page.getByRole('navigation', { name: 'Walk' }).getByRole('button', { name: 'Step 1' }).press('Enter');
    await page.keyboard.press('n');
    await page.keyboard.type('dsf');
    await page.keyboard.press('Tab');
    await expectCurrent(page, 'confirm-account');
    await page.keyboard.press('d');
    await expectCurrent(page, 'find-open-groups');
    expect(await page.locator(':focus').getAttribute('href')).toBe('#find-open-groups');
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await expectCurrent(page, 'review-exceptions');
    await expectClean(page, 'phone');
    const small = await page
      .locator('li[aria-current=step] [data-gait-outcomes] button')
      .evaluateAll((buttons) => buttons.filter((one) => one.getBoundingClientRect().height < 44).length);
    expect(small).toBe(0);
    const tree = await page.locator('li[aria-current=step]').ariaSnapshot();
    expect(tree).toContain('group "Approval by approver"');
    expect(tree).toContain('button "Step 3 is done"');
  });

  it('does not lose what two tabs do at once', async () => {
    const page = await site.open(SSH);
    await startWalk(page);
    const other = await page.context().newPage();
    await other.goto(site.address() + SSH);
    await expectCurrent(other, 'confirm-account');
    await page.getByRole('button', { name: 'Step 1 is done' }).click();
    await expectCurrent(other, 'find-open-groups');
    await other.getByRole('button', { name: 'I have read this' }).click();
    await page.getByText(/Read at \d/u).waitFor();
    // Deaf to each other: the later one is told.
    await page.evaluate(() => (BroadcastChannel.prototype.postMessage = () => undefined));
    await page.getByRole('button', { name: 'Step 2 is done' }).click();
    await expectCurrent(page, 'review-exceptions');
    await page.getByLabel('Who approved').fill('@bob');
    await page.getByRole('button', { name: 'Note the approval' }).click();
    await page.getByText('Approved by @bob').waitFor();
    await other.getByRole('button', { name: 'Step 2 is done' }).click();
    await other.getByText('another tab was first').waitFor();
    await other.getByText('Approved by @bob').waitFor();
  });

  it('goes on in memory when the device keeps nothing, and says so', async () => {
    const page = await site.open(SSH);
    await page.evaluate(() => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await startWalk(page);
    await page.getByText('The disk is full: this walk lives in this tab alone.').waitFor();
    await page.getByRole('button', { name: 'Step 1 is done' }).click();
    await expectCurrent(page, 'find-open-groups');
    await expectClean(page, 'unkept');
  });

  it('is handed over as a file, stays on its own text, and is erased', async () => {
    const page = await site.open(SSH);
    await startWalk(page);
    await page.getByRole('button', { name: 'Step 1 is done' }).click();
    await expectCurrent(page, 'find-open-groups');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export to a file' }).click(),
    ]);
    const walk = JSON.parse(await readFile(await download.path(), 'utf8')) as {
      fingerprint: string;
      text: { id: string; title: string; parts: { kind: string; text: string }[] }[];
    };
    // As from another revision of the SOP, written by somebody who means harm.
    walk.fingerprint = 'g1-0000000000000000';
    walk.text[1] = { ...walk.text[1], title: 'Look <img src=x onerror=alert(1)>' } as (typeof walk.text)[1];
    const other = await site.open(SSH);
    const file = { name: 'walk.json', mimeType: 'application/json' };
    await other.getByLabel('File of a walk').setInputFiles({ ...file, buffer: Buffer.from('{"schema": 1}') });
    await other.getByText('Unexpected content at').waitFor();
    await other.getByLabel('File of a walk').setInputFiles({ ...file, buffer: Buffer.from(JSON.stringify(walk)) });
    await expectCurrent(other, 'find-open-groups');
    await other.getByText('This SOP has changed since you began.').waitFor();
    expect(await other.locator('#find-open-groups h3').innerText()).toBe('Look <img src=x onerror=alert(1)>');
    expect(await other.getByRole('alert').innerText()).toContain('Changed: step 2');
    await other.getByLabel('to take over').fill('@carol');
    await other.getByRole('button', { name: 'Take over', exact: true }).click();
    await other.getByText('@alice, then @carol').waitFor();
    await expectClean(other, 'own text');
    await other.getByRole('button', { name: 'Move this walk to the new text' }).click();
    await other.getByText('This SOP has changed since you began.').waitFor({ state: 'detached' });
    await expectCurrent(other, 'find-open-groups');

    other.removeAllListeners('dialog');
    other.once('dialog', (dialog) => void dialog.accept());
    await other.getByText('Other walks, and this device').click();
    await other.getByRole('button', { name: 'Erase everything' }).click();
    await other.getByRole('button', { name: 'Start a walk' }).waitFor();
    await other.reload();
    await waitUntilAlive(other);
    await other.getByRole('button', { name: 'Start a walk' }).waitFor();
    expect(await other.getByLabel('Your handle').inputValue()).toBe('');
  });

  it('waits by the clock, over a reload', async () => {
    const page = await site.open('sops/patch-instances/');
    await startWalk(page);
    await followTo(page, 'scan', 'wait');
    expect(await page.getByRole('timer').innerText()).toMatch(/^Wait\s+\d+:\d\d$/u);
    await expectClean(page, 'waiting');
    const held = await getCurrentStep(page);
    await page.reload();
    await waitUntilAlive(page);
    await page.getByRole('timer').waitFor();
    await page.getByRole('button', { name: 'Go on without waiting' }).click();
    await expect.poll(() => getCurrentStep(page)).not.toBe(held);
    await page
      .locator(`#${held ?? ''}`)
      .getByText('went on all the same')
      .waitFor();
  });
});
