import { createDefaultProcessor, loadKnowledgeBase, type Source } from '../base/index.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { FileChanges } from './change-files.ts';
import type { Loaded } from './knowledge-base.ts';

/** A source as it would be after a change. */
export function createChangedSource(source: Source, changes: FileChanges): Source {
  return {
    async list(folders) {
      const isListed = (file: string): boolean => folders.some((one) => file === one || file.startsWith(`${one}/`));
      const kept = (await source.list(folders)).filter(({ path }) => !changes.has(path));
      const own = [...changes].filter(([file, text]) => text !== undefined && isListed(file));
      return [...kept, ...own.map(([path]) => ({ path, kind: 'file' as const }))].sort((a, b) =>
        a.path < b.path ? -1 : 1,
      );
    },
    read(file) {
      const text = changes.get(file);
      if (text !== undefined) return Promise.resolve(new TextEncoder().encode(text));
      return changes.has(file) ? Promise.reject(new Error(`No such file: ${file}`)) : source.read(file);
    },
  };
}

/** What the validator would say after a change and does not say now. `moved`: a file that is another one afterwards. */
export async function getNewDiagnostics(
  { source, result }: Loaded,
  changes: FileChanges,
  moved: Readonly<Record<string, string>> = {},
): Promise<Diagnostic[]> {
  const { asOf, addedBy } = result.base;
  const after = await loadKnowledgeBase({
    source: createChangedSource(source, changes),
    asOf,
    addedBy,
    processor: createDefaultProcessor(),
  });
  const known = new Set(result.diagnostics.map((one) => toKey({ ...one, file: moved[one.file] ?? one.file })));
  return after.diagnostics.filter((one) => !known.has(toKey(one)));
}

function toKey({ file, rule, message }: Diagnostic): string {
  return JSON.stringify([file, rule, message]);
}
