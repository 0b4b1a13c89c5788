// Following an SOP of 60 steps on a phone, four times slower than this machine: `npm run bench:walk [-- rounds]`, or `-- --site <folder>` for
// a site that is built. First contentful paint and the slowest interactions of a whole walk, held against a bare page of the same server.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../tools/browser.mjs';
import { serveBuild } from '../tools/serve.mjs';
import { buildCorpusSite, getQuantile, toTable } from './measure.mjs';

const SLOWER = 4;
const STEPS = 60;
const PHONE = { width: 390, height: 844 };
const MOST_PAINT_MS = 1500;
const MOST_INTERACTION_MS = 200;
const BARE = '<!doctype html><title>Bare</title><p>Text</p><button type="button">Press</button>';

const [first, second] = process.argv.slice(2);
const rounds = first === undefined || first === '--site' ? 5 : Number(first);
const folder = first === '--site' ? second : await buildSite();
await writeFile(join(folder, 'build/bare.html'), BARE);
const { address, close } = await serveBuild({ folder: join(folder, 'build'), port: 0 });
const browser = await launchBrowser();
try {
  const bare = [];
  const paints = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await measurePaint('bare.html'));
    paints.push(await measurePaint('sops/long-procedure/'));
  }
  const pressed = await measureBare();
  const walked = await measureWalk();
  const rows = [['what', 'median', 'p95', 'most', 'limit']];
  const add = (name, values, limit = '') =>
    rows.push([name, ...[0.5, 0.95, 1].map((at) => getQuantile(values, at).toFixed(0)), limit]);
  add('ms to first contentful paint, bare page (floor)', bare);
  add('ms to first contentful paint, SOP of 60 steps', paints, MOST_PAINT_MS);
  add('ms to next paint, a button that does nothing (floor)', pressed);
  add(`ms to next paint, ${walked.length} interactions of a walk`, walked, MOST_INTERACTION_MS);
  process.stdout.write(`${toTable(rows)}\n`);
  // Interaction to next paint: the slowest one, but for one in fifty.
  const worst = getQuantile(walked, 0.98);
  process.stdout.write(`Interaction to next paint (98th percentile): ${worst.toFixed(0)} ms\n`);
  if (getQuantile(paints, 0.5) > MOST_PAINT_MS || worst > MOST_INTERACTION_MS) process.exitCode = 1;
} finally {
  await browser.close();
  await close();
}

async function buildSite() {
  const place = join(tmpdir(), 'gait-bench-walk');
  await rm(place, { recursive: true, force: true });
  await buildCorpusSite({
    folder: place,
    count: 20,
    async prepare() {
      const sops = join(place, 'docs/sops/platform');
      await mkdir(sops, { recursive: true });
      await writeFile(join(sops, 'long-procedure.md'), getLongSop());
    },
  });
  return place;
}

/** An SOP of {@link STEPS} steps: every tenth is a stop, every fifteenth an approval, each has a command and what to expect. */
function getLongSop() {
  const steps = Array.from({ length: STEPS }, (_, at) => {
    const number = at + 1;
    const gate =
      number % 15 === 0
        ? '\n   :::approval{role=approver}\n   Somebody else looks at the list and agrees.\n   :::\n'
        : number % 10 === 0
          ? '\n   :::stop\n   Read the list again. Is every line one that you know?\n   :::\n'
          : '';
    const text = `${number}. Look at part ${number} of the instance. {#part-${number}}
${gate}
   The state says what comes next. **Write down** what differs from the last time, and by how much.

   \`\`\`bash
   aws ec2 describe-instances --instance-ids "$INSTANCE_ID" --query 'Reservations[].Instances[].[InstanceId,State.Name]' --output text
   \`\`\`

   \`\`\`output
   i-0123456789abcdef0	running
   \`\`\`

   If this fails: [Rollback](#rollback)
`;
    // What belongs to a step is indented to its text, which begins further to the right from step 10 on.
    return text.replaceAll(/^ {3}/gmu, ' '.repeat(String(number).length + 2));
  });
  return `---
id: long-procedure
title: Follow a long procedure
description: When a benchmark needs an SOP of ${STEPS} steps.
area: platform
maturity: crawl
owner: platform
roles: [operator, approver]
last_reviewed_on: 2026-10-01
review_in: 1 year
cadence: on-demand
duration: 60 minutes
risk: low
environments: [staging]
variables:
  - {name: INSTANCE_ID, description: The instance, pattern: '^i-[0-9a-f]{8,17}$', example: 'i-0123456789abcdef0'}
---

## Purpose

It is long.

## Procedure

${steps.join('\n')}
## Verification

Every part was looked at.

## Rollback

Nothing was changed.

## Escalation

Ask the platform team.
`;
}

