import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Entry, Source } from '../model/source.ts';
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
function sortEntries(entries: readonly Entry[]): Entry[] {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  return [...byPath.values()].sort((a, b) => compareText(a.path, b.path));
}

async function listEntry(root: string, path: string): Promise<Entry[]> {
  const parts = path.split('/');
  const steps = await Promise.all(parts.map((_, at) => lookAt(root, parts.slice(0, at + 1).join('/'))));
  const link = steps.find((step) => step.kind === 'symlink');
  if (link) return [{ path: link.path, kind: 'symlink' }];
  const kind = steps.at(-1)?.kind;
  return kind === 'file' ? [{ path, kind }] : kind === 'folder' ? listFolder(root, path) : [];
}

async function lookAt(root: string, path: string): Promise<{ path: string; kind?: 'symlink' | 'file' | 'folder' }> {
  const found = await lstat(join(root, path)).catch(() => undefined);
  if (found?.isSymbolicLink()) return { path, kind: 'symlink' };
  if (found?.isFile()) return { path, kind: 'file' };
  return { path, kind: found?.isDirectory() ? 'folder' : undefined };
}

async function listFolder(root: string, folder: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  const below: Promise<Entry[]>[] = [];
  for (const child of await readdir(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${child.name}`;
    if (child.isSymbolicLink()) entries.push({ path, kind: 'symlink' });
    else if (child.isFile()) entries.push({ path, kind: 'file' });
    else if (child.isDirectory() && !IGNORED.has(child.name)) below.push(listFolder(root, path));
  }
  return [...entries, ...(await Promise.all(below)).flat()];
}
