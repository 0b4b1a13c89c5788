import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';

/** Kinds of files that are published when a page links to them. Nothing that a browser would run. */
const TYPES = new Set([
  'avif',
  'csv',
  'gif',
  'ics',
  'jpeg',
  'jpg',
  'json',
  'pdf',
  'png',
  'svg',
  'txt',
  'webp',
  'yaml',
  'yml',
]);

/** What a drawing must not have: it would run, or load something, when opened by itself. */
const ACTIVE_SVG =
  /<\s*(?:script|foreignObject|iframe|use|image|style|animate|set)\b|\son[a-z]+\s*=|javascript:|<!|<\?xml-|href\s*=\s*["']?\s*[^"'#\s]/iu;

/**
 * The absolute path of a file that a page may show or link to; undefined when it must not be published: it lies outside the
 * published folders, is hidden, is reached by a symbolic link, or is of another kind.
 * @param input.root absolute folder of the knowledge base.
 * @param input.folders published folders, relative to the root.
 * @param input.file POSIX path relative to the root.
 */
export function findPublishedFile(input: {
  root: string;
  folders: readonly string[];
  file: string;
}): string | undefined {
  const { root, folders, file } = input;
  const parts = file.split('/');
  const extension = path.extname(file).slice(1).toLowerCase();
  if (!folders.some((folder) => file.startsWith(`${folder}/`)) || !TYPES.has(extension)) return undefined;
  if (parts.some((part) => part.startsWith('.') || /[!?#\\\p{Cc}]/u.test(part))) return undefined;
  const absolute = path.join(root, ...parts);
  try {
    if (!lstatSync(absolute).isFile() || realpathSync(absolute) !== path.join(realpathSync(root), ...parts))
      return undefined;
    return extension === 'svg' && ACTIVE_SVG.test(readFileSync(absolute, 'utf8')) ? undefined : absolute;
  } catch {
    return undefined;
  }
}
