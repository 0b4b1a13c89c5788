import { createHash } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Cache, CheckedFile } from './contract.ts';
import { decodeChecked, encodeChecked } from './cache-codec.ts';

/** Rewrite the file when more than this share of it is no longer used. */
const STALE_SHARE = 0.5;

/**
 * A cache in one file of lines, `key TAB value`. New values are appended, so that one changed SOP writes one line; a line cut
 * short by a crash is ignored. Values of another build of Gait are never read: the build is part of the file's first line.
 */
export async function createDiskCache(folder: string, name: string): Promise<Cache> {
  const path = join(folder, `${name}.ndjson`);
  const header = `gait-cache ${await getCodeDigest()}`;
  const known = await readLines(path, header);
  let isWritten = known !== undefined;
  const lines = known ?? new Map<string, Buffer>();
  const used = new Set<string>();
  const added = new Map<string, CheckedFile>();
  return {
    get(key) {
      const line = lines.get(key);
      const value = line === undefined ? undefined : decodeChecked(line);
      if (value) used.add(key);
      return value;
    },
    set(key, value) {
      added.set(key, value);
    },
    async save() {
      const stale = 1 - used.size / Math.max(lines.size, 1);
      const isStale = isWritten && stale > STALE_SHARE;
      if (added.size === 0 && !isStale) return;
      const fresh = [...added].map(([key, value]): [string, string] => [key, encodeChecked(value)]);
      added.clear();
      try {
        await mkdir(folder, { recursive: true });
        // Nobody means to commit what only saves time, and not every repository ignores it yet.
        await writeFile(join(folder, '.gitignore'), '*\n', { flag: 'wx' }).catch(() => undefined);
        if (isWritten && !isStale) {
          await appendFile(path, fresh.map(toLine).join(''));
        } else {
          const kept = [...used].map((key) => toLine([key, lines.get(key)?.toString() ?? '']));
          const temporary = `${path}.${process.pid}.tmp`;
          await writeInParts(temporary, [`${header}\n`, ...kept, ...fresh.map(toLine)]);
          await rename(temporary, path);
          for (const key of lines.keys()) if (!used.has(key)) lines.delete(key);
          isWritten = true;
        }
        for (const [key, line] of fresh) {
          lines.set(key, Buffer.from(line));
          used.add(key);
        }
      } catch {
        // A cache that cannot be written costs time on the next run, nothing else.
      }
    },
  };
}

function toLine([key, text]: [key: string, text: string]): string {
  return `${key}\t${text}\n`;
}

/** Values stay bytes until somebody asks for them: as text, those of 5,000 SOPs would keep the garbage collector busy for a second. */
async function readLines(path: string, header: string): Promise<Map<string, Buffer> | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch {
    return undefined;
  }
  let start = header.length + 1;
  if (bytes.toString('latin1', 0, start) !== `${header}\n`) return undefined;
  const lines = new Map<string, Buffer>();
  for (let end = bytes.indexOf('\n', start); end >= 0; start = end + 1, end = bytes.indexOf('\n', start)) {
    const tab = bytes.indexOf('\t', start);
    if (tab > start && tab < end) lines.set(bytes.toString('latin1', start, tab), bytes.subarray(tab + 1, end));
  }
  return lines;
}

async function writeInParts(path: string, parts: string[]): Promise<void> {
  await writeFile(path, '');
  for (let at = 0; at < parts.length; at += 500) await appendFile(path, parts.slice(at, at + 500).join(''));
}

/** Names the code that made the values, by size and time of every compiled file beside this one. */
async function getCodeDigest(): Promise<string> {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..');
  const hash = createHash('sha256');
  for (const folder of [
    'base',
    'model',
    'model/schema',
    'read',
    'read/body',
    'rules',
    'rules/support',
    'docusaurus',
    'docusaurus/render',
  ]) {
    for (const name of (await readdir(join(root, folder)).catch(() => [])).sort()) {
      if (!/\.[jt]s$/u.test(name) || name.endsWith('.d.ts')) continue;
      const { size, mtimeMs } = await stat(join(root, folder, name));
      hash.update(`${folder}/${name}:${size}:${mtimeMs}\n`);
    }
  }
  return hash.digest('hex').slice(0, 16);
}
