import path from 'node:path';
import { checkOthers, type Source } from '../base/index.ts';
import { compareDiagnostics } from '../model/diagnostic.ts';
import { createIndexSource, readStagedPaths } from '../read/git-index.ts';
import { GitError } from '../read/git.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';
import type { Loaded } from './knowledge-base.ts';

/** What is staged, once it has been opened. */
interface Staged {
  open: (root: string) => Promise<Source>;
  /** Paths of staged files below the root. */
  getPaths: () => readonly string[];
}

/** The files that the next commit will hold. A hook is told by `GIT_INDEX_FILE` when that is not the checkout's own index. */
export function openStaged(io: Io): Staged {
  const given = io.env.GIT_INDEX_FILE;
  const index = given === undefined || given === '' ? undefined : path.resolve(io.cwd, given);
  let paths: string[] = [];
  return {
    getPaths: () => paths,
    async open(root) {
      try {
        paths = await readStagedPaths({ root, index });
        return await createIndexSource({ root, index });
      } catch (error) {
        if (!(error instanceof GitError)) throw error;
        throw new UsageError(
          'Unexpected --staged outside a checkout, expected a repository of git',
          'Leave the option out, or run the command in a checkout.',
        );
      }
    },
  };
}

/** Leaves what is said about staged files, and adds credentials in those that are no part of the knowledge base. */
export async function addStaged({ source, result }: Loaded, staged: Staged): Promise<void> {
  const { files, configuration } = result.base;
  const paths = staged.getPaths();
  const strangers = paths.filter((one) => !files.has(one));
  for (const { file, diagnostics } of await checkOthers({ source, paths: strangers, configuration })) {
    files.set(file.path, file);
    result.diagnostics.push(...diagnostics.filter((one) => one.rule === 'secret'));
  }
  result.diagnostics = result.diagnostics.filter((one) => paths.includes(one.file)).sort(compareDiagnostics);
}
