import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { GitError, runGit } from './git-run.ts';

/** Two states of the folder `root`: commits; the work tree, with files that git does not know yet, when `after` is left out. */
export interface ChangesInput {
  root: string;
  before: string;
  after?: string;
}

/**
 * Paths below `root` that differ, sorted. A renamed file is one that went and one that came.
 * @throws {GitError} when a commit does not exist.
 */
export async function readChangedPaths({ root, before, after }: ChangesInput): Promise<string[]> {
  const args = [
    'diff',
    '--name-only',
    '-z',
    '--no-renames',
    '--no-ext-diff',
    '--no-textconv',
    '--ignore-submodules=all',
  ];
  const commits = after === undefined ? [before] : [before, after];
  const outputs = await Promise.all([
    runGit({ root, args: [...args, '--relative', ...commits, '--'] }),
    ...(after === undefined ? [runGit({ root, args: ['ls-files', '--others', '--exclude-standard', '-z'] })] : []),
  ]);
  const paths = outputs.flatMap((output) => output.toString().split('\0'));
  return [...new Set(paths.filter((path) => path !== ''))].sort();
}

/**
 * How many commits of one revision another lacks.
 * @throws {GitError} when one does not exist.
 */
export async function countLacking(root: string, input: { of: string; in: string }): Promise<number> {
  const args = ['rev-list', '--count', input.of, '--not', input.in, '--'];
  return Number((await runGit({ root, args })).toString().trim());
}

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
