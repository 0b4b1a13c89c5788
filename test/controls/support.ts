import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Catalogue } from '../../plugins/docusaurus-plugin-gait/src/model/schema/catalogue.ts';
import { Crosswalk } from '../../plugins/docusaurus-plugin-gait/src/model/schema/crosswalk.ts';

const ROOT = join(import.meta.dirname, '../..');

/** A file of `controls/` with its text. */
export interface Kept<T> {
  file: string;
  text: string;
  data: T;
}

/** Text of a file of this repository. */
export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Every catalogue of this repository. */
export function readCatalogues(): Kept<Catalogue>[] {
  return list('controls').map((file) => {
    const text = readText(file);
    return { file, text, data: Catalogue.parse(parse(text)) };
  });
}

/** The catalogue `cis-aws@5.0.0`. */
export function getCatalogue(key: string): Catalogue {
  const found = readCatalogues().find(({ data }) => `${data.framework}@${data.version}` === key);
  if (!found) throw new Error(`No catalogue ${key}`);
  return found.data;
}

/** Every crosswalk of this repository. */
export function readCrosswalks(): Kept<Crosswalk>[] {
  return list('controls/crosswalks').map((file) => {
    const text = readText(file);
    return { file, text, data: Crosswalk.parse(parse(text)) };
  });
}

/**
 * Text of a file of the corpus: the publishers' own files, which are no part of this repository. Undefined where `GAIT_CORPUS_DIR`
 * does not say where they lie.
 */
export function readCorpus(path: string): string | undefined {
  const folder = process.env.GAIT_CORPUS_DIR;
  if (folder === undefined) return undefined;
  const file = join(folder, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function list(folder: string): string[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `${folder}/${name}`);
}
