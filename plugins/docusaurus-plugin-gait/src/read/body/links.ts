import type { Definition, Image, ImageReference, Link as LinkNode, Nodes } from 'mdast';
import type { Place } from '../../model/diagnostic.ts';
import type { Link } from '../../model/body.ts';
import type { BodySource } from './places.ts';
import { getText } from './text.ts';

/** After `](`: an address, perhaps a title, and the end. */
const DESTINATION = /^\]\(\s*(<[^<>\n]*>|\S*?)(?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)$/u;

/** A link, image or definition of the tree, with the place of its address. */
export function toLink(node: LinkNode | Image | Definition, source: BodySource): Link {
  const kind = node.type;
  const text =
    kind === 'link' ? getText(node.children) : kind === 'image' ? (node.alt ?? '') : (node.label ?? node.identifier);
  return { kind, url: node.url, text, place: source.toPlace(node), urlPlace: getAddressPlace(node, source) };
}

/** An image by reference shows the address of its definition. */
export function toReferencedImage(node: ImageReference, definition: Link, source: BodySource): Link {
  return {
    kind: 'image',
    url: definition.url,
    text: node.alt ?? '',
    place: source.toPlace(node),
    urlPlace: definition.urlPlace,
  };
}

function getAddressPlace(node: LinkNode | Image | Definition, source: BodySource): Place {
  const [start, end] = source.getRange(node);
  const written = source.text.slice(start, end);
  const found =
    node.type === 'definition' ? findAfterColon(written) : findInParentheses(written, getTextEnd(node, source) - start);
  return found ? source.index.toPlace(start + found[0], start + found[1]) : source.toPlace(node);
}

/** Where the text of a link ends at the earliest, so that brackets in it are not taken for its end. */
function getTextEnd(node: Nodes, source: BodySource): number {
  const last = node.type === 'link' ? node.children.at(-1) : undefined;
  return last ? source.getRange(last)[1] : source.getRange(node)[0] + 1;
}

function findInParentheses(written: string, from: number): [number, number] | undefined {
  for (let at = written.indexOf('](', from); at >= 0; at = written.indexOf('](', at + 1)) {
    const match = DESTINATION.exec(written.slice(at));
    if (match) return unwrap(match[1] ?? '', written.indexOf(match[1] ?? '', at + 2));
  }
  return undefined;
}

function findAfterColon(written: string): [number, number] | undefined {
  const match = /\]:\s*(<[^<>\n]*>|\S+)/u.exec(written);
  return match ? unwrap(match[1] ?? '', match.index + match[0].length - (match[1]?.length ?? 0)) : undefined;
}

function unwrap(address: string, at: number): [number, number] {
  return address.startsWith('<') ? [at + 1, at + address.length - 1] : [at, at + address.length];
}
