// The pictures of the guide's page "Follow an SOP", taken from the built site: node tools/guide-pictures.mjs [folder]. Build the site first.
// Clock, window, zone and names are fixed, so that only a change of the look changes a picture. What they show is an example.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from './browser.mjs';
import { ROOT, say } from './install.mjs';
import { serveBuild } from './serve.mjs';

const [folder = join(ROOT, 'docs/guide/pictures')] = process.argv.slice(2);
const SOP = 'sops/close-open-ssh/';
const DESKTOP = { width: 1000, height: 800 };
const PHONE = { width: 390, height: 760 };
/** Three in the morning. */
const NIGHT = new Date('2026-11-02T03:04:00Z');

await mkdir(folder, { recursive: true });
const { address, close } = await serveBuild({ folder: join(ROOT, 'build'), port: 0 });
const browser = await launchBrowser();
try {
  await takeDesktop();
  await takePhone();
} finally {
  await browser.close();
  await close();
}

async function takeDesktop() {
  const page = await open({ viewport: DESKTOP, colorScheme: 'light' });
  await page.getByLabel('Value of REGION').fill('eu-west-1');
  await take(page.locator('section', { has: page.locator('#values') }).last(), 'values');
  await take(page.locator('#find-open-groups pre[aria-label^=Command]').locator('xpath=..'), 'command');
  await start(page);
  await page.getByRole('button', { name: 'Step 1 is done' }).click();
  await page.locator('#find-open-groups[aria-current=step]').waitFor();
  await take(page.locator('#find-open-groups'), 'stop');
  await page.getByRole('button', { name: 'I have read this' }).click();
  await page.getByRole('button', { name: 'Step 2 is done' }).click();
  await page.getByLabel('Who approved').fill('@bob');
  await page.getByRole('button', { name: 'Note the approval' }).click();
  await page.getByRole('button', { name: 'Step 3 is done' }).click();
  await page.getByRole('button', { name: 'Step 4 is done' }).click();
  await page.getByRole('button', { name: 'Step 5 is done' }).click();
  await page.getByRole('button', { name: 'Finish this walk' }).click();
  await page.getByLabel('Ticket (address)').fill('https://tickets.example.com/OPS-1042');
  await page.getByRole('button', { name: /^Download/u }).waitFor();
  // Six characters of a record's name come by chance.
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector('#walk') ?? document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
      walker.currentNode.textContent = walker.currentNode.textContent.replace(/(2026-11-02-)[a-z0-9]{6}/gu, '$1k3f9qa');
  });
  await take(page.getByRole('region', { name: 'This walk' }), 'record');
  await page.context().close();
}

async function takePhone() {
  const page = await open({ viewport: PHONE, colorScheme: 'dark' });
  await start(page);
  await page.getByRole('button', { name: 'Step 1 is done' }).click();
  await page.locator('#find-open-groups[aria-current=step]').waitFor();
  await page.getByRole('button', { name: 'I have read this' }).scrollIntoViewIfNeeded();
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, 'phone.png') });
  say('phone');
  await page.context().close();
}

async function open({ viewport, colorScheme }) {
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce', timezoneId: 'UTC' });
  const page = await context.newPage();
  await page.clock.setFixedTime(NIGHT);
  await page.goto(address + SOP);
  await page.getByRole('button', { name: 'Start a walk' }).waitFor();
  return page;
}

async function start(page) {
  await page.getByLabel('Name of this walk').fill('OPS-1042');
  await page.getByLabel('Your handle').fill('@alice');
  await page.getByRole('button', { name: 'Start a walk' }).click();
  await page.getByRole('heading', { name: 'OPS-1042', exact: true }).waitFor();
}

async function take(part, name) {
  // What hangs over the page would lie over the picture; so would the mark of what was used last.
  await part.page().mouse.move(0, 0);
  await part.page().evaluate(() => {
    document.activeElement?.blur();
    const hanging = ['.navbar', 'nav[aria-label=Walk]', '[role=status]'];
    for (const one of document.querySelectorAll(hanging.join())) one.style.visibility = 'hidden';
  });
  await part.screenshot({ path: join(folder, `${name}.png`) });
  say(name);
}
