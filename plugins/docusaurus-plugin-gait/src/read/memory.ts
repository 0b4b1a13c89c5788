import type { Entry, Source } from '../model/source.ts';
import { compareText } from '../model/diagnostic.ts';

/** Files that exist only in memory: for tests, for examples of rules, and for what an editor has not saved. */
export function createMemorySource(
  files: Readonly<Record<string, string | Uint8Array>>,
  symlinks: readonly string[] = [],
): Source {
  const entries: Entry[] = [
    ...Object.keys(files).map((path): Entry => ({ path, kind: symlinks.includes(path) ? 'symlink' : 'file' })),
    ...symlinks.filter((path) => !Object.hasOwn(files, path)).map((path): Entry => ({ path, kind: 'symlink' })),
  ].sort((a, b) => compareText(a.path, b.path));
  return {
    list(folders) {
      const isListed = (path: string) => folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
      return Promise.resolve(entries.filter(({ path }) => isListed(path)));
    },
    read(path) {
      const content = Object.hasOwn(files, path) && !symlinks.includes(path) ? files[path] : undefined;
      if (content === undefined)
        return Promise.reject(Object.assign(new Error(`No such file: ${path}`), { code: 'ENOENT' }));
      return Promise.resolve(typeof content === 'string' ? new TextEncoder().encode(content) : content);
    },
  };
}
