import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { compareText } from '../../model/diagnostic.ts';
import { type FindingsCount, type FindingsEvents, createFindingsReader } from './index.ts';

/** Endings of files that hold findings; what else lies in the folder (a README, say) is left alone. */
const ENDING = /\.(?:json|jsonl|ndjson|csv|sarif)$/iu;

/** Bytes that are read at once. */
const PIECE = 1024 * 1024;

/**
 * Reads one file of findings, piece by piece.
 * @param input.name what findings and problems call the file.
 * @throws {Error} what the disk says when the file cannot be read.
 */
export async function readFindingsFile(input: {
  file: string;
  name: string;
  events: FindingsEvents;
}): Promise<FindingsCount> {
  const reader = createFindingsReader(input.name, input.events);
  for await (const piece of createReadStream(input.file, { highWaterMark: PIECE })) reader.push(piece as Uint8Array);
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
