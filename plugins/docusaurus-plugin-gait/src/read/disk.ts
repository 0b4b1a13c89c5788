import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry, Source } from '../base/source.ts';
import { compareText } from '../model/diagnostic.ts';

/** Folders that hold nothing of the knowledge base, wherever they lie. */
const IGNORED: ReadonlySet<string> = new Set(['node_modules', '.git', '.docusaurus', '.gait', 'build', 'dist']);

/** Windows has no such flag; creating symlinks there needs a privilege. */
const NO_FOLLOW = (constants as { O_NOFOLLOW?: number }).O_NOFOLLOW ?? 0;

/** Files below a folder on disk. Symlinks are listed as such, and never followed, neither to list nor to read. */
export function createDiskSource(root: string): Source {
  return {
    async list(folders) {
      const found = await Promise.all(folders.map((folder) => listEntry(root, folder)));
      return sortEntries(found.flat());
    },
    async read(path) {
      const file = await open(join(root, path), constants.O_RDONLY | NO_FOLLOW);
      try {
        return await file.readFile();
      } finally {
        await file.close();
      }
    },
  };
}

/** Entries by path, each once. */
export function sortEntries(entries: readonly Entry[]): Entry[] {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  return [...byPath.values()].sort((a, b) => compareText(a.path, b.path));
}

async function listEntry(root: string, path: string): Promise<Entry[]> {
  const found = await lstat(join(root, path)).catch(() => undefined);
  if (found?.isSymbolicLink()) return [{ path, kind: 'symlink' }];
  if (found?.isFile()) return [{ path, kind: 'file' }];
  return found?.isDirectory() ? listFolder(root, path) : [];
}

async function listFolder(root: string, folder: string): Promise<Entry[]> {
  const children = await readdir(join(root, folder), { withFileTypes: true });
  const found = await Promise.all(
    children.map((child): Entry[] | Promise<Entry[]> => {
      const path = `${folder}/${child.name}`;
      if (child.isSymbolicLink()) return [{ path, kind: 'symlink' }];
      if (child.isFile()) return [{ path, kind: 'file' }];
      return child.isDirectory() && !IGNORED.has(child.name) ? listFolder(root, path) : [];
    }),
  );
  return found.flat();
}
