import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { AddedBy } from '../model/knowledge-base.ts';
import { GitError, runGit } from './git-run.ts';

/** Commits at which a shallow clone ends: git tells every file in them as added there. Empty for a whole clone. */
export async function readShallowCommits(root: string): Promise<Set<string>> {
  try {
    const path = (await runGit({ root, args: ['rev-parse', '--git-path', 'shallow'] })).toString().trim();
    const text = await readFile(resolve(root, path), 'utf8');
    return new Set(text.split('\n').filter((line) => line !== ''));
  } catch (error) {
    if (error instanceof GitError || (error instanceof Error && 'code' in error)) return new Set();
    throw error;
  }
}

/**
 * What a shallow clone hides of whoever added records, as a sentence; undefined when it hides nothing. Whose records count is not known
 * where history ends.
 */
export function getShallowLimit(
  shallow: ReadonlySet<string>,
  addedBy: readonly ReadonlyMap<string, AddedBy>[],
): string | undefined {
  const paths = addedBy.flatMap((one) => [...one].flatMap(([file, { commit }]) => (shallow.has(commit) ? [file] : [])));
  const count = new Set(paths).size;
  if (count === 0) return undefined;
  const records = count === 1 ? 'a record' : `${count} records`;
  return `The clone is shallow: who added ${records} is not known, so which records count, and what maturity they earn, may be told wrong. Fetch the history: git fetch --unshallow (in CI, fetch-depth: 0).`;
}
