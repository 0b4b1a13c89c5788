import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { CONFIGURATION_FILE } from '../base/index.ts';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';

/**
 * Root of the knowledge base, absolute: what `--root` says, else the nearest folder with a configuration from here up, else here.
 * @throws {UsageError} when `--root` is no folder.
 */
export function findRoot(io: Io, given: string | undefined): string {
  if (given !== undefined) {
    const root = path.resolve(io.cwd, given);
    if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
      throw new UsageError(
        `Unexpected \`${given}\` as --root, expected a folder`,
        'Name the folder that holds gait.config.yaml.',
      );
    }
    return root;
  }
  for (let folder = io.cwd; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, CONFIGURATION_FILE))) return folder;
    if (path.dirname(folder) === folder) return io.cwd;
  }
}

/** Paths as the user wrote them, as POSIX paths relative to the root. */
export function toRootPaths(io: Io, root: string, paths: readonly string[]): string[] {
  return paths.map((one) => path.relative(root, path.resolve(io.cwd, one)).split(path.sep).join('/'));
}
