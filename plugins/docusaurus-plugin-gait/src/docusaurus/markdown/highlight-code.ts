import type { Element, Parents, Root } from 'hast';
import { toString } from 'mdast-util-to-string';
import { visit } from 'unist-util-visit';
import { prepareDiagrams } from '../../read/diagram/engine.ts';
import { DIAGRAM_LANGUAGE } from '../../model/diagram.ts';
import { toDiagramElement } from '../render/diagram.ts';
import { highlight } from '../render/highlight.ts';

/**
 * Rehype plugin for the pages of content-docs: code is highlighted when the site is built, by classes alone, and cells are
 * aligned by a class, since a policy of the site forbids style attributes.
 */
export function highlightCode(): (tree: Root) => Promise<void> {
  return async (tree) => {
    await drawDiagrams(tree);
    visit(tree, 'element', (node, _, parent) => {
      if (node.tagName === 'code' && parent?.type === 'element' && parent.tagName === 'pre') highlightElement(node);
      if (typeof node.properties.align === 'string') {
        node.properties.className = [`text--${node.properties.align}`];
        delete node.properties.align;
      }
    });
  };
}

async function drawDiagrams(tree: Root): Promise<void> {
  const found: { parent: Parents; pre: Element; code: string }[] = [];
  visit(tree, 'element', (node, _, parent) => {
    const [code] = node.children;
    if (node.tagName !== 'pre' || !parent || code?.type !== 'element' || getLanguage(code) !== DIAGRAM_LANGUAGE) return;
    found.push({ parent, pre: node, code: toString(code).replace(/\n$/u, '') });
  });
  await prepareDiagrams(found.map(({ code }) => new TextEncoder().encode(`\`\`\`${DIAGRAM_LANGUAGE}\n${code}`)));
  for (const { parent, pre, code } of found) {
    const diagram = toDiagramElement(code);
    if (diagram) parent.children[parent.children.indexOf(pre)] = diagram;
  }
}

function getLanguage({ properties }: Element): string {
  const classes = Array.isArray(properties.className) ? properties.className.map(String) : [];
  return classes.find((one) => one.startsWith('language-'))?.slice('language-'.length) ?? '';
}

function highlightElement(node: Element): void {
  const language = getLanguage(node);
  const code = toString(node).replace(/\n$/u, '');
  node.properties.className = ['hljs', ...(language ? [`language-${language}`] : [])];
  // An element, even around plain text: code without one would be taken for inline code.
  node.children = [{ type: 'element', tagName: 'span', properties: {}, children: highlight(code, language) }];
}
