import { createHash } from 'node:crypto';
import type { GaitFile } from './document.ts';

/**
 * Digest of an automation's code, `c1-` and 16 hexadecimal digits: every file below its folder but the manifest, by path and content. Undefined
 * when there is none, or one of them could not be read.
 */
export function getCodeDigest(folder: string, files: Iterable<Pick<GaitFile, 'path' | 'hash'>>): string | undefined {
  const code = [...files]
    .filter(({ path }) => path.startsWith(`${folder}/`) && !/\/automation\.ya?ml$/u.test(path))
    .map(({ path, hash }) => [path.slice(folder.length + 1), hash])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  if (code.length === 0 || code.some(([, hash]) => hash === '')) return undefined;
  return `c1-${createHash('sha256').update(JSON.stringify(code)).digest('hex').slice(0, 16)}`;
}
