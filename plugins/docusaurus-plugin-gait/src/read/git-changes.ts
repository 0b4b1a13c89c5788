import { runGit } from './git-run.ts';

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
