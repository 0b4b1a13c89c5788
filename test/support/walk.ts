import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { findAllBarriers } from './axe.ts';
import { findOverflow } from './layout.ts';

/** Begins a walk on an SOP's page and waits until it is there. */
export async function startWalk(page: Page, name = 'OPS-1', person = '@alice'): Promise<void> {
  await page.getByLabel('Name of this walk').fill(name);
  await page.getByLabel('Your handle').fill(person);
  await page.getByRole('button', { name: 'Start a walk' }).click();
  await page.getByRole('heading', { name, exact: true }).waitFor();
}

/** Id of the step that a screen reader is told is the current one; null when there is none. */
export async function getCurrentStep(page: Page): Promise<string | null> {
  const step = page.locator('li[aria-current=step]');
  return (await step.count()) === 0 ? null : step.getAttribute('id');
}

/** Waits until a step is the current one. */
export async function expectCurrent(page: Page, id: string): Promise<void> {
  await expect.poll(() => getCurrentStep(page)).toBe(id);
}

/** What a walk waits for, in the state of the page. */
type WalkHold = 'stop' | 'approval' | 'wait' | 'nothing';

/** What holds the current step. */
async function getHold(page: Page): Promise<WalkHold> {
  const step = page.locator('li[aria-current=step]');
  if ((await step.getByRole('timer').count()) > 0) return 'wait';
  if ((await step.getByRole('button', { name: 'I have read this' }).count()) > 0) return 'stop';
  return (await step.getByLabel('Who approved').count()) > 0 ? 'approval' : 'nothing';
}

/** Does what the current step asks for: passes its gate, or ticks it, or goes on without waiting; then waits for what comes next. */
export async function takeMove(page: Page): Promise<void> {
  const step = page.locator('li[aria-current=step]');
  const before = await readState(page);
  const hold = await getHold(page);
  if (hold === 'stop') await step.getByRole('button', { name: 'I have read this' }).click();
  else if (hold === 'wait') await step.getByRole('button', { name: 'Go on without waiting' }).click();
  else if (hold === 'approval') {
    await step.getByLabel('Who approved').fill('@bob');
    await step.getByLabel('Who approved').press('Enter');
  } else await step.getByRole('button', { name: /is done$/u }).click();
  await expect.poll(() => readState(page)).not.toBe(before);
}

/** Follows the walk until a step is the current one and held as said; to its end when no step is named. */
export async function followTo(page: Page, step?: string, hold?: WalkHold): Promise<void> {
  for (;;) {
    const current = await getCurrentStep(page);
    if (current === null) break;
    if (current === step && (hold === undefined || hold === (await getHold(page)))) return;
    await takeMove(page);
  }
  if (step !== undefined) throw new Error(`The walk ended before step ${step}`);
}

/** The parts of an SOP's page that a walk changes. */
const PARTS = ['#walk', 'section:has(> #values)', 'main ol:has(> li[id])', 'nav[aria-label=Walk]', '[data-gait-said]'];

/** Whether what a walk changes is within reach of everybody and the page fits its window; `state` names it when it does not. */
export async function expectClean(page: Page, state: string): Promise<void> {
  const shown: string[] = [];
  for (const part of PARTS) if ((await page.locator(part).count()) > 0) shown.push(part);
  expect(await findAllBarriers(page, shown), state).toEqual([]);
  expect(await findOverflow(page), state).toEqual([]);
}

/** What a move changes: the current step, how many gates are passed, and whether a clock runs. */
async function readState(page: Page): Promise<string> {
  return page.evaluate(() => {
    const step = document.querySelector('li[aria-current=step]');
    const passed = [...(step?.querySelectorAll('[data-gait-passed]') ?? [])].length;
    return `${step?.id ?? ''} ${passed} ${step?.querySelector('[role=timer]') ? 'waits' : ''}`;
  });
}
