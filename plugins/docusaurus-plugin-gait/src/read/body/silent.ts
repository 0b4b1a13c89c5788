import type { RootContent } from 'mdast';
import { withoutComments } from './text.ts';

/** Whether a block shows nothing where it stands: comments, and definitions of links and footnotes. */
export function isSilent(node: RootContent): boolean {
  if (node.type === 'definition' || node.type === 'footnoteDefinition') return true;
  return node.type === 'html' && withoutComments(node.value).trim() === '';
}
