import { GitError } from './git-run.ts';
import { readLog } from './git-log.ts';
import { type Blob, readObjects, resolveCommits } from './git-objects.ts';

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

/**
 * Reads texts of SOPs as commits hold them, in the order of the queries; undefined for what git does not have, as in a shallow clone.
 * They cost one process together, and three more when some lay elsewhere, however many there are.
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
    const candidates = await findElsewhere(root, folder, missing);
    const asked = [...candidates.values()].flat();
    const answers = await readAt(root, asked);
    const byCandidate = new Map(asked.map((one, index) => [one, answers[index]]));
    return queries.map((query, index) => {
      const elsewhere = candidates.get(query)?.map((one) => byCandidate.get(one));
      return found[index] ?? elsewhere?.find((one) => one !== undefined);
    });
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

/**
 * By query: where the SOP may have lain at the commit, likeliest first: every path at which the commit's history added a file of its
 * name.
 */
async function findElsewhere(
  root: string,
  folder: string,
  queries: readonly PastQuery[],
): Promise<Map<PastQuery, PastQuery[]>> {
  if (queries.length === 0) return new Map();
  const pathsOf = new Map(queries.flatMap(({ ids }) => ids).map((id) => [`${id}.md`, new Set<string>()]));
  const commits = await resolveCommits(root, [...new Set(queries.map(({ commit }) => commit))]);
  if (commits.length === 0) return new Map();
  await readLog({ root, folder, filter: 'A', commits }, (_, path) => {
    pathsOf.get(path.slice(path.lastIndexOf('/') + 1))?.add(path);
  });
  const toCandidates = (query: PastQuery): PastQuery[] =>
    query.ids.flatMap((id) => [...(pathsOf.get(`${id}.md`) ?? [])]).map((path) => ({ ...query, path }));
  return new Map(queries.map((query) => [query, toCandidates(query)]));
}
