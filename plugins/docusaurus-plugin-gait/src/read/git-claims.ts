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

/** Changes of claims below a folder, newest first, of the last year before HEAD. Empty outside a checkout. */
export async function readClaimChanges(root: string, folder: string, head?: { date: string }): Promise<ClaimChange[]> {
  if (!head) return [];
  const since = `${Number(head.date.slice(0, 4)) - 1}${head.date.slice(4)}T00:00:00Z`;
  const args = [
    ...['log', '-p', '-U0', '--no-renames', '--no-ext-diff', '--no-textconv', '--no-merges', '--diff-filter=M'],
    ...['--relative', '--no-prefix', `--since=${since}`, `--max-count=${MOST}`, '-G^maturity: '],
    ...['--date=format-local:%Y-%m-%d', '--format=%x01%H %cd', '--', folder],
  ];
  const output = await runGit({ root, args }).catch((error: unknown) => {
    if (error instanceof GitError) return Buffer.alloc(0);
    throw error;
  });
  const changes: ClaimChange[] = [];
  for (const block of output.toString().split('\u0001').slice(1)) {
    const [commit = '', date = ''] = (block.split('\n', 1)[0] ?? '').split(' ');
    for (const file of block.split(/^diff --git /mu).slice(1)) {
      const path = /^\+\+\+ ([^\t\n]+)/mu.exec(file)?.[1];
      const [from, to] = [readClaim(file, '-'), readClaim(file, '+')];
      if (path !== undefined && from && to && from !== to) changes.push({ path, commit, date, from, to });
    }
  }
  return changes;
}

/** The first line of the kind that the diff takes away or adds: front matter stands before all else. */
function readClaim(diff: string, sign: '+' | '-'): Maturity | undefined {
  const text = new RegExp(`^\\${sign}maturity: ['"]?([a-z]+)`, 'mu').exec(diff)?.[1];
  return MATURITIES.find((level) => level === text);
}
