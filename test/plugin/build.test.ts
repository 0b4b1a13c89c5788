import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildSite } from '../../plugins/docusaurus-plugin-gait/src/docusaurus/build.ts';

/** Stands for Docusaurus: writes what it was told, and fails when there is a file `fail`. */
const DOCUSAURUS = `
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
const folder = process.argv[process.argv.indexOf('--out-dir') + 1];
mkdirSync(folder, { recursive: true });
writeFileSync(folder + '/index.html', [process.argv[2], process.env.GAIT_AS_OF, process.env.GAIT_BUILD].join(' '));
console.log('Working');
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

it('needs Docusaurus', async () => {
  await rm(join(siteDir, 'node_modules'), { recursive: true });
  await expect(build()).rejects.toThrow('Unexpected absence of @docusaurus/core');
});
