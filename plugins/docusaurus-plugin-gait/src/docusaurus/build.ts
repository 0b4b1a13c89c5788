import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { withBuildLock } from './build-lock.ts';

/** Set for the Docusaurus that {@link buildSite} starts: the plugin says what is wrong, in full or in brief, and ends without a stack. */
export const BUILD_OF_GAIT = 'GAIT_BUILD';

/** Folder, below the site, in which a build is made before it takes the place of the last one. */
const NEXT = path.join('.gait', 'next-build');
/** Folder, below the site, for the last build while the next one takes its place; by the name of the output's folder. */
const LAST = path.join('.gait', 'last-build');
const LOCK = path.join('.gait', 'build.lock');

/** Lines of Docusaurus that would name the wrong folder, or a command that is not there. */
const MISLEADING = /Generated static files in|command to test your build locally/u;

/** What to build. */
export interface BuildOptions {
  /** Absolute folder of the site: the one with `docusaurus.config.*`. */
  siteDir: string;
  /** Folder of the result, relative to the site. */
  outDir?: string;
  /** Day for everything that depends on time, YYYY-MM-DD. */
  asOf?: string;
  /** Whether what was parsed before may be used. */
  cache?: boolean;
  /** Whether what is printed may have colours. */
  hasColour?: boolean;
  /** Gets what Docusaurus prints. */
  write: (text: string) => void;
}

/**
 * Builds the site beside the last build, and puts it in its place when it has succeeded: a build that fails leaves the last
 * good site as it was, and one that is killed between the two renames is mended by the next. Docusaurus keeps generated files in
 * the site's own folder, so builds of one site wait for each other.
 * @returns 0 when the site was built, 1 for errors, 2 for a configuration that cannot be used.
 * @throws {Error} when Docusaurus is not installed in the site.
 */
export async function buildSite(options: BuildOptions): Promise<number> {
  const { siteDir, outDir = 'build', write } = options;
  const next = path.join(siteDir, NEXT);
  const place = { from: next, to: path.resolve(siteDir, outDir), aside: path.join(siteDir, LAST, encodeName(outDir)) };
  return withBuildLock({
    file: path.join(siteDir, LOCK),
    onWait: (pid) => write(`Another build of this site is running (process ${pid}). Waiting for it …\n`),
    work: async () => {
      await putBack(place);
      await rm(next, { recursive: true, force: true });
      const code = await runDocusaurus(['build', '--out-dir', NEXT], options);
      if (code === 0) await replaceFolder(place);
      await rm(next, { recursive: true, force: true });
      await rm(path.join(siteDir, LAST), { recursive: true, force: true });
      return code;
    },
  });
}

/** One folder name for any path. */
function encodeName(folder: string): string {
  return encodeURIComponent(path.normalize(folder)).replaceAll('.', '%2E');
}

function runDocusaurus(args: string[], options: BuildOptions): Promise<number> {
  const { siteDir, asOf, cache = true, hasColour = false, write } = options;
  const script = findDocusaurus(siteDir);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: siteDir,
      env: {
        ...process.env,
        [BUILD_OF_GAIT]: '1',
        NO_UPDATE_NOTIFIER: '1',
        // What the bundler keeps between builds changes names in its output, so the same files would not give the same bytes.
        DOCUSAURUS_NO_PERSISTENT_CACHE: '1',
        // A page is nearly all text, which compresses; making it smaller first takes an eighth of the time of rendering it.
        SKIP_HTML_MINIFICATION: 'true',
        ...(asOf !== undefined && { GAIT_AS_OF: asOf }),
        ...(!cache && { GAIT_NO_CACHE: '1' }),
        ...(hasColour && { FORCE_COLOR: '1' }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => write(withoutMisleading(text)));
    }
    child.once('error', reject).once('close', (code) => resolve(code ?? 1));
  });
}

function findDocusaurus(siteDir: string): string {
  try {
    return createRequire(path.join(siteDir, 'package.json')).resolve('@docusaurus/core/bin/docusaurus.mjs');
  } catch (error) {
    throw new Error(`Unexpected absence of @docusaurus/core in ${siteDir}, expected it among the dependencies`, {
      cause: error,
    });
  }
}

function withoutMisleading(text: string): string {
  return text
    .split('\n')
    .filter((line) => !MISLEADING.test(line))
    .join('\n');
}

/** Where a build comes from and goes to, and where the last one is meanwhile. */
interface Place {
  from: string;
  to: string;
  aside: string;
}

/** The new folder takes the place of the old one, which is put back when that fails. */
async function replaceFolder({ from, to, aside }: Place): Promise<void> {
  await rm(aside, { recursive: true, force: true });
  await mkdir(path.dirname(aside), { recursive: true });
  await mkdir(path.dirname(to), { recursive: true });
  const hadOne = existsSync(to);
  if (hadOne) await rename(to, aside);
  try {
    await rename(from, to);
  } catch (error) {
    if (hadOne) await rename(aside, to);
    throw error;
  }
}

/** A build that was killed while it replaced the last one left that aside. */
async function putBack({ to, aside }: Place): Promise<void> {
  if (!existsSync(aside) || existsSync(to)) return;
  await mkdir(path.dirname(to), { recursive: true });
  await rename(aside, to);
}
