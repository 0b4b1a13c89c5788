import { resolveCommit } from '../read/git.ts';
import { runGit } from '../read/git-run.ts';
import { RunError } from './errors.ts';

/**
 * The commit that holds exactly these files as they are on disk. A record names the commit of the text that was followed, so text that is
 * in no commit cannot be followed on the record.
 * @throws {RunError} outside a checkout, or when one of the files is not committed as it is.
 */
export async function getCommitOf(root: string, paths: readonly string[]): Promise<string> {
  const commit = await resolveCommit(root, 'HEAD').catch(() => {
    throw new RunError(
      'Unexpected folder without a commit, expected a git checkout: the record names the commit of the text that was followed',
      'Run it in a clone of the knowledge base.',
    );
  });
  const args = ['status', '--porcelain', '-z', '--untracked-files=all', '--', ...paths];
  const changed = (await runGit({ root, args })).toString();
  const first = changed.split('\0')[0]?.slice(3);
  if (first) {
    throw new RunError(
      `Unexpected change of \`${first}\` since the last commit, expected none: the record names the commit of the text that was followed`,
      'Commit the change first, or leave out `--apply`.',
    );
  }
  return commit;
}
