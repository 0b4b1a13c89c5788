// A findings file chosen on the page of findings: time from the choice to the list, in a real browser.
// `node bench/findings-browser.mjs [MB [folder of a built site [its base URL]]]`, by default 50 MB and `build`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launchBrowser } from '../tools/browser.mjs';
import { serveBuild } from '../tools/serve.mjs';
import { FORMATS, writeFindings } from './findings-files.mjs';
import { toTable } from './measure.mjs';

const [megabytes = '50', build = 'build', baseUrl = '/'] = process.argv.slice(2);
const TIMES = 3;

const folder = await mkdtemp(join(tmpdir(), 'gait-bench-browser-'));
const server = await serveBuild({ folder: resolve(build), port: 0, baseUrl });
const browser = await launchBrowser();
const rows = [['format', 'MB', 'entries', 'seconds', 'of each run', 'MB/s', 'requests']];
try {
  for (const format of Object.keys(FORMATS)) {
    const file = join(folder, `scan.${FORMATS[format].ending}`);
    const entries = writeFindings(file, format, Number(megabytes) * 1024 * 1024);
    const runs = [];
    for (let run = 0; run < TIMES; run++) runs.push(await readOnce(file));
    const times = runs.map((run) => run.seconds).sort((a, b) => a - b);
    const median = times[Math.floor(TIMES / 2)];
    const all = times.map((time) => time.toFixed(1)).join(' ');
    const requests = runs.reduce((sum, run) => sum + run.requests, 0);
    rows.push([format, megabytes, entries, median.toFixed(1), all, (megabytes / median).toFixed(0), requests]);
    await rm(file);
  }
} finally {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
}
process.stdout.write(`${toTable(rows)}\n`);

/** Opens the page anew, chooses the file and waits for what was read. */
async function readOnce(file) {
  const page = await browser.newPage();
  // Code of other pages is fetched while nobody waits; what is counted is what a file leads to.
  await page.goto(`${server.address}findings/`, { waitUntil: 'networkidle' });
  const input = page.getByLabel('Findings file', { exact: true });
  await page.waitForFunction(() => globalThis.document.querySelector('input[type=file]')?.disabled === false);
  let requests = 0;
  page.on('request', () => requests++);
  await page.evaluate(() => {
    const { document, MutationObserver } = globalThis;
    const status = document.querySelector('main [role=status]');
    document
      .querySelector('input[type=file]')
      .addEventListener('change', () => (globalThis.chosenAt = performance.now()), { capture: true });
    new MutationObserver(() => {
      if (status.textContent.includes('findings')) globalThis.readAt ??= performance.now();
    }).observe(status, { childList: true, characterData: true, subtree: true });
  });
  await input.setInputFiles(file);
  await page.waitForFunction(() => globalThis.readAt !== undefined, undefined, { timeout: 120_000 });
  const seconds = await page.evaluate(() => (globalThis.readAt - globalThis.chosenAt) / 1000);
  await page.close();
  return { seconds, requests };
}
