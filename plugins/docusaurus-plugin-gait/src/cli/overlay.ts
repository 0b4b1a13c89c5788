import type { Entry, Source } from '../base/index.ts';

/** A source with one more file, or another text for one: to check what is not written yet. */
export function createOverlay(source: Source, { path, text }: { path: string; text: string }): Source {
  return {
    async list(folders) {
      const entries = await source.list(folders);
      const own: Entry[] = folders.some((folder) => path.startsWith(`${folder}/`)) ? [{ path, kind: 'file' }] : [];
      return [...entries.filter((entry) => entry.path !== path), ...own].sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    getBlobId: (one) => (one === path ? undefined : source.getBlobId?.(one)),
    read: (one) => (one === path ? Promise.resolve(new TextEncoder().encode(text)) : source.read(one)),
  };
}
