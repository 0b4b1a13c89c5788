import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** New texts by path relative to the root; undefined takes the file away. */
export type FileChanges = ReadonlyMap<string, string | undefined>;

/** What is done to take a change back. */
type Undo = () => Promise<void>;

/**
 * Changes several files, or none: everything is written to temporary files first, then put in place; when one cannot be, those before it
 * are put back as they were. A file that is not there yet is made, and its folder.
 */
export async function changeFiles(root: string, changes: FileChanges): Promise<void> {
  const mark = `.${randomUUID()}.tmp`;
  const temporary = [...changes].filter(([, text]) => text !== undefined).map(([file]) => path.join(root, file) + mark);
  const undone: Undo[] = [];
  try {
    for (const [file, text] of changes) {
      const target = path.join(root, file);
      const mode = (await stat(target).catch(() => undefined))?.mode;
      await mkdir(path.dirname(target), { recursive: true });
      if (text !== undefined) await writeFile(target + mark, text, { flag: 'wx', ...(mode !== undefined && { mode }) });
    }
    // What is taken away comes last, so that at every moment each text is somewhere.
    const order = [...changes].sort(([, a], [, b]) => Number(a === undefined) - Number(b === undefined));
    for (const [file, text] of order) {
      const target = path.join(root, file);
      const before = await readFile(target).catch(() => undefined);
      if (text === undefined) await rm(target);
      else await rename(target + mark, target);
      undone.unshift(() => (before ? writeFile(target, before) : rm(target, { force: true })));
    }
  } catch (error) {
    for (const undo of undone) await undo();
    throw error;
  } finally {
    await Promise.all(temporary.map((file) => rm(file, { force: true })));
  }
}
