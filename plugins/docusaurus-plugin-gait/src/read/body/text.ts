import type { Nodes } from 'mdast';

/** Nodes whose text ends where another block's begins. */
const BLOCKS: ReadonlySet<string> = new Set([
  'paragraph',
  'heading',
  'listItem',
  'tableCell',
  'blockquote',
  'code',
  'containerDirective',
]);

/**
 * Plain text of nodes as a person reads it, white space collapsed: no markup, no tags, no addresses. Nodes for which `skips` says
 * so are left out.
 */
export function getText(nodes: readonly Nodes[], skips: (node: Nodes) => boolean = () => false): string {
  const parts: string[] = [];
  const add = (node: Nodes): void => {
    if (skips(node)) return;
    if (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code') parts.push(node.value);
    else if (node.type === 'image' || node.type === 'imageReference') parts.push(node.alt ?? '');
    else if (node.type === 'break') parts.push(' ');
    else if (node.type === 'html') parts.push(getHtmlText(node.value));
    else if ('children' in node) node.children.forEach(add);
    if (BLOCKS.has(node.type)) parts.push(' ');
  };
  nodes.forEach(add);
  return parts.join('').replace(/\s+/gu, ' ').trim();
}

/** A tag within a line leaves nothing but the words around it; in a block of HTML the words between tags are text as well. */
function getHtmlText(html: string): string {
  if (/^<[^<>]*>$/u.test(html)) return /^<br\b/iu.test(html) ? ' ' : '';
  return ` ${withoutComments(html).replace(/<[^<>]*>/gu, ' ')} `;
}

/** HTML without its comments; one that is not closed runs to the end, as in a browser. */
export function withoutComments(html: string): string {
  return html.replace(/<!--[\s\S]*?(?:-->|$)/gu, ' ');
}
