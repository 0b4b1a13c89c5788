// Checksums of a site: SHA-256 of every file, sorted by path, in the form that `sha256sum --check` reads.
import { createHash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** A line of a manifest. Paths are POSIX, below the site, and cannot leave it. */
const LINE = /^(?<digest>[0-9a-f]{64}) {2}(?<path>[^\\\p{Cc}]+)$/u;

/**
 * SHA-256 of every file below a folder by path.
 * @returns {Promise<Map<string, string>>}
 * @throws {Error} for a symbolic link, and for a name that a manifest cannot hold.
 */
export async function hashFolder(folder) {
  const checksums = new Map();
  for (const path of await listFiles(folder)) checksums.set(path, getDigest(await readFile(join(folder, path))));
  return checksums;
}

/** Text of a manifest. */
export function toManifest(checksums) {
  return [...checksums].map(([path, digest]) => `${digest}  ${path}\n`).join('');
}

/**
 * Checksums by path, from the text of a manifest.
 * @returns {Map<string, string>}
 * @throws {Error} for a line that is none, a path twice, out of order or outside the site.
 */
export function parseManifest(text) {
  const checksums = new Map();
  let last = '';
  for (const [index, line] of text.split('\n').slice(0, -1).entries()) {
    const { digest, path = '' } = LINE.exec(line)?.groups ?? {};
    const isPlain = path !== '' && path.split('/').every((part) => !/^\.{0,2}$/u.test(part));
    if (!isPlain || path <= last)
      throw new Error(`Unexpected line ${index + 1} of the manifest, expected a checksum and a path, sorted`);
    checksums.set((last = path), digest);
  }
  if (checksums.size === 0 || !text.endsWith('\n'))
    throw new Error('Unexpected end of the manifest, expected a line for each file');
  return checksums;
}

/** Paths that one of two sets of checksums lacks, or that differ, each with what is wrong with it. */
export function compareChecksums(expected, actual) {
  const paths = [...new Set([...expected.keys(), ...actual.keys()])].sort();
  return paths.flatMap((path) => {
    if (!actual.has(path)) return [`${path} is missing`];
    if (!expected.has(path)) return [`${path} is not in the manifest`];
    return expected.get(path) === actual.get(path) ? [] : [`${path} has another checksum`];
  });
}

/** SHA-256, hexadecimal. */
export function getDigest(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

async function listFiles(folder) {
  const files = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (/[\\\p{Cc}]/u.test(path))
      throw new Error(`Unexpected name ${JSON.stringify(path)}, expected one without control characters`);
    if (entry.isFile()) files.push(path);
    else if (!(await lstat(join(folder, path))).isDirectory())
      throw new Error(`Unexpected kind of file ${path}, expected files and folders alone`);
  }
  return files.sort();
}
