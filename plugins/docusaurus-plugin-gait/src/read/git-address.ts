import { GitError, runGit } from './git-run.ts';

/** The e-mail address with which git would commit in a folder; undefined when it has none. */
export async function readGitAddress(root: string): Promise<string | undefined> {
  try {
    return (await runGit({ root, args: ['config', '--get', 'user.email'] })).toString().trim() || undefined;
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}
