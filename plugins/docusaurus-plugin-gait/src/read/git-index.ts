import type { Source } from '../model/source.ts';
import { runGit } from './git-run.ts';
import { createTreeSource, type Tree } from './git.ts';

/** What the next commit will hold. `index` is the absolute path of another index than the checkout's own, as hooks are told. */
export interface IndexInput {
  root: string;
  index?: string;
}

/**
 * Files of the folder `root` as they are staged, whatever the work tree says.
 * @throws {GitError} outside a checkout.
 */
export async function createIndexSource({ root, index }: IndexInput): Promise<Source> {
  const output = await runGit({ root, index, args: ['ls-files', '--stage', '-z'] });
  const tree: Tree = new Map();
  for (const row of output.toString().split('\0')) {
    // A path in conflict has stages 1 to 3; git commits none of them.
    const [, mode, blob = '', path = ''] = /^(\d+) ([0-9a-f]+) 0\t([\s\S]*)$/u.exec(row) ?? [];
    if (mode !== undefined && mode !== '160000') tree.set(path, { kind: mode === '120000' ? 'symlink' : 'file', blob });
  }
  return createTreeSource(root, tree);
}

/**
 * Paths below `root` that the next commit adds or changes, sorted.
 * @throws {GitError} outside a checkout.
 */
export async function readStagedPaths({ root, index }: IndexInput): Promise<string[]> {
  const args = ['diff', '--cached', '--name-only', '-z', '--no-ext-diff', '--no-renames', '--relative'];
  const output = await runGit({ root, index, args: [...args, '--diff-filter=ACMT'] });
  return output
    .toString()
    .split('\0')
    .filter((path) => path !== '')
    .sort();
}
