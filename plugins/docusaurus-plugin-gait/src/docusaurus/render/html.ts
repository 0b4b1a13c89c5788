import type { Element, ElementContent, Root as HastRoot } from 'hast';
import { toHtml } from 'hast-util-to-html';
import type { Code, Heading, Html, Nodes, Parents, Root, RootContent } from 'mdast';
import { toHast, type Handlers, type State } from 'mdast-util-to-hast';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import { toAddress, toImageAddress } from './address.ts';
import { highlight } from './highlight.ts';
import { withoutExplicitId } from './explicit-id.ts';
import { toAllowedHtml } from './raw-html.ts';
import { SCHEMA } from './schema.ts';

/** Some nodes of a document that become one string of HTML. */
export type Unit = Nodes[];

/** `gaitUnit` is a node of our own that wraps a unit. */
const HANDLERS = { code: toCodeElement, gaitUnit: toUnitElement, html: toRawOrText } as Handlers;

/** Elements whose raw HTML stands among text. */
const INLINE_PARENTS = new Set([
  'delete',
  'emphasis',
  'heading',
  'link',
  'linkReference',
  'paragraph',
  'strong',
  'tableCell',
]);

/** Nodes that hold blocks. */
const BLOCK_PARENTS = new Set(['blockquote', 'containerDirective', 'list', 'listItem', 'root']);

/** Parses what is left of raw HTML together with what stands around it. */
const parseRaw = rehypeRaw();
const sanitise = rehypeSanitize(SCHEMA);

/** What {@link renderUnits} gets. */
export interface RenderInput {
  /** Path of the file, from which relative links lead. */
  path: string;
  /** The whole document: references and footnotes are looked up in it. It is not changed. */
  tree: Root;
  units: Unit[];
  /** Ids of headings. */
  headingIds?: ReadonlyMap<Nodes, string>;
}

/**
 * Renders units of one document. Addresses are resolved by file path, raw HTML outside the allow list is shown as text, and
 * the HTML has nothing but what the schema allows.
 * @returns one string per unit, and the document's footnotes when it has any.
 */
export function renderUnits(input: RenderInput): { html: string[]; footnotes?: string } {
  const { path, tree, units, headingIds } = input;
  const wrappers = units.map((children) => ({ type: 'gaitUnit', children }) as unknown as RootContent);
  const root = toHast(
    { type: 'root', children: [...wrappers, ...findDefinitions(tree)] },
    {
      allowDangerousHtml: true,
      clobberPrefix: 'note-',
      handlers: { ...HANDLERS, heading: createHeadingHandler(headingIds) },
    },
  ) as HastRoot;
  const elements = root.children.filter((node): node is Element => node.type === 'element');
  const html = elements.map((element) => toSafeHtml(element, path));
  return { html: html.slice(0, units.length), footnotes: html[units.length] };
}

/** Definitions of links and footnotes stand among blocks, at any depth. */
function findDefinitions(node: Nodes): RootContent[] {
  if (node.type === 'definition' || node.type === 'footnoteDefinition') return [node];
  return BLOCK_PARENTS.has(node.type) && 'children' in node ? node.children.flatMap(findDefinitions) : [];
}

/** Raw HTML of the allow list stays; anything else is shown as it is written. */
function toRawOrText(_: State, node: Html, parent?: Parents): ElementContent {
  const html = toAllowedHtml(node.value);
  if (html !== undefined) return { type: 'raw', value: html } as unknown as ElementContent;
  const text: ElementContent = { type: 'text', value: node.value };
  const isInline = parent !== undefined && INLINE_PARENTS.has(parent.type);
  return isInline ? text : { type: 'element', tagName: 'p', properties: {}, children: [text] };
}

/** Headings inside a section are `<h3>` or lower and have their id, which is no part of their text. */
function createHeadingHandler(ids: ReadonlyMap<Nodes, string> = new Map()) {
  return (state: State, node: Heading): Element => {
    const children = state.all({ ...node, children: withoutExplicitId(node.children) });
    const tagName = `h${Math.max(node.depth, 3)}`;
    const id = ids.get(node);
    return { type: 'element', tagName, properties: id === undefined ? {} : { id }, children };
  };
}

function toUnitElement(state: State, node: { children: Nodes[] }): Element {
  return { type: 'element', tagName: 'div', properties: {}, children: state.all(node as never) };
}

function toCodeElement(_: State, node: Code): Element {
  const language = node.lang?.toLowerCase() ?? '';
  const className = ['hljs', ...(/^[a-z0-9-]+$/u.test(language) ? [`language-${language}`] : [])];
  const code: Element = {
    type: 'element',
    tagName: 'code',
    properties: { className },
    children: highlight(node.value, language),
  };
  return { type: 'element', tagName: 'pre', properties: {}, children: [code] };
}

function toSafeHtml(element: Element, path: string): string {
  const root: HastRoot = { type: 'root', children: [element] };
  const hasRaw = tidy(element, path);
  const safe = sanitise(hasRaw ? parseRaw(root, undefined as never) : root);
  const [only] = safe.children;
  const isWrapper = only?.type === 'element' && only.tagName === 'div';
  return toHtml(isWrapper ? trim(only.children) : safe.children);
}

/**
 * Our own addresses; alignment as a class, since styles are forbidden.
 * @returns whether any raw HTML is in it.
 */
function tidy({ tagName, properties, children }: Element, path: string): boolean {
  if (typeof properties.align === 'string') properties.className = [`text--${properties.align}`];
  if (properties.href !== undefined) properties.href = toAddress(path, String(properties.href));
  if (properties.src !== undefined) properties.src = toImageAddress(path, String(properties.src));
  if (tagName === 'img') properties.loading = 'lazy';
  let hasRaw = false;
  for (const child of children) {
    if (child.type === 'element') hasRaw = tidy(child, path) || hasRaw;
    else hasRaw ||= (child.type as string) === 'raw';
  }
  return hasRaw;
}

/** Without the line feeds that stand between blocks. */
function trim(children: ElementContent[]): ElementContent[] {
  const isBlank = (node?: ElementContent): boolean => node?.type === 'text' && node.value.trim() === '';
  return children.filter((node, index) => !(isBlank(node) && (index === 0 || index === children.length - 1)));
}
