import { readFile, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { parse } from 'yaml';
import { runGit } from '../../read/git-run.ts';
import type { Json } from '../../model/json.ts';
import type { Files } from './contract.ts';

/** The files of a checkout, to read: those that git knows, or would add. */
export function createFiles(root: string): Files {
  const read = async (path: string): Promise<string> => readFile(await resolveInside(root, path), 'utf8');
  return {
    list: async (folder) => {
      await resolveInside(root, folder);
      const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', folder];
      const names = (await runGit({ root, args })).toString().split('\0');
      return [...new Set(names)].filter((name) => name !== '').sort();
    },
    read,
    readData: async (path) => parse(await read(path), { version: '1.2', maxAliasCount: 100 }) as Json,
  };
}

/**
 * The real path of something in the checkout.
 * @throws Error when it leads out of the checkout, by `..` or by a link, or does not exist.
 */
export async function resolveInside(root: string, path: string): Promise<string> {
  const home = await realpath(root);
  const found = await realpath(join(home, path)).catch(() => {
    throw new Error(`Unexpected path \`${path}\`, expected one that exists in the checkout`);
  });
  const inside = relative(home, found);
  const [first] = inside.split(sep);
  if (isAbsolute(path) || isAbsolute(inside) || first === '..' || first === '.git') {
    throw new Error(`Unexpected path \`${path}\`, expected one of the checkout`);
  }
  return found;
}
