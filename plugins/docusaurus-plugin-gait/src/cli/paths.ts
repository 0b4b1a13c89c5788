import { existsSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { toRootPaths } from './root.ts';

/** Paths as the user wrote them. `known`: files that need not exist any more, such as those that diagnostics are about. */
export interface PathsInput {
  io: Io;
  root: string;
  paths: readonly string[];
  known: readonly string[];
}

/**
 * Tells whether a file, relative to the root, is one of these files or lies in one of these folders; every file when there are none.
 * @throws {UsageError} when a path names nothing.
 */
export function selectPaths({ io, root, paths, known }: PathsInput): (file: string) => boolean {
  if (paths.length === 0) return () => true;
  const wanted = toRootPaths(io, root, paths);
  wanted.forEach((one, index) => {
    if (existsSync(path.join(root, one)) || known.some((file) => isWithin(file, one))) return;
    throw new UsageError(
      `Unexpected path \`${paths[index] ?? one}\`, expected a file or folder that exists`,
      'Check its spelling.',
    );
  });
  return (file) => wanted.some((one) => isWithin(file, one));
}

function isWithin(file: string, folder: string): boolean {
  return folder === '' || file === folder || file.startsWith(`${folder}/`);
}
