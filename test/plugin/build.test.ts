import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildSite } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/build.ts';

/** Stands for Docusaurus: writes what it was told, and fails when there is a file `fail`. */
const DOCUSAURUS = `
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
const folder = process.argv[process.argv.indexOf('--out-dir') + 1];
mkdirSync(folder, { recursive: true });
writeFileSync(folder + '/index.html', [process.argv[2], process.env.GAIT_AS_OF, process.env.GAIT_BUILD].join(' '));
console.log('Working');
if (existsSync('slow')) {
  if (existsSync('running')) throw new Error('Two at once');
  writeFileSync('running', '');
  await new Promise((resolve) => setTimeout(resolve, 300));
  rmSync('running');
}
console.log('[SUCCESS] Generated static files in "' + folder + '".');
if (existsSync('fail')) process.exit(2);
`;

let siteDir: string;

beforeEach(async () => {
  siteDir = await mkdtemp(join(tmpdir(), 'gait-build-'));
  const script = join(siteDir, 'node_modules/@docusaurus/core/bin/docusaurus.mjs');
  await mkdir(dirname(script), { recursive: true });
  await writeFile(script, DOCUSAURUS);
});

afterEach(async () => {
  await rm(siteDir, { recursive: true, force: true });
});

async function build(outDir?: string): Promise<{ code: number; output: string }> {
  let output = '';
  const code = await buildSite({ siteDir, outDir, asOf: '2026-12-01', write: (text) => (output += text) });
  return { code, output };
}

const read = (file: string): Promise<string> => readFile(join(siteDir, file), 'utf8');

it('takes the place of the last build, and leaves nothing beside it', async () => {
  await mkdir(join(siteDir, 'build'));
  await writeFile(join(siteDir, 'build/old.html'), 'old');
  expect(await build()).toEqual({ code: 0, output: 'Working\n' });
  expect(await readdir(join(siteDir, 'build'))).toEqual(['index.html']);
  expect(await read('build/index.html')).toBe('build 2026-12-01 1');
  expect(await readdir(join(siteDir, '.gait'))).toEqual([]);
});

it('goes where it is told', async () => {
  expect((await build('public/site')).code).toBe(0);
  expect(await read('public/site/index.html')).toContain('2026-12-01');
});

it('leaves the last good build as it was when it fails', async () => {
  await mkdir(join(siteDir, 'build'));
  await writeFile(join(siteDir, 'build/index.html'), 'last good');
  await writeFile(join(siteDir, 'fail'), '');
  expect((await build()).code).toBe(2);
  expect(await read('build/index.html')).toBe('last good');
  expect(await readdir(join(siteDir, '.gait'))).toEqual([]);
});

it('waits for another build of the same site', async () => {
  await writeFile(join(siteDir, 'slow'), '');
  const [one, other] = await Promise.all([build(), build('public')]);
  expect([one.code, other.code]).toEqual([0, 0]);
  expect([one.output, other.output].sort()).toEqual([
    `Another build of this site is running (process ${process.pid}). Waiting for it …\nWorking\n`,
    'Working\n',
  ]);
  expect(await readdir(join(siteDir, 'build'))).toEqual(['index.html']);
  expect(await readdir(join(siteDir, 'public'))).toEqual(['index.html']);
  expect(await readdir(join(siteDir, '.gait'))).toEqual([]);
});

it('takes over what a killed build left: its lock, its half a site, and the last good site set aside', async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  const left = {
    'build.lock': JSON.stringify({ pid, host: hostname() }),
    'next-build/half.html': '',
    'last-build/build/index.html': 'last good',
  };
  for (const [file, text] of Object.entries(left)) {
    await mkdir(dirname(join(siteDir, '.gait', file)), { recursive: true });
    await writeFile(join(siteDir, '.gait', file), text);
  }
  await writeFile(join(siteDir, 'fail'), '');
  expect((await build()).code).toBe(2);
  expect(await read('build/index.html')).toBe('last good');
  expect(await readdir(join(siteDir, '.gait'))).toEqual([]);
});

it('takes over a lock that nobody has touched for long, whoever made it', async () => {
  const lock = join(siteDir, '.gait/build.lock');
  await mkdir(dirname(lock), { recursive: true });
  await writeFile(lock, JSON.stringify({ pid: process.pid, host: 'elsewhere.example' }));
  await utimes(lock, 0, 0);
  expect((await build()).code).toBe(0);
});

it('needs Docusaurus', async () => {
  await rm(join(siteDir, 'node_modules'), { recursive: true });
  await expect(build()).rejects.toThrow('Unexpected absence of @docusaurus/core');
});
