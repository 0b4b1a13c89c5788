import type { Nodes } from 'mdast';
import { OUTPUT_LANGUAGE } from '../../model/fingerprint.ts';
import type { BodySource } from './places.ts';
import { toFence } from './fences.ts';
import { getText } from './text.ts';

const PROSE: ReadonlySet<string> = new Set(['paragraph', 'heading', 'table', 'html']);

/**
 * What a section tells somebody to do, block by block: prose with white space collapsed, commands verbatim and indented, gates by
 * name. Expected output and markup are not in it.
 */
export function getCarriedOut(nodes: readonly Nodes[], source: BodySource): string {
  const parts: string[] = [];
  const add = (node: Nodes): void => {
    if (node.type === 'code') {
      const { language, code } = toFence(node, source, {});
      if (language !== OUTPUT_LANGUAGE) parts.push(`\`\`\`${language}\n${code.replace(/^/gmu, '    ')}`);
    } else if (PROSE.has(node.type)) {
      parts.push(getText([node]));
    } else if ('children' in node) {
      if (node.type === 'containerDirective') parts.push(`:::${node.name} ${node.attributes?.role ?? ''}`.trimEnd());
      node.children.forEach(add);
    }
  };
  nodes.forEach(add);
  return parts.filter((part) => part !== '').join('\n');
}
