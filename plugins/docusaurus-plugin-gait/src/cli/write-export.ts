import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { writeAtomically } from './atomic.ts';
import { UsageError } from './errors.ts';

/** Writes a file that `--out` names. @throws {UsageError} when it cannot be written. */
export async function writeExport(file: string, text: string): Promise<void> {
  try {
    if (existsSync(file)) await writeAtomically(file, text);
    else await writeFile(file, text);
  } catch (error) {
    throw new UsageError(`Unexpected \`${file}\` as --out, expected a file that can be written (${String(error)})`);
  }
}
