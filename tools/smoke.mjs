// Smoke test of a published site: is what is served what was built, and does it work?
// node tools/smoke.mjs <address> <artefact> [--headers site|meta] [--wait <seconds>]
//   --headers meta   the host sends no headers of a site's own (GitHub and GitLab Pages): the policy is looked for in the page
//   --wait           how long the host may take to show the new site
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { getDigest } from './publish/manifest.mjs';
import { readArtefact } from './publish/artefact.mjs';
import { getHeading, readBaseUrl, readFirstSop } from './smoke-pages.mjs';

/** Requests at once. */
const WIDTH = 8;
const PATIENCE_MS = 30_000;
/** Files that a host reads for itself and may keep back. */
const FOR_THE_HOST = new Set(['_headers', '_redirects']);
/** The search as a program, and what runs it. */
const SEARCH = 'pagefind/pagefind.js';
const SEARCH_PROCESS = fileURLToPath(new URL('smoke-search.mjs', import.meta.url));
const run = promisify(execFile);

/**
 * Asks a published site for everything that was built.
 * @param {{address: string, artefact: string, headers?: 'site' | 'meta', waitSeconds?: number}} input `address` ends in `/`.
 * @returns {Promise<{passed: string[], problems: string[]}>} sentences.
 */
export async function smoke({ address, artefact, headers = 'site', waitSeconds = 0 }) {
  const built = await readArtefact(artefact);
  const context = { address, headers, ...built };
  await waitForBuild(context, waitSeconds);
  const checks = [checkAddress, checkBuild, checkFiles, checkHeaders, checkSop, checkSearch, checkNotFound];
  const passed = [];
  const problems = [];
  for (const check of checks) {
    try {
      passed.push(await check(context));
    } catch (error) {
      problems.push(...error.message.split('\n'));
    }
  }
  return { passed, problems };
}

/** The site stands where it was built for, or its links lead elsewhere. */
async function checkAddress({ address, site }) {
  const { pathname } = new URL(address);
  const built = (await readBaseUrl(site)) ?? pathname;
  if (built !== pathname) throw new Error(`The site was built for ${built}, and stands at ${pathname}`);
  return `address: ${address}`;
}

/** `/build.json` is the new one. */
async function checkBuild({ address, facts }) {
  const served = await (await get(address, 'build.json')).json();
  for (const [name, value] of Object.entries(facts)) {
    if (served[name] !== value) throw new Error(`build.json says ${name} ${served[name]}, expected ${value}`);
  }
  return `build.json: commit ${facts.commit ?? 'none'}, as of ${facts.asOf}`;
}

/** Every file has the checksum of the manifest. */
async function checkFiles({ address, checksums }) {
  const todo = [...checksums].filter(([path]) => !FOR_THE_HOST.has(path));
  const count = todo.length;
  const problems = [];
  const work = async () => {
    for (let next = todo.shift(); next; next = todo.shift()) {
      const [path, digest] = next;
      const bytes = await get(address, path)
        .then((response) => response.arrayBuffer())
        .catch((error) => error);
      if (bytes instanceof Error) problems.push(bytes.message);
      else if (getDigest(Buffer.from(bytes)) !== digest) problems.push(`${path} has another checksum`);
    }
  };
  await Promise.all(Array.from({ length: WIDTH }, work));
  if (problems.length > 0) throw new Error(problems.sort().join('\n'));
  return `checksums: all ${count} files`;
}

/** The security headers of the site, or the policy in the page where the host sends none. */
async function checkHeaders({ address, site, headers }) {
  const response = await get(address, '');
  const { headers: expected } = JSON.parse(await readFile(join(site, 'csp.json'), 'utf8'));
  if (headers === 'meta') {
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/u.exec(await response.text())?.[1];
    if (!policy?.includes("default-src 'self'")) throw new Error('The home page has no Content-Security-Policy');
    return 'headers: this host sends none of ours; the policy is in the page';
  }
  const problems = Object.entries(expected)
    .filter(([name, value]) => response.headers.get(name) !== value)
    .map(([name]) => `The header ${name} is ${response.headers.has(name) ? 'another' : 'missing'}`);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return `headers: ${Object.keys(expected).join(', ')}`;
}

/** One SOP is a page with its heading. */
async function checkSop({ address, site, checksums }) {
  const { page } = await readFirstSop({ site, checksums });
  const response = await get(address, page);
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('text/html')) throw new Error(`${page} is ${type}, expected text/html`);
  if (getHeading(await response.text()) === '') throw new Error(`${page} has no heading`);
  return `SOP: ${page}`;
}

/** One query, of a title of an SOP, leads to that SOP. Only where the site was built with search. */
async function checkSearch({ address, site, checksums }) {
  if (!checksums.has(SEARCH)) return 'search: this site was built without';
  const { page, title } = await readFirstSop({ site, checksums });
  const found = await askSearch({ address, site, query: title });
  if (!found.includes(new URL(page, address).href)) throw new Error(`The search for “${title}” does not find ${page}`);
  return `search: “${title}” finds ${page}`;
}

/** Addresses that a query among the SOPs finds. The program is the artefact's own; what it reads is what is served. */
async function askSearch({ address, site, query }) {
  const args = [SEARCH_PROCESS, join(site, SEARCH), address, query, JSON.stringify({ kind: 'SOP' })];
  try {
    const { stdout } = await run(process.execPath, args, { timeout: PATIENCE_MS });
    return JSON.parse(stdout);
  } catch (error) {
    const reason = /^Error: (.*)$/mu.exec(error.stderr ?? '')?.[1];
    throw new Error(`The search for “${query}” fails${reason ? `: ${reason}` : ''}`, { cause: error });
  }
}

/** What is not there is said to be not there. */
async function checkNotFound({ address }) {
  const { status } = await fetch(new URL('nowhere/at-all/', address), { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (status !== 404) throw new Error(`A page that is not there answers ${status}, expected 404`);
  return 'not found: 404';
}

async function waitForBuild({ address, checksums }, seconds) {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const bytes = await get(address, 'build.json')
      .then((response) => response.arrayBuffer())
      .catch(() => undefined);
    if (bytes && getDigest(Buffer.from(bytes)) === checksums.get('build.json')) return;
    if (Date.now() >= until) return;
    await setTimeout(2_000);
  }
}

/** @throws {Error} naming the file when the answer is not 200. */
async function get(address, path) {
  const url = new URL(path.split('/').map(encodeURIComponent).join('/'), address);
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), cache: 'no-store' }).catch((error) => {
    throw new Error(`${path || 'the home page'} cannot be reached: ${error.cause?.message ?? error.message}`);
  });
  if (response.status !== 200) throw new Error(`${path || 'the home page'} answers ${response.status}, expected 200`);
  return response;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();

async function main() {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { headers: { type: 'string', default: 'site' }, wait: { type: 'string', default: '0' } },
    });
    const [address, artefact] = positionals;
    if (!artefact || !['site', 'meta'].includes(values.headers))
      throw new Error('Expected: <address> <artefact> [--headers site|meta] [--wait <seconds>]');
    const { passed, problems } = await smoke({
      address: address.endsWith('/') ? address : `${address}/`,
      artefact: resolve(artefact),
      headers: values.headers,
      waitSeconds: Number(values.wait),
    });
    for (const line of passed) process.stdout.write(`ok    ${line}\n`);
    for (const line of problems) process.stdout.write(`FAIL  ${line}\n`);
    process.exitCode = problems.length === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  }
}
