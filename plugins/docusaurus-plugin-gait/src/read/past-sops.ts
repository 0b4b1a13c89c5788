import { GitError, runGit } from './git-run.ts';
import { type Blob, readObjects } from './git-objects.ts';

/** A text that is looked for: an SOP as a commit holds it. */
export interface PastQuery {
  commit: string;
  /** Where the SOP lies now; it may have lain elsewhere. */
  path: string;
  /** Its id and its former ones: file names that it may have had. */
  ids: readonly string[];
}

/** What was found: the file's path at the commit, and its bytes. */
export interface PastFile extends Blob {
  path: string;
}

/** Commits that are listed at the same time. */
const AT_ONCE = 4;

/**
 * Reads texts of SOPs as commits hold them, in the order of the queries; undefined for what git does not have, as in a shallow clone.
 * Those that lie where they lie now cost one process together; each commit in which one lies elsewhere costs one more.
 * @param folder that holds the SOPs, relative to `root`.
 */
export async function readPastSops(
  root: string,
  folder: string,
  queries: readonly PastQuery[],
): Promise<(PastFile | undefined)[]> {
  try {
    const found = await readAt(root, queries);
    const missing = queries.filter((_, index) => !found[index]);
    const moved = await findMoved(root, folder, missing);
    const elsewhere = await readAt(
      root,
      moved.flatMap((one) => one ?? []),
    );
    const byQuery = new Map<PastQuery, PastFile | undefined>();
    let next = 0;
    missing.forEach((query, index) => byQuery.set(query, moved[index] ? elsewhere[next++] : undefined));
    return queries.map((query, index) => found[index] ?? byQuery.get(query));
  } catch (error) {
    if (error instanceof GitError) return queries.map(() => undefined);
    throw error;
  }
}

async function readAt(root: string, wanted: readonly PastQuery[]): Promise<(PastFile | undefined)[]> {
  const names = wanted.map(({ commit, path }) => `${commit}:./${path}`);
  const blobs = await readObjects(root, [...new Set(names)]);
  const byName = new Map([...new Set(names)].map((name, index) => [name, blobs[index]]));
  return wanted.map(({ path }, index) => {
    const blob = byName.get(names[index] ?? '');
    return blob && { ...blob, path };
  });
}

async function findMoved(
  root: string,
  folder: string,
  queries: readonly PastQuery[],
): Promise<(PastQuery | undefined)[]> {
  const commits = [...new Set(queries.map(({ commit }) => commit))];
  const paths = new Map<string, string[]>();
  for (let at = 0; at < commits.length; at += AT_ONCE) {
    const some = commits.slice(at, at + AT_ONCE);
    await Promise.all(some.map(async (commit) => paths.set(commit, await listFiles(root, commit, folder))));
  }
  return queries.map((query) => {
    const path = query.ids
      .map((id) => paths.get(query.commit)?.find((one) => one.endsWith(`/${id}.md`)))
      .find((one) => one !== undefined);
    return path === undefined ? undefined : { ...query, path };
  });
}

/** Files below a folder at a commit; none when the commit or the folder is not there. */
async function listFiles(root: string, commit: string, folder: string): Promise<string[]> {
  try {
    const args = ['ls-tree', '-r', '-z', '--name-only', '--end-of-options', commit, `${folder}/`];
    return (await runGit({ root, args })).toString().split('\0');
  } catch (error) {
    if (error instanceof GitError) return [];
    throw error;
  }
}
