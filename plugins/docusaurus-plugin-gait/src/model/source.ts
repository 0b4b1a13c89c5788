/** What lies under the root of a knowledge base. Paths are POSIX, relative, sorted. */
export interface Entry {
  path: string;
  kind: 'file' | 'symlink';
}

/**
 * Where files come from: a folder on disk, git objects of a revision, or memory. The pipeline knows nothing else.
 * `read` rejects when the file is gone or unreadable; the pipeline turns that into a diagnostic.
 */
export interface Source {
  /** Every entry below these folders (or these files themselves), sorted by path. A missing folder has none. */
  list(folders: readonly string[]): Promise<Entry[]>;
  read(path: string): Promise<Uint8Array>;
  /** Git's id of a file's content, where it is known without reading the file. */
  getBlobId?(path: string): string | undefined;
}
