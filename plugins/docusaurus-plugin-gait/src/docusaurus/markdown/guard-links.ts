import path from 'node:path';
import type { Definition, Html, Image, Link, Nodes, Parents, Root, RootContent } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { getAutomationPath, getControlPath, getDocPath, getSopPath } from '../../report/pages/paths.ts';
import { readPending, toAddress, toImageAddress } from '../render/address.ts';
import { toAllowedHtml } from '../render/raw-html.ts';
import { findPublishedFile } from '../published.ts';

/** Where things lie, relative to `root`, which is absolute. */
export interface GuardOptions {
  root: string;
  docs: string;
  sops: string;
  standards: string;
  guide: string;
}

/**
 * Remark plugin for the pages of content-docs, before Docusaurus' own: what must not reach a page does not. Raw HTML outside the
 * allow list becomes text; a link or image that would publish a file from elsewhere, load from another host or run something
 * becomes its text. Links to pages of Gait are resolved by file path. It reports nothing: the validator has done so, with
 * places, and stops a build.
 */
export function guardLinks(options: GuardOptions): (tree: Root, file: VFile) => void {
  return (tree, file) => {
    const from = path.relative(options.root, file.path).split(path.sep).join('/');
    inlineImageReferences(tree);
    keepLookalikes(tree, String(file.value));
    visit(tree, (node, index, parent) => {
      const replaced = parent && index !== undefined && guardNode(node, parent, { ...options, from });
      if (!replaced) return undefined;
      parent.children.splice(index, 1, ...(replaced as RootContent[]));
      // Again from here: a link that is taken away may have held an image.
      return index;
    });
  };
}

/** What stands in a node's place; undefined when it stays. */
function guardNode(node: Nodes, parent: Parents, options: GuardOptions & { from: string }): Nodes[] | undefined {
  switch (node.type) {
    case 'html':
      return guardHtml(node, parent);
    case 'image':
      return guardImage(node, options);
    case 'link':
    case 'definition':
      return guardLink(node, options);
    default:
      return undefined;
  }
}

function guardHtml(node: Html, parent: Parents): Nodes[] | undefined {
  const html = toAllowedHtml(node.value);
  if (html !== undefined) {
    node.value = html;
    return undefined;
  }
  const isFlow = parent.type === 'root' || parent.type === 'blockquote' || parent.type === 'listItem';
  const text: Nodes = { type: 'text', value: node.value };
  return [isFlow ? { type: 'paragraph', children: [text] } : text];
}

function guardImage(node: Image, options: GuardOptions & { from: string }): Nodes[] | undefined {
  const target = readPending(toImageAddress(options.from, node.url) ?? '');
  if (target?.kind === 'file' && isPublished(target.path, options)) return undefined;
  return [{ type: 'text', value: node.alt ?? '' }];
}

function guardLink(node: Link | Definition, options: GuardOptions & { from: string }): Nodes[] | undefined {
  const address = toAddress(options.from, node.url);
  const url = address === undefined ? undefined : resolve(node.url, address, options);
  if (url !== undefined) node.url = url;
  else if (node.type === 'link') return node.children;
  else node.url = '#';
  return undefined;
}

/** Addresses without the base URL: Docusaurus adds it. */
function resolve(written: string, address: string, options: GuardOptions & { from: string }): string | undefined {
  const target = readPending(address);
  if (!target) return written;
  if (target.kind === 'automation') return getAutomationPath(target.name);
  if (target.kind === 'control') return target.name.includes('#') ? getControlPath(target.name) : undefined;
  if (!target.path.endsWith('.md')) return isPublished(target.path, options) ? written : undefined;
  const anchor = target.anchor === undefined ? '' : `#${encodeURIComponent(target.anchor)}`;
  if (isBelow(target.path, options.sops)) return getSopPath(path.posix.basename(target.path, '.md')) + anchor;
  // Docusaurus itself resolves what lies in the same folder as the page: it knows of slugs.
  for (const folder of [options.standards, options.guide]) {
    if (isBelow(target.path, folder))
      return isBelow(options.from, folder) ? written : getDocPath(target.path, options.docs) + anchor;
  }
  return undefined;
}

function isPublished(file: string, { root, docs, sops, standards, guide }: GuardOptions): boolean {
  return findPublishedFile({ root, folders: [docs, sops, standards, guide], file }) !== undefined;
}

function isBelow(file: string, folder: string): boolean {
  return file.startsWith(`${folder}/`);
}

/** `ec2:RunInstances`, `10:30` and `::name` are text, whatever a parser of directives takes them for. */
function keepLookalikes(tree: Root, text: string): void {
  visit(tree, (node, index, parent) => {
    const isLookalike = (node.type as string) === 'textDirective' || (node.type as string) === 'leafDirective';
    const { start, end } = node.position ?? {};
    if (!isLookalike || !parent || index === undefined || !start || !end) return undefined;
    const value: Nodes = { type: 'text', value: text.slice(start.offset, end.offset) };
    const isFlow = (node.type as string) === 'leafDirective';
    parent.children[index] = isFlow ? { type: 'paragraph', children: [value] } : value;
    return SKIP;
  });
}

/** `![text][name]` with its definition's address, so that it is looked at like any other image. */
function inlineImageReferences(tree: Root): void {
  const definitions = new Map<string, Definition>();
  visit(tree, 'definition', (node) => {
    if (!definitions.has(node.identifier)) definitions.set(node.identifier, node);
  });
  visit(tree, 'imageReference', (node, index, parent) => {
    const definition = definitions.get(node.identifier);
    if (!parent || index === undefined || !definition) return;
    parent.children[index] = { type: 'image', url: definition.url, title: definition.title, alt: node.alt };
  });
}
