import { open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { compareText } from '../../model/diagnostic.ts';
import { type FindingsCount, type FindingsEvents, createFindingsReader } from './index.ts';

/** Endings of files that hold findings; what else lies in the folder (a README, say) is left alone. */
const ENDING = /\.(?:json|jsonl|ndjson|csv|sarif)$/iu;

/** Bytes that are read at once: text of this size is still collected cheaply, which keeps memory small however large the file is. */
const PIECE = 64 * 1024;

/**
 * Reads one file of findings, piece by piece, through the same memory.
 * @param input.name what findings and problems call the file.
 * @throws {Error} what the disk says when the file cannot be read.
 */
export async function readFindingsFile(input: {
  file: string;
  name: string;
  events: FindingsEvents;
}): Promise<FindingsCount> {
  const reader = createFindingsReader(input.name, input.events);
  const piece = new Uint8Array(PIECE);
  const file = await open(input.file);
  try {
    for (let size = 1; size > 0;) {
      ({ bytesRead: size } = await file.read(piece, 0, PIECE));
      reader.push(piece.subarray(0, size));
    }
  } finally {
    await file.close();
  }
  return reader.end();
}

/** Files of a folder that may hold findings, POSIX paths below it, sorted; none when there is no such folder. */
export async function listFindingsFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && ENDING.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort(compareText);
}
