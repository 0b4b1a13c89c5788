import { createHash } from 'node:crypto';
import type { Element, ElementContent, Root } from 'hast';
import type { Schema } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize from 'rehype-sanitize';
import { drawDiagram } from '../../read/diagram/engine.ts';
import { toDiagram } from '../../read/diagram/source.ts';

const NUMBER = /^-?[\d.]+$/u;
const NUMBERS = /^-?[\d.]+(?:[ ,]+-?[\d.]+)*$/u;
/** Colours of the site, which follow light, dark and print; see `gait-look/diagram.css`. */
const COLOUR = /^var\(--_?[a-z-]+\)$/u;
const SHAPE = [
  'fill',
  'stroke',
  ['strokeWidth', NUMBER],
  ['strokeDashArray', NUMBERS],
  ['strokeLineJoin', 'round'],
] as const;
const toAttributes = (
  ...numbers: string[]
): Schema['attributes'] extends infer A ? (A extends Record<string, infer V> ? V : never) : never =>
  [
    ...SHAPE.map((one) => (typeof one === 'string' ? one : [...one])),
    ...numbers.map((name) => [name, NUMBER]),
  ] as never;

/** What may be in a drawing: shapes, lines and words. No style, script, link, image or foreign content. */
const SCHEMA: Schema = {
  tagNames: [
    'svg',
    'g',
    'defs',
    'marker',
    'rect',
    'circle',
    'ellipse',
    'line',
    'path',
    'polygon',
    'polyline',
    'text',
    'tspan',
  ],
  attributes: {
    svg: [
      ['viewBox', NUMBERS],
      ['width', NUMBER],
      ['height', NUMBER],
    ],
    marker: [
      'id',
      ['markerWidth', NUMBER],
      ['markerHeight', NUMBER],
      ['refX', NUMBER],
      ['refY', NUMBER],
      ['orient', /^auto(?:-start-reverse)?$/u],
    ],
    rect: toAttributes('x', 'y', 'width', 'height', 'rx', 'ry'),
    circle: toAttributes('cx', 'cy', 'r'),
    ellipse: toAttributes('cx', 'cy', 'rx', 'ry'),
    line: [...toAttributes('x1', 'y1', 'x2', 'y2'), 'markerEnd', 'markerStart'],
    path: [...toAttributes(), ['d', /^[\d\s.,a-z-]*$/iu], 'markerEnd', 'markerStart'],
    polygon: [...toAttributes(), ['points', NUMBERS]],
    polyline: [...toAttributes(), ['points', NUMBERS], 'markerEnd', 'markerStart'],
    text: [
      ...toAttributes('x', 'y', 'dx', 'fontSize', 'fontWeight'),
      ['dy', /^-?[\d.]+(?:em)?$/u],
      ['textAnchor', /^(?:start|middle|end)$/u],
      ['fontStyle', 'italic'],
      ['transform', /^rotate\([\d\s.,-]+\)$/u],
    ],
    tspan: [
      ...toAttributes('x', 'y'),
      ['dy', /^-?[\d.]+(?:em)?$/u],
      ['fontWeight', /^(?:bold|\d+)$/u],
      ['fontStyle', 'italic'],
      ['textDecoration', /^(?:underline|line-through)$/u],
    ],
  },
  clobber: [],
  strip: ['script', 'style', 'title'],
  allowComments: false,
  allowDoctypes: false,
};

/** The smallest words of a drawing are 11 pixels high, too little to be read at a glance. */
const SCALE = 1.25;

const parse = rehypeRaw();
const sanitise = rehypeSanitize(SCHEMA);

/**
 * A diagram as a figure: the drawing with its title, and its text for who cannot see it. Only classes and the site's own colours.
 * @returns undefined when it cannot be drawn; its text is shown then.
 */
export function toDiagramElement(source: string): Element | undefined {
  const { code, kindName, title, description } = toDiagram(source);
  if (kindName === undefined) return undefined;
  const drawn = drawDiagram(code);
  if (drawn === undefined) return undefined;
  const root = { type: 'root', children: [{ type: 'raw', value: drawn }] } as unknown as Root;
  const [svg] = sanitise(parse(root, undefined as never)).children;
  if (svg?.type !== 'element' || svg.tagName !== 'svg') return undefined;
  const prefix = `d${createHash('sha256').update(source).digest('hex').slice(0, 8)}`;
  tidy(svg, new Map(findIds(svg).map((id, at) => [id, `${prefix}-${at}`])));
  const name = title ?? kindName;
  const ids = [`${prefix}-title`, ...(description === undefined ? [] : [`${prefix}-text`])];
  for (const side of ['width', 'height']) svg.properties[side] = Math.round(Number(svg.properties[side] ?? 0) * SCALE);
  svg.properties = { ...svg.properties, role: 'img', ariaLabelledBy: ids };
  svg.children = [
    toElement('title', { id: ids[0] }, [toText(name)]),
    ...(description === undefined ? [] : [toElement('desc', { id: ids[1] }, [toText(description)])]),
    ...svg.children,
  ];
  const words = toElement('pre', { tabIndex: 0 }, [toElement('code', {}, [toText(source)])]);
  return toElement('figure', { className: ['gait-diagram'] }, [
    // Wider than a phone: it scrolls, for the keyboard too.
    toElement('div', { tabIndex: 0, role: 'group', ariaLabel: name }, [svg]),
    toElement('details', {}, [toElement('summary', {}, [toText('This diagram as text')]), words]),
  ]);
}

/** The same as HTML. */
export function toDiagramHtml(source: string): string | undefined {
  const element = toDiagramElement(source);
  return element && toHtml(element);
}

function findIds({ properties, children }: Element): string[] {
  const own = typeof properties.id === 'string' ? [properties.id] : [];
  return [...own, ...children.flatMap((child) => (child.type === 'element' ? findIds(child) : []))];
}

/** Ids of this diagram alone, by those that were written, and colours of the site in the place of any other. */
function tidy(element: Element, ids: ReadonlyMap<string, string>): void {
  const { properties, tagName } = element;
  const isText = tagName === 'text' || tagName === 'tspan';
  if (typeof properties.id === 'string') properties.id = ids.get(properties.id);
  for (const key of ['fill', 'stroke']) {
    const value = properties[key];
    if (value === undefined || value === 'none' || COLOUR.test(String(value))) continue;
    properties[key] = isText ? 'var(--_text)' : `var(--_node-${key})`;
  }
  for (const key of ['markerEnd', 'markerStart']) {
    const target = ids.get(/^url\(#([^)]+)\)$/u.exec(String(properties[key] ?? ''))?.[1] ?? '');
    if (target === undefined) delete properties[key];
    else properties[key] = `url(#${target})`;
  }
  for (const child of element.children) if (child.type === 'element') tidy(child, ids);
}

function toElement(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children };
}

function toText(value: string): ElementContent {
  return { type: 'text', value };
}
