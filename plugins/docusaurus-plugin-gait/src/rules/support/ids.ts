import type { GaitFile } from '../../model/document.ts';
import type { KnowledgeBase, SopNode } from '../../model/knowledge-base.ts';
import { getSuggestion } from '../../model/suggest.ts';
import { hintAt } from './text.ts';
import { getRaw, getYaml } from './yaml.ts';

/** File name without folder and ending. */
export function getStem(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/u, '');
}

/** The id as written, right or not; undefined when the file has none. */
export function getWrittenId(file: GaitFile): string | undefined {
  const yaml = getYaml(file);
  // A valid id stands in `data`, which a warm run has at hand; `raw` is decoded only for the others.
  const id = yaml && (('id' in yaml.data && yaml.data.id) || getRaw(yaml, '/id'));
  return typeof id === 'string' ? id : undefined;
}

/** Every SOP by its former ids. */
export function getFormerIds(base: KnowledgeBase): Map<string, SopNode> {
  const former = new Map<string, SopNode>();
  for (const node of base.sops.values()) {
    for (const id of node.file.frontMatter.data.formerly ?? []) former.set(id, node);
  }
  return former;
}

/** Hint for an id that no SOP has: its new name, or one that looks like it. */
export function hintAtSop(base: KnowledgeBase, id: string, otherwise: string): string {
  const renamed = getFormerIds(base).get(id)?.id;
  return hintAt(renamed ?? getSuggestion(id, [...base.sops.keys()]), otherwise);
}
