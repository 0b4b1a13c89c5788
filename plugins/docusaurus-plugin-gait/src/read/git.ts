import type { Entry, Source } from '../model/source.ts';
import { compareText } from '../model/diagnostic.ts';
import type { AddedBy } from '../model/knowledge-base.ts';
import { GitError, runGit } from './git-run.ts';
import { readLog } from './git-log.ts';
import { readObjects } from './git-objects.ts';

export { GitError } from './git-run.ts';

/** The commit that last changed a file, and its day (ISO civil date, UTC). */
export interface LastChanged {
  commit: string;
  date: string;
}

/** By path below `folder`: the commit that added the file, newest first where it was added more than once. Empty outside a checkout. */
export async function readAddedBy(root: string, folder: string, commit?: string): Promise<Map<string, AddedBy>> {
  const addedBy = new Map<string, AddedBy>();
  await readLog({ root, folder, filter: 'A', commit }, ({ commit, email, name }, path) => {
    if (!addedBy.has(path)) addedBy.set(path, { commit, email, name });
  });
  return addedBy;
}

/** By path: the commit that last changed the file. Empty outside a checkout. */
export async function readLastChanged(root: string): Promise<Map<string, LastChanged>> {
  const changed = new Map<string, LastChanged>();
  await readLog({ root, folder: '.' }, ({ commit, date }, path) => {
    if (!changed.has(path)) changed.set(path, { commit, date });
  });
  return changed;
}

/**
 * Names the commit of a revision that somebody typed.
 * @throws {GitError} when there is no such commit.
 */
export async function resolveCommit(root: string, revision: string): Promise<string> {
  if (revision === '' || revision.startsWith('-'))
    throw new GitError(`Unexpected revision \`${revision}\`, expected a branch, tag or commit`);
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const output = await runGit({ root, args }).catch((error: unknown) => {
    const reason =
      error instanceof GitError && /not a git repository|ENOENT/u.test(error.message)
        ? 'a checkout of git'
        : 'a branch, tag or commit';
    throw new GitError(`Unexpected revision \`${revision}\`, expected ${reason}`);
  });
  return output.toString().trim();
}

/** Path of a folder within its checkout, with a slash at the end; empty for the root of one, and where there is none. */
export async function readPrefix(root: string): Promise<string> {
  try {
    return (await runGit({ root, args: ['rev-parse', '--show-prefix'] })).toString().replace(/\r?\n$/u, '');
  } catch (error) {
    if (error instanceof GitError) return '';
    throw error;
  }
}

/** Whether the clone lacks older history. */
export async function isShallow(root: string): Promise<boolean> {
  return (await runGit({ root, args: ['rev-parse', '--is-shallow-repository'] })).toString().trim() === 'true';
}

/**
 * The best common ancestor of two revisions.
 * @throws {GitError} when one does not exist or they share none.
 */
export async function getMergeBase(root: string, a: string, b = 'HEAD'): Promise<string> {
  const commits = [await resolveCommit(root, a), await resolveCommit(root, b)];
  return (await runGit({ root, args: ['merge-base', ...commits] })).toString().trim();
}

/**
 * Files of the folder `root` as they were at a revision.
 * @throws {GitError} when there is no such commit.
 */
export async function createGitSource(root: string, revision: string): Promise<Source> {
  const commit = await resolveCommit(root, revision);
  return createTreeSource(root, await readTree(root, commit));
}

/** Files by path: the kind of the entry, and its object. */
export type Tree = Map<string, { kind: Entry['kind']; blob: string }>;

/** Files of a tree, read from git objects. */
export function createTreeSource(root: string, tree: Tree): Source {
  const readBlob = createBlobReader(root);
  return {
    list(folders) {
      const isListed = (path: string) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
      const entries = [...tree].filter(([path]) => isListed(path));
      return Promise.resolve(
        entries.map(([path, { kind }]): Entry => ({ path, kind })).sort((a, b) => compareText(a.path, b.path)),
      );
    },
    getBlobId(path) {
      const entry = tree.get(path);
      return entry?.kind === 'file' ? entry.blob : undefined;
    },
    read(path) {
      const entry = tree.get(path);
      if (entry?.kind === 'file') return readBlob(entry.blob);
      return Promise.reject(Object.assign(new Error(`No such file: ${path}`), { code: 'ENOENT' }));
    },
  };
}

async function readTree(root: string, commit: string): Promise<Tree> {
  const output = await runGit({ root, args: ['ls-tree', '-r', '-z', commit] });
  const rows = output
    .toString()
    .split('\0')
    .filter((row) => row !== '');
  return new Map(
    rows.flatMap((row): [string, { kind: Entry['kind']; blob: string }][] => {
      const [, mode, type, blob = '', path = ''] = /^(\d+) (\w+) ([0-9a-f]+)\t([\s\S]*)$/u.exec(row) ?? [];
      return type === 'blob' ? [[path, { kind: mode === '120000' ? 'symlink' : 'file', blob }]] : [];
    }),
  );
}

/** Reads that are asked for in one turn of the event loop share one process. */
function createBlobReader(root: string): (blob: string) => Promise<Uint8Array> {
  let queue: string[] = [];
  let batch: Promise<Map<string, Uint8Array>> | undefined;
  return async (blob) => {
    queue.push(blob);
    batch ??= Promise.resolve().then(() => {
      const blobs = queue;
      queue = [];
      batch = undefined;
      return readBlobs(root, blobs);
    });
    const bytes = (await batch).get(blob);
    if (!bytes) throw new GitError(`No such object: ${blob}`);
    return bytes;
  };
}

async function readBlobs(root: string, blobs: readonly string[]): Promise<Map<string, Uint8Array>> {
  const found = await readObjects(root, [...new Set(blobs)]);
  return new Map(found.flatMap((blob): [string, Uint8Array][] => (blob ? [[blob.oid, blob.bytes]] : [])));
}
