import type { RootContent } from 'mdast';

/** Whether a block shows nothing where it stands: comments, and definitions of links and footnotes. */
export function isSilent(node: RootContent): boolean {
  if (node.type === 'definition' || node.type === 'footnoteDefinition') return true;
  return node.type === 'html' && /^(?:\s*<!--[\s\S]*?-->)+\s*$/u.test(node.value);
}
