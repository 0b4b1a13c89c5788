import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { listFindingsFiles } from './disk.ts';

/**
 * SHA-256 of a folder of findings, hexadecimal: that of one line `<SHA-256 of the file>  <path>` for each file that may hold findings,
 * sorted, as `sha256sum` would print them. Null when there is no such file. Files are read piece by piece, for they may be large.
 * @throws {Error} what the disk says when a file cannot be read.
 */
export async function hashFindings(folder: string): Promise<string | null> {
  const names = await listFindingsFiles(folder);
  if (names.length === 0) return null;
  const hash = createHash('sha256');
  for (const name of names) hash.update(`${await hashFile(path.join(folder, name))}  ${name}\n`);
  return hash.digest('hex');
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}
