import { readdirSync, type Dirent } from 'node:fs';
import path from 'node:path';

/** What a folder of pages holds, as content-docs will find it. */
export interface PageFiles {
  /** Whether there is any page. */
  hasPages: boolean;
  /** Globs for what must not be read: symbolic links, whatever they point at. */
  exclude: string[];
}

/** Looks through a folder; undefined when there is none. */
export function findPageFiles(folder: string): PageFiles | undefined {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch {
    return undefined;
  }
  const toGlob = (entry: Dirent): string =>
    path
      .relative(folder, path.join(entry.parentPath, entry.name))
      .split(path.sep)
      .join('/')
      .replace(/[^\w/.-]/gu, '?');
  const links = entries.filter((entry) => entry.isSymbolicLink()).map(toGlob);
  return {
    hasPages: entries.some((entry) => entry.isFile() && entry.name.endsWith('.md') && !entry.name.startsWith('_')),
    exclude: links.flatMap((link) => [link, `${link}/**`]).sort(),
  };
}
