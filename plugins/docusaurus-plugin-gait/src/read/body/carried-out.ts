import type { Nodes } from 'mdast';
import { OUTPUT_LANGUAGE } from '../../model/fingerprint.ts';
import type { BodySource } from './places.ts';
import { toFence } from './fences.ts';
import { getText } from './text.ts';

/**
 * What a section tells somebody to do, one block a line: prose with white space collapsed, commands verbatim, gates by name.
 * Expected output, markup and HTML are not in it.
 */
export function getCarriedOut(nodes: readonly Nodes[], source: BodySource): string {
  const parts: string[] = [];
  const add = (node: Nodes): void => {
    if (node.type === 'code') {
      const { language, code } = toFence(node, source, {});
      if (language !== OUTPUT_LANGUAGE) parts.push(`\`\`\`${language}\n${code}\n\`\`\``);
    } else if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'table') {
      parts.push(getText([node]));
    } else if ('children' in node) {
      if (node.type === 'containerDirective') parts.push(`:::${node.name} ${node.attributes?.role ?? ''}`.trimEnd());
      node.children.forEach(add);
    }
  };
  nodes.forEach(add);
  return parts.filter((part) => part !== '').join('\n');
}
