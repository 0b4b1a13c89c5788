import { GitError, runGit } from '../read/git-run.ts';

/** The commit that a site is made of. */
export interface Head {
  commit: string;
  /** ISO civil date of the commit, UTC. */
  date: string;
}

/** The commit that is checked out; undefined outside a checkout and before the first commit. */
export async function readHead(root: string): Promise<Head | undefined> {
  try {
    const output = await runGit({ root, args: ['log', '-1', '--format=%H %ct'] });
    const [commit, seconds] = output.toString().trim().split(' ');
    if (!commit || !seconds) return undefined;
    return { commit, date: new Date(Number(seconds) * 1000).toISOString().slice(0, 10) };
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}
