import type { Element, Root } from 'hast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { highlight } from '../render/highlight.ts';

/**
 * Rehype plugin for the pages of content-docs: code is highlighted when the site is built, by classes alone, and cells are
 * aligned by a class, since a policy of the site forbids style attributes.
 */
export function highlightCode(): (tree: Root) => void {
  return (tree) => {
    visit(tree, 'element', (node, _, parent) => {
      if (node.tagName === 'code' && parent?.type === 'element' && parent.tagName === 'pre') highlightElement(node);
      if (typeof node.properties.align === 'string') {
        node.properties.className = [`text--${node.properties.align}`];
        delete node.properties.align;
      }
    });
  };
}

function highlightElement(node: Element): void {
  const classes = Array.isArray(node.properties.className) ? node.properties.className.map(String) : [];
  const language = classes.find((one) => one.startsWith('language-'))?.slice('language-'.length) ?? '';
  const code = toString(node).replace(/\n$/u, '');
  node.properties.className = ['hljs', ...(language ? [`language-${language}`] : [])];
  // An element, even around plain text: code without one would be taken for inline code.
  node.children = [{ type: 'element', tagName: 'span', properties: {}, children: highlight(code, language) }];
}
