import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { glob } from 'tinyglobby';
import type { ServedFolder } from './browser.ts';
import { ROOT, SITES, runGait } from './run.ts';

const PLUGIN = join(ROOT, 'plugins/docusaurus-plugin-gait');
/** Longer than any build takes; a lock that is older was left behind. */
const STALE_MS = 10 * 60 * 1000;
/** A site of the same name that is older is nobody's any more. */
const OLD_MS = 2 * 60 * 60 * 1000;

/** Files of a site by path. */
export type SiteFiles = Record<string, string | Uint8Array>;

/** What to build. */
export interface SiteRequest {
  /** Name of the folder under `.gait/test-sites`, less a digest. */
  name: string;
  files: SiteFiles;
  /** As the files have it. */
  baseUrl?: string;
  /** Arguments for `gait build`. */
  args?: string[];
  /** Git folder of the history that the site looks into, and the commit that it is at. */
  history?: { folder: string; commit: string };
}

/** A site that was built, with the folder of its sources. */
export interface BuiltSite extends ServedFolder {
  root: string;
  /** What `gait build` printed. */
  output: string;
}

/**
 * Builds a site below `.gait/test-sites` unless the very same has been built already: same files, same plugin, same request.
 * When several ask at once, one builds and the others wait.
 * @throws {Error} with the output when the build fails.
 */
export async function buildSite(request: SiteRequest): Promise<BuiltSite> {
  const root = join(SITES, `${request.name}-${await getDigest(request)}`);
  const done = join(root, 'built.json');
  await withLock(`${root}.lock`, async () => {
    if (existsSync(done)) return;
    await rm(root, { recursive: true, force: true });
    await removeOld(request.name);
    await writeFiles(root, request.files);
    // A work tree of its own beside the history's.
    if (request.history) await writeFile(join(root, '.git'), `gitdir: ${request.history.folder}\n`);
    const { output, code } = await runGait(['build', ...(request.args ?? [])], { cwd: root });
    if (code !== 0) throw new Error(`gait build ended with ${code}:\n${output}`);
    await writeFile(`${done}.part`, JSON.stringify({ output }));
    await rename(`${done}.part`, done);
  });
  const { output } = JSON.parse(await readFile(done, 'utf8')) as { output: string };
  return { root, build: join(root, 'build'), baseUrl: request.baseUrl ?? '/', output };
}

/** Writes files below a folder. */
export async function writeFiles(root: string, files: SiteFiles): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

async function getDigest({ files, args, history }: SiteRequest): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([args, history]));
  for (const path of Object.keys(files).sort()) hash.update(`\0${path}\0`).update(files[path] ?? '');
  for (const path of (await glob(['dist/**', '!**/*.d.ts', 'package.json'], { cwd: PLUGIN })).sort())
    hash.update(`\0${path}\0`).update(await readFile(join(PLUGIN, path)));
  return hash.digest('hex').slice(0, 12);
}

async function removeOld(name: string): Promise<void> {
  for (const folder of await glob(`${name}-*`, {
    cwd: SITES,
    onlyDirectories: true,
    absolute: true,
    expandDirectories: false,
  })) {
    if (Date.now() - (await stat(folder)).mtimeMs > OLD_MS) await rm(folder, { recursive: true, force: true });
  }
}

/** Runs `work` while nobody else does who uses the same lock. A folder can be made once only, so it is the lock. */
async function withLock(lock: string, work: () => Promise<void>): Promise<void> {
  await mkdir(dirname(lock), { recursive: true });
  while (!(await makeFolder(lock))) {
    const { mtimeMs } = await stat(lock).catch(() => ({ mtimeMs: Date.now() }));
    if (Date.now() - mtimeMs > STALE_MS) await rm(lock, { recursive: true, force: true });
    else await setTimeout(200);
  }
  try {
    await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}

async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch {
    return false;
  }
}
