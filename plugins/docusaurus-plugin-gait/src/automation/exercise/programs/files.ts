import { statSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';

/** Whether an argument, taken as a path, names a file of this machine outside of `folder`, or a place where one could be written. */
export function leadsOutside(folder: string, argument: string): boolean {
  if (argument === '' || argument.includes('\0')) return false;
  const path = resolve(folder, argument);
  const inside = relative(folder, path);
  if (!isAbsolute(inside) && inside.split(sep)[0] !== '..') return false;
  const kind = getKind(path);
  if (kind === 'file') return true;
  // Paths of IAM (`/`, `/teams/`) and names of parameters (`/shop/token`) look like paths, but lead to nothing here.
  return kind === 'nothing' && !argument.endsWith('/') && getKind(dirname(path)) === 'folder';
}

function getKind(path: string): 'file' | 'folder' | 'nothing' {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 'nothing';
  return found.isDirectory() ? 'folder' : 'file';
}

/** A path that can only lie in the folder of the exercise: plain names joined by slashes. */
export function isPlainPath(path: string): boolean {
  return /^[A-Za-z0-9_][\w.-]*(?:\/[A-Za-z0-9_][\w.-]*)*$/u.test(path);
}
