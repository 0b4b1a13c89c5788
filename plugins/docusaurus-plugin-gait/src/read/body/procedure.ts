import type { ListItem, RootContent } from 'mdast';
import type { StrayBlock } from '../../model/body.ts';
import type { BodySource } from './places.ts';
import { isSilent } from './silent.ts';

/** The steps of a procedure as the source has them, and everything that does not belong there. */
export interface Procedure {
  items: ListItem[];
  strayBlocks: StrayBlock[];
}

/**
 * Takes the procedure apart. A block between two lists (usually a fence that should be indented) splits the one list: the items
 * after it are still steps, and the block alone is out of place as long as the numbers go on.
 */
export function readProcedure(nodes: readonly RootContent[], source: BodySource): Procedure {
  const items: ListItem[] = [];
  const strayBlocks: StrayBlock[] = [];
  let isSplit = false;
  for (const node of nodes) {
    if (isSilent(node)) continue;
    const place = source.toPlace(node);
    if (node.type !== 'list' || !node.ordered) {
      strayBlocks.push({ kind: getKind(node), place });
      isSplit = true;
      continue;
    }
    const goesOn = isSplit && node.start === (items.at(-1) ? items.length + 1 : 1);
    if (items.length > 0 && !goesOn) strayBlocks.push({ kind: 'ordered-list', place });
    items.push(...node.children);
    isSplit = false;
  }
  return { items, strayBlocks };
}

function getKind(node: RootContent): StrayBlock['kind'] {
  if (node.type === 'code') return 'fence';
  if (node.type === 'list') return 'list';
  return node.type === 'paragraph' ? 'text' : 'other';
}
