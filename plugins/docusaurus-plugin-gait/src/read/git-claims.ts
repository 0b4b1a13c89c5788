import { MATURITIES, type Maturity } from '../model/maturity.ts';
import { GitError, runGit } from './git-run.ts';

/** A commit that changed what an SOP claims; `date` is an ISO civil date, UTC. */
export interface ClaimChange {
  path: string;
  commit: string;
  date: string;
  from: Maturity;
  to: Maturity;
}

/** Commits that are looked at, newest first. */
const MOST = 200;
/** Lines around a change that git prints: enough to see it from the first line of the file on. */
const CONTEXT = 100;

/** Changes of claims below a folder, newest first, of the last year before HEAD. Empty outside a checkout. */
export async function readClaimChanges(root: string, folder: string, head?: { date: string }): Promise<ClaimChange[]> {
  if (!head) return [];
  const since = `${Number(head.date.slice(0, 4)) - 1}${head.date.slice(4)}T00:00:00Z`;
  const args = [
    ...[
      'log',
      '-p',
      `-U${CONTEXT}`,
      '--no-renames',
      '--no-ext-diff',
      '--no-textconv',
      '--no-merges',
      '--diff-filter=M',
    ],
    ...['--relative', '--no-prefix', `--since=${since}`, `--max-count=${MOST}`, '-G^maturity: '],
    ...['--date=format-local:%Y-%m-%d', '--format=%x01%H %cd', '--', folder],
  ];
  const output = await runGit({ root, args }).catch((error: unknown) => {
    if (error instanceof GitError) return Buffer.alloc(0);
    throw error;
  });
  const changes: ClaimChange[] = [];
  // Lines of a text never stand at the start of a line of git's, so no text can pass for another commit or file.
  for (const block of `\n${output.toString()}`.split('\n\u0001').slice(1)) {
    const [commit = '', date = ''] = (block.split('\n', 1)[0] ?? '').split(' ');
    for (const file of block.split('\ndiff --git ').slice(1)) {
      const path = /^\+\+\+ ([^\t\n]+)/mu.exec(file)?.[1];
      const { from, to } = readClaims(file);
      if (path !== undefined && from && to && from !== to) changes.push({ path, commit, date, from, to });
    }
  }
  return changes;
}

/** What the front matter said before and after, when the line of the claim is among those that changed. */
function readClaims(diff: string): { from?: Maturity; to?: Maturity } {
  const claims: { from?: Maturity; to?: Maturity } = {};
  const fences = { from: 0, to: 0 };
  const [, hunk = ''] = diff.split(/\n@@ -1[, ][^\n]*\n/u, 2);
  for (const line of hunk.split('\n')) {
    if (line.startsWith('@@')) break;
    for (const side of line.startsWith(' ')
      ? (['from', 'to'] as const)
      : ([line.startsWith('-') ? 'from' : 'to'] as const)) {
      if (/^[ +-]\uFEFF?---\s*$/u.test(line)) fences[side] += 1;
      else if (fences[side] === 1 && !line.startsWith(' ')) claims[side] ??= toClaim(line);
    }
  }
  return claims;
}

function toClaim(line: string): Maturity | undefined {
  const text = /^[+-]maturity: ['"]?([a-z]+)/u.exec(line)?.[1];
  return MATURITIES.find((level) => level === text);
}
