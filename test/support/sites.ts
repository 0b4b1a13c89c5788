import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { glob } from 'tinyglobby';
import { writeCorpus } from '../../bench/corpus.mjs';
import { buildSite, writeFiles } from './build-site.ts';
import type { BuiltSite, SiteFiles, SiteRequest } from './build-site.ts';
import { CONFIGURATION } from './content.ts';
import { ROOT, SITES } from './run.ts';

const run = promisify(execFile);

/** Day for everything that depends on time, so that sites are the same whenever tests run. */
export const AS_OF = '2026-12-01';

/** Files of the repository that make its site. */
const OWN_FILES = 'docs controls exceptions records scripts src static tools *.config.* package.json'.split(' ');

/** How a site is configured; see `createGaitSite`. */
export interface SiteSettings {
  onError?: 'throw' | 'warn';
  baseUrl?: string;
  /** Description in `package.json`. */
  description?: string;
}

/** The least that makes a folder of Markdown a site. */
export function getSiteFiles(settings: SiteSettings = {}): SiteFiles {
  const { onError = 'throw', baseUrl = '/', description = '' } = settings;
  const options = { title: 'Test', url: 'https://test.example.org', baseUrl, onError };
  return {
    'package.json': JSON.stringify({ name: 'test-site', private: true, type: 'module', description }),
    'docusaurus.config.js': `import { createGaitSite } from 'docusaurus-plugin-gait/site';
export default createGaitSite(${JSON.stringify(options)});
`,
    'gait.config.yaml': CONFIGURATION,
    // No history, not even that of the repository around it.
    '.git': 'gitdir: nowhere\n',
  };
}

/** Writes the sources of a small site into a folder of its own, for a test that changes them. */
export async function writeSmallSite(files: SiteFiles): Promise<string> {
  await mkdir(SITES, { recursive: true });
  const root = await mkdtemp(join(SITES, 'small-'));
  await writeFiles(root, { ...getSiteFiles(), ...files });
  return root;
}

/** Builds the site of a made-up knowledge base of `count` SOPs. */
export async function buildCorpus(count: number): Promise<BuiltSite> {
  const folder = await mkdtemp(join(tmpdir(), 'gait-corpus-'));
  try {
    await writeCorpus({ folder, count });
    const paths = await glob('**/*', { cwd: folder });
    const files = { ...getSiteFiles(), ...(await readFiles(folder, paths)) };
    return await buildSite({ name: `corpus-${count}`, args: ['--as-of', AS_OF], files });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Builds the repository's own site from a copy of its files, committed or not, that looks into the same history. The folders
 * in which people build it stay as they are.
 */
export async function buildRepository(): Promise<BuiltSite> {
  return buildSite({ name: 'own', ...(await readRepository()) });
}

/** Files of the repository that make its site, and the history that they are part of. */
export async function readRepository(): Promise<Required<Pick<SiteRequest, 'files' | 'history'>>> {
  const list = await git('ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...OWN_FILES);
  const paths = list.split('\0').filter((path) => path !== '' && existsSync(join(ROOT, path)));
  const history = { folder: await git('rev-parse', '--absolute-git-dir'), commit: await git('rev-parse', 'HEAD') };
  return { files: await readFiles(ROOT, paths), history };
}

async function readFiles(folder: string, paths: string[]): Promise<SiteFiles> {
  const files: SiteFiles = {};
  for (const path of paths) files[path] = await readFile(join(folder, path));
  return files;
}

async function git(...args: string[]): Promise<string> {
  const { stdout } = await run('git', args, { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 });
  return stdout.trim();
}
