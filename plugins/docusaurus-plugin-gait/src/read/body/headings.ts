import type { Heading as HeadingNode, Nodes, Root } from 'mdast';
import type { Heading } from '../../model/body.ts';
import { createSlugger } from '../../model/slug.ts';
import type { BodySource } from './places.ts';
import { getText } from './text.ts';

/** An id that the author gave: `{#cut-network}`. */
const EXPLICIT_ID = /\s*\{#([^\s{}]+)\}\s*$/u;

/** Every heading, in order, with its anchor: an explicit `{#id}`, or a slug that is unique on the page. */
export function readHeadings(root: Root, source: BodySource): Map<Nodes, Heading> {
  const headings = new Map<Nodes, Heading>();
  const toUnique = createSlugger();
  const add = (node: Nodes): void => {
    if (node.type === 'heading') headings.set(node, toHeading(node, source, toUnique));
    else if (node.type !== 'paragraph' && node.type !== 'table' && 'children' in node) node.children.forEach(add);
  };
  add(root);
  return headings;
}

function toHeading(node: HeadingNode, source: BodySource, toUnique: (text: string) => string): Heading {
  const written = getText(node.children);
  const id = EXPLICIT_ID.exec(written)?.[1];
  const text = written.replace(EXPLICIT_ID, '');
  return { depth: node.depth, text, slug: id ?? toUnique(text), place: source.toPlace(node) };
}