/** A page of a phone that has never been here. */
async function openPhone() {
  const context = await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true, deviceScaleFactor: 3 });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  return page;
}

async function measurePaint(path) {
  const page = await openPhone();
  await page.goto(address + path);
  const ms = await page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => {
          const paint = list.getEntriesByName('first-contentful-paint')[0];
          if (paint) resolve(paint.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );
  await page.context().close();
  return ms;
}

/** Notes how long each interaction takes until the next paint, as the Event Timing API tells; 8 ms when it is too short to tell. */
async function watch(page) {
  await page.evaluate(() => {
    window.slowest = new Map();
    new PerformanceObserver((list) => {
      for (const { interactionId, duration } of list.getEntries())
        if (interactionId)
          window.slowest.set(interactionId, Math.max(duration, window.slowest.get(interactionId) ?? 0));
    }).observe({ type: 'event', durationThreshold: 16 });
  });
}

async function readInteractions(page, count) {
  // Entries come after the paint that they tell of.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 200)))),
  );
  const seen = await page.evaluate(() => [...window.slowest.values()]);
  await page.context().close();
  return [...seen, ...Array.from({ length: Math.max(0, count - seen.length) }, () => 8)];
}

async function measureBare() {
  const page = await openPhone();
  await page.goto(`${address}bare.html`);
  await watch(page);
  for (let press = 0; press < 30; press += 1) await page.locator('button').tap();
  return readInteractions(page, 30);
}

/** A whole walk: values, start, every gate, every step, notes, a skipped and a failed step, folding, and the record. */
async function measureWalk() {
  const page = await openPhone();
  await page.goto(`${address}sops/long-procedure/`);
  const step = page.locator('li[aria-current=step]');
  await page.getByRole('button', { name: 'Start a walk' }).waitFor();
  await watch(page);
  let count = 0;
  const tap = async (target) => {
    await target.tap();
    count += 1;
  };
  const type = async (target, text) => {
    await tap(target);
    for (const key of text) await page.keyboard.press(key);
    count += text.length;
  };
  await type(page.getByLabel('Value of INSTANCE_ID'), 'i-0123456789');
  await type(page.getByLabel('Your handle'), '@alice');
  await tap(page.getByRole('button', { name: 'Start a walk' }));
  for (let number = 1; number <= STEPS; number += 1) {
    await page.locator(`#part-${number}[aria-current=step]`).waitFor();
    if (number % 15 === 0) {
      await type(step.getByLabel('Who approved'), '@bob');
      await tap(step.getByRole('button', { name: 'Note the approval' }));
    } else if (number % 10 === 0) await tap(step.getByRole('button', { name: 'I have read this' }));
    if (number % 7 === 0) await tap(step.getByRole('button', { name: 'Copy' }));
    if (number === 8 || number === 30) {
      await type(step.getByLabel('Note'), 'as last time');
      await tap(step.getByRole('button', { name: number === 8 ? 'Skip it' : /is done$/u }));
    } else if (number === 40) {
      await tap(step.getByRole('button', { name: 'It failed' }));
      await tap(page.getByRole('navigation', { name: 'Walk' }).getByRole('button', { name: 'Step 40' }));
      await tap(step.getByRole('button', { name: 'Try step 40 again' }));
      await tap(step.getByRole('button', { name: /is done$/u }));
    } else await tap(step.getByRole('button', { name: /is done$/u }));
  }
  await tap(page.locator('#part-1').getByRole('button', { name: 'Show step 1' }));
  await tap(page.getByRole('button', { name: 'Finish this walk' }));
  await page.getByRole('group', { name: 'The record' }).waitFor();
  await type(page.getByLabel('Notes'), 'done');
  return readInteractions(page, count);
}
