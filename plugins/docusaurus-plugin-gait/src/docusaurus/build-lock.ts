import { mkdir, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** How often who holds a lock says that it is still there, in milliseconds. */
const BEAT_MS = 5_000;
/** A lock that nobody touched for this long was left behind: on another machine, say, or in another container. */
const STALE_MS = 60_000;
const POLL_MS = 100;

/** What a lock says of who holds it. */
interface Holder {
  pid: number;
  host: string;
}

/**
 * Runs `work` while no other process that uses the same lock file does; the others wait. A lock whose process is gone is taken over.
 * @param input.file absolute path of the lock; its folder is made.
 * @param input.onWait called once when somebody else is at work, with the id of its process.
 */
export async function withBuildLock<T>(input: {
  file: string;
  onWait: (pid: number) => void;
  work: () => Promise<T>;
}): Promise<T> {
  const { file, onWait, work } = input;
  await mkdir(path.dirname(file), { recursive: true });
  let hasSaid = false;
  while (!(await tryLock(file))) {
    const held = await readFile(file, 'utf8').catch(() => undefined);
    if (held === undefined) continue;
    if (await isStale(file, held)) await takeAway(file, held);
    else {
      const holder = parseHolder(held);
      if (holder && !hasSaid) onWait(holder.pid);
      hasSaid ||= holder !== undefined;
      await setTimeout(POLL_MS);
    }
  }
  const beat = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => undefined), BEAT_MS);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    await rm(file, { force: true });
  }
}

/** A file can be created once only, so it is the lock. */
async function tryLock(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isStale(file: string, held: string): Promise<boolean> {
  const holder = parseHolder(held);
  if (holder?.host === hostname() && !isRunning(holder.pid)) return true;
  const touched = await stat(file).catch(() => undefined);
  return touched !== undefined && Date.now() - touched.mtimeMs > STALE_MS;
}

/** Two may find the same lock stale at once: who moves one that the other has just made puts it back. */
async function takeAway(file: string, held: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8').catch(() => held)) === held) await rm(aside, { force: true });
  else await rename(aside, file);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else must not be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Undefined for a lock that is just being written. */
function parseHolder(held: string): Holder | undefined {
  try {
    const { pid, host } = JSON.parse(held) as Partial<Holder>;
    return Number.isInteger(pid) && typeof host === 'string' ? { pid: Number(pid), host } : undefined;
  } catch {
    return undefined;
  }
}
