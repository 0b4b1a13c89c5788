import type { ImageReference, Nodes } from 'mdast';
import type { DirectiveProblem, Fence, Gate, HtmlUse, Link, SectionKey } from '../../model/body.ts';
import { getDirectiveProblems, getLookalikes, toGate } from './directives.ts';
import { toFence } from './fences.ts';
import { toLink, toReferencedImage } from './links.ts';
import type { BodySource } from './places.ts';

/** What one walk finds in a tree. */
interface Collected {
  fences: Fence[];
  gates: Gate[];
  links: Link[];
  images: Link[];
  html: HtmlUse[];
  directives: DirectiveProblem[];
}

/** Where nodes stand; nodes in `without` are left out, with all that they hold. */
interface Where {
  step?: string;
  section?: SectionKey;
  without?: ReadonlySet<Nodes>;
}

/** Gathers what rules look at from any part of a body. */
export interface Collector {
  /** Walks these nodes and returns what they hold. */
  collect(nodes: readonly Nodes[], where?: Where): Collected;
  /** Everything that was found, in source order; images by reference come with the address of their definition. */
  finish(): Collected;
}

const KEYS = ['fences', 'gates', 'links', 'images', 'html', 'directives'] as const;

/** A collector for one body. */
export function createCollector(source: BodySource): Collector {
  const all = createEmpty();
  const references: ImageReference[] = [];
  const definitions = new Map<string, Link>();

  const visit = (node: Nodes, found: Collected, where: Where): void => {
    if (where.without?.has(node)) return;
    switch (node.type) {
      case 'code':
        found.fences.push(toFence(node, source, { step: where.step, section: where.section }));
        return;
      case 'html':
        found.html.push({ value: node.value, place: source.toPlace(node) });
        return;
      case 'image':
        found.images.push(toLink(node, source));
        return;
      case 'imageReference':
        references.push(node);
        return;
      case 'definition': {
        const link = toLink(node, source);
        found.links.push(link);
        if (!definitions.has(node.identifier)) definitions.set(node.identifier, link);
        return;
      }
      case 'link':
        found.links.push(toLink(node, source));
        break;
      case 'paragraph':
        found.directives.push(...getLookalikes(node, source));
        break;
      case 'containerDirective': {
        found.directives.push(...getDirectiveProblems(node, source));
        const gate = toGate(node, source);
        if (gate) found.gates.push(gate);
        break;
      }
    }
    if ('children' in node) for (const child of node.children) visit(child, found, where);
  };

  return {
    collect(nodes, where = {}) {
      const found = createEmpty();
      for (const node of nodes) visit(node, found, where);
      for (const key of KEYS) for (const one of found[key]) (all[key] as (typeof one)[]).push(one);
      return found;
    },
    finish() {
      for (const node of references) {
        const definition = definitions.get(node.identifier);
        if (definition) all.images.push(toReferencedImage(node, definition, source));
      }
      for (const key of KEYS) all[key].sort((a, b) => a.place.start.offset - b.place.start.offset);
      return all;
    },
  };
}

function createEmpty(): Collected {
  return { fences: [], gates: [], links: [], images: [], html: [], directives: [] };
}
