// Search at N SOPs, in a browser: `npm run bench:search [-- N]` (5,000 when left out), or `-- --site <folder>` for a site that is built.
// What a first query fetches, and how long an answer takes after it, held against Pagefind without our page around it.
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { globSync } from 'tinyglobby';
import { launchBrowser } from '../tools/browser.mjs';
import { serveBuild } from '../tools/serve.mjs';
import { createRandom } from './corpus.mjs';
import { buildCorpusSite, getQuantile, toTable } from './measure.mjs';

/** Queries after the first one. */
const QUERIES = 120;
/** First queries, each in a browser that has fetched nothing. */
const FIRST = 12;
/** Queries whose last keys are typed, each so long after the one before: about 100 words a minute. */
const TYPED = 60;
const KEYS = 8;
const KEY_MS = 120;
/** How a query begins that nobody types. */
const PASTED = /^(?:aws|An error) /u;
const MOST_KB = 300;
const MOST_MS = 150;

const [first, second] = process.argv.slice(2);
const site = first === '--site' ? second : await buildSite(Number(first ?? 5000));
const queries = await getQueries(site, QUERIES + FIRST);
const { address, close } = await serveBuild({ folder: join(site, 'build'), port: 0 });
const browser = await launchBrowser();
try {
  const fetched = [];
  for (const query of queries.slice(0, FIRST)) fetched.push(await measureFirst(query));
  const floor = await measureFloor(queries.slice(FIRST));
  const page = await measureDialog(queries.slice(FIRST));
  const typed = await measureDialog(
    queries
      .slice(FIRST)
      .filter((text) => !PASTED.test(text))
      .slice(0, TYPED),
    KEYS,
  );
  const start = fetched.map(({ start }) => start / 1024);
  const whole = fetched.map(({ whole }) => whole / 1024);
  const sent = fetched.map(({ sent }) => sent / 1024);
  const rows = [['what', 'median', 'p95', 'most', 'limit']];
  const add = (name, values, limit = '') =>
    rows.push([name, ...[0.5, 0.95, 1].map((at) => getQuantile(values, at).toFixed(1)), limit]);
  add('KB fetched before a query (the start of Pagefind)', start);
  add('KB fetched with a first query', whole, MOST_KB);
  add('KB sent for it by a server that compresses scripts', sent);
  add(
    'ms for a first query',
    fetched.map(({ ms }) => ms),
  );
  add('ms for an answer, Pagefind alone (floor)', floor);
  add('ms for an answer, put into the dialog', page, MOST_MS);
  add(`ms for an answer, typed with ${KEY_MS} ms a key`, typed, MOST_MS);
  process.stdout.write(`${toTable(rows)}\n`);
  process.stdout.write(`p95 is ${(getQuantile(page, 0.95) / getQuantile(floor, 0.95)).toFixed(2)} × the floor\n`);
  const isSlow = [page, typed].some((times) => getQuantile(times, 0.95) > MOST_MS);
  if (getQuantile(whole, 1) > MOST_KB || isSlow) process.exitCode = 1;
} finally {
  await browser.close();
  await close();
}

async function buildSite(count) {
  const folder = join(tmpdir(), `gait-bench-search-${count}`);
  await buildCorpusSite({ folder, count });
  return folder;
}

/** What people look for, drawn from the SOPs by a seed: words of a title, of the text, a command, an id, a check, a pasted message. */
async function getQueries(folder, count) {
  const random = createRandom(7);
  const paths = globSync('docs/sops/**/*.md', { cwd: folder, absolute: true }).sort();
  const pick = (all) => all[Math.floor(random() * all.length)];
  const kinds = [
    (text) => /^title: (.*)$/mu.exec(text)[1],
    (text) => /^title: \S+ the (\S+)/mu.exec(text)[1],
    (text) => pick(text.split('## Purpose')[1].match(/[a-z]{6,}/gu)),
    (text) => pick(text.match(/aws s3 ls "s3:.*"/gu)),
    (text) => /^id: (.*)$/mu.exec(text)[1],
    () => `check_${1 + Math.floor(random() * 40)}`,
    (text) =>
      `An error occurred (AccessDenied) when calling the DescribeInstances operation: ${pick(text.match(/[a-z]{6,}/gu))} frobnicated`,
  ];
  const queries = [];
  for (let at = 0; at < count; at += 1) queries.push(kinds[at % kinds.length](await readFile(pick(paths), 'utf8')));
  return queries;
}

/**
 * Opens the search as somebody who has never been here, and looks for something. The bytes held against the limit are those of files as
 * they lie on the server; `sent` takes the scripts as most servers send them (the rest is compressed already).
 */
async function measureFirst(query) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const sizes = [];
  page.on('response', (response) => {
    const isScript = response.url().endsWith('.js');
    if (response.url().includes('/pagefind/'))
      sizes.push(
        response.body().then((body) => ({ size: body.length, sent: isScript ? gzipSync(body).length : body.length })),
      );
  });
  const sum = async (what = 'size') => (await Promise.all(sizes)).reduce((total, one) => total + one[what], 0);
  await openDialog(page);
  const start = await sum();
  const [ms] = await ask(page, [query]);
  const whole = await sum();
  const sent = await sum('sent');
  await context.close();
  return { start, whole, sent, ms };
}

async function measureDialog(all, keys) {
  const page = await browser.newPage();
  await openDialog(page);
  await ask(page, [queries[0]]);
  return ask(page, all, keys);
}

/** The same questions to Pagefind itself, with the texts of the ten results that the dialog would show. */
async function measureFloor(all) {
  const page = await browser.newPage();
  await openDialog(page);
  return page.evaluate(
    async ([questions, module]) => {
      const pagefind = await import(module);
      await pagefind.search(questions[0]);
      const times = [];
      for (const text of questions) {
        const started = performance.now();
        const { results } = await pagefind.search(text.replace(/["\s]+/gu, ' '));
        await Promise.all(results.slice(0, 10).map((result) => result.data()));
        times.push(performance.now() - started);
      }
      return times;
    },
    [all, `${address}pagefind/pagefind.js`],
  );
}

async function openDialog(page) {
  await page.goto(address);
  await page.waitForSelector('html[data-has-hydrated="true"]', { state: 'attached' });
  await page.keyboard.press('/');
  await page.waitForSelector('dialog details', { state: 'attached' });
}

/**
 * Puts each text into the field, its last `keys` characters one by one as somebody who types, and waits for what is shown; milliseconds
 * from the last key to the answer on the page, with the pause in which the dialog waits for another key.
 */
function ask(page, texts, keys = 1) {
  return page.evaluate(
    async ([questions, keys, pause]) => {
      const field = document.querySelector('dialog input[type=search]');
      const results = document.querySelector('dialog [aria-busy]');
      const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
      const put = (text) => {
        write.call(field, text);
        field.dispatchEvent(new Event('input', { bubbles: true }));
      };
      const times = [];
      for (const text of questions) {
        for (let left = keys; left > 0; left -= 1) {
          put(text.slice(0, -left));
          if (keys > 1) await new Promise((resolve) => setTimeout(resolve, pause));
        }
        const started = performance.now();
        put(text);
        await new Promise((resolve) => {
          const look = () => {
            if (results.getAttribute('aria-busy') === 'true') return;
            observer.disconnect();
            resolve();
          };
          const observer = new MutationObserver(look);
          observer.observe(results, { attributes: true });
        });
        times.push(performance.now() - started);
      }
      return times;
    },
    [texts, keys, KEY_MS],
  );
}
