import type { Heading as HeadingNode, Root, RootContent } from 'mdast';
import { SECTION_KEYS, SECTION_TITLES, type SectionKey } from '../../model/body.ts';
import type { BodySource } from './places.ts';
import { isClosed } from './directives.ts';
import { getText } from './text.ts';

/** Titles of sections in another language. */
export type SectionTitles = Partial<Record<SectionKey, string>>;

/** A stretch of blocks under one `##` heading, or before the first. */
export interface Part {
  heading?: HeadingNode;
  key?: SectionKey;
  nodes: RootContent[];
}

/**
 * Cuts a body at its `##` headings; a `#` heading ends a section as well. A container that is not closed swallows the rest of the
 * page: its content counts as if it stood outside.
 */
export function splitSections(root: Root, source: BodySource, titles: SectionTitles): Part[] {
  const keyByTitle = new Map(SECTION_KEYS.map((key) => [fold(titles[key] ?? SECTION_TITLES[key]), key]));
  const parts: Part[] = [{ nodes: [] }];
  const add = (node: RootContent): void => {
    if (node.type === 'containerDirective' && !isClosed(node, source)) {
      parts.at(-1)?.nodes.push({ ...node, children: [] });
      node.children.forEach(add);
    } else if (node.type === 'heading' && node.depth <= 2) {
      parts.push({
        heading: node,
        key: node.depth === 2 ? keyByTitle.get(fold(getText(node.children))) : undefined,
        nodes: [],
      });
    } else parts.at(-1)?.nodes.push(node);
  };
  root.children.forEach(add);
  return parts;
}

/** Titles are compared without case and without an explicit `{#id}`. */
function fold(title: string): string {
  return title.replace(/\s*\{#[^\s{}]+\}$/u, '').toLowerCase();
}
