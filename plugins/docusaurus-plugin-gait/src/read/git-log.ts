import { StringDecoder } from 'node:string_decoder';
import { GitError, runGit } from './git-run.ts';

/** What the log says of a commit; `date` is the committer's day in UTC. */
export interface LoggedCommit {
  commit: string;
  email: string;
  name: string;
  date: string;
}

/** Marks the line of a commit: no path can hold it, since paths in a log with `-z` hold no NUL, and this follows two. */
const MARK = '\u0001';
const FORMAT = `${MARK}%H${MARK}%ae${MARK}%an${MARK}%cd`;

/**
 * Reads the history of a folder once, newest first, and hands over each path with its commit. Addresses are those of the commits
 * themselves, not of a mail map, which anybody can change. `commits` are ids of commits whose histories are read instead of HEAD's. Says nothing outside a checkout and where nothing is committed.
 */
export async function readLog(
  input: { root: string; folder: string; filter?: 'A'; commit?: string; commits?: readonly string[] },
  onPath: (commit: LoggedCommit, path: string) => void,
): Promise<void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let current: LoggedCommit | undefined;
  const readField = (field: string): void => {
    const text = field.replace(/^\n/u, '');
    if (text.startsWith(MARK)) {
      const [, commit = '', email = '', name = '', date = ''] = text.split(MARK);
      current = { commit, email, name, date };
    } else if (text !== '' && current) onPath(current, text);
  };
  const args = [
    'log',
    '-z',
    '--no-renames',
    '--no-ext-diff',
    '--name-only',
    '--relative',
    '--date=format-local:%Y-%m-%d',
    `--format=${FORMAT}`,
    ...(input.filter ? [`--diff-filter=${input.filter}`] : []),
    ...(input.commit === undefined ? [] : [input.commit]),
    ...(input.commits ? ['--stdin'] : []),
    '--',
    input.folder,
  ];
  try {
    await runGit({
      root: input.root,
      args,
      ...(input.commits && { input: `${input.commits.join('\n')}\n` }),
      onChunk: (chunk) => {
        const fields = `${rest}${decoder.write(chunk)}`.split('\0');
        rest = fields.pop() ?? '';
        fields.forEach(readField);
      },
    });
    readField(rest);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
  }
}
