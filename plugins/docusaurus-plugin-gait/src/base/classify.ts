import { CODE_OWNERS_PATHS } from '../model/code-owners.ts';
import type { FileKind } from '../model/document.ts';
import type { Configuration } from '../model/schema/configuration.ts';

/** Name of the configuration file, in the root of every knowledge base. */
export const CONFIGURATION_FILE = 'gait.config.yaml';

type Paths = Configuration['paths'];

/** The folders, and files outside them, that the pipeline lists, sorted, without those that lie in another one. */
export function getFolders(paths: Paths): string[] {
  const folders = [
    paths.docs,
    paths.sops,
    paths.standards,
    paths.guide,
    paths.controls,
    paths.exceptions,
    paths.records,
    paths.scripts,
    paths.findings,
    ...CODE_OWNERS_PATHS,
  ];
  const unique = [...new Set(folders)].sort();
  return unique.filter((folder) => !unique.some((other) => other !== folder && isBelow(folder, other)));
}

/** Whether a path is one that the pipeline looks at, or the configuration. */
export function isInKnowledgeBase(path: string, paths: Paths): boolean {
  return path === CONFIGURATION_FILE || getFolders(paths).some((one) => path === one || isBelow(path, one));
}

/** What a path holds, by where it lies and how its name ends; `other` files are listed but not read. */
export function classify(path: string, paths: Paths): FileKind {
  if (CODE_OWNERS_PATHS.includes(path)) return 'code-owners';
  if (isBelow(path, paths.sops)) return path.endsWith('.md') ? 'sop' : 'other';
  if (isBelow(path, paths.standards)) return path.endsWith('.md') ? 'standard' : 'other';
  if (isBelow(path, paths.docs) || isBelow(path, paths.guide)) return path.endsWith('.md') ? 'guide' : 'other';
  if (!/\.ya?ml$/u.test(path)) return 'other';
  if (isBelow(path, `${paths.controls}/crosswalks`)) return 'crosswalk';
  if (isBelow(path, paths.controls)) return 'catalogue';
  if (isBelow(path, paths.exceptions)) return 'exception';
  if (isBelow(path, paths.records)) return 'record';
  if (isBelow(path, paths.scripts) && /^[^/]+\/automation\.ya?ml$/u.test(path.slice(paths.scripts.length + 1)))
    return 'manifest';
  return 'other';
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}
