import { randomUUID } from 'node:crypto';
import { link, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a file that does not exist yet, in one step: nobody sees half of it, and nothing is written over. Folders are made.
 * @throws an error with the code `EEXIST` when the file is there.
 */
export async function writeNew(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    // Unlike a rename, a link never replaces what is there. Some file systems have none.
    await link(temporary, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') throw error;
      return writeFile(file, text, { flag: 'wx' });
    });
  } finally {
    await rm(temporary, { force: true });
  }
}
