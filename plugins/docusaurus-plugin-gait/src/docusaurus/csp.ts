import { createHash } from 'node:crypto';

/** Types of scripts that are only data; every other type might run. */
const DATA_TYPES: ReadonlySet<string> = new Set(['application/ld+json', 'application/x-gait-page']);
const ATTRIBUTE = /\s+([^\s"'<>=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/gu;
/** A comment, or a tag with its attributes: what looks like a tag inside a value is part of the value. */
const MARKUP = new RegExp(`<!--[\\s\\S]*?-->|<(/?[a-z][a-z0-9-]*)((?:${ATTRIBUTE.source})*)\\s*/?>`, 'giu');
const END_OF_SCRIPT = /<\/script\b/iu;

/** A start tag as it stands in a page. */
interface StartTag {
  name: string;
  /** Its attributes as written. */
  written: string;
  source: string;
  /** What follows a `<script>`, to its end. */
  content: string;
}

/** Hash sources of the inline scripts of a page that a browser might run, in order. */
export function findInlineScripts(html: string): string[] {
  return readStartTags(html).flatMap(({ name, written, content }) => {
    const attributes = name === 'script' ? readAttributes(written) : undefined;
    if (!attributes || attributes.has('src') || DATA_TYPES.has(attributes.get('type') ?? '')) return [];
    return [`'sha256-${createHash('sha256').update(content).digest('base64')}'`];
  });
}

/** The first start tag of a page that has a style of its own; undefined when none has. */
export function findStyledTag(html: string): string | undefined {
  if (!/\sstyle=/iu.test(html)) return undefined;
  return readStartTags(html).find(({ written }) => readAttributes(written).has('style'))?.source;
}

function readStartTags(html: string): StartTag[] {
  const tags: StartTag[] = [];
  const markup = new RegExp(MARKUP);
  for (let match = markup.exec(html); match; match = markup.exec(html)) {
    const [source, name, written = ''] = match;
    if (name === undefined || name.startsWith('/')) continue;
    const rest = name.toLowerCase() === 'script' ? html.slice(markup.lastIndex) : '';
    const content = rest.slice(0, rest.search(END_OF_SCRIPT));
    markup.lastIndex += content.length;
    tags.push({ name: name.toLowerCase(), written, source, content });
  }
  return tags;
}

function readAttributes(written: string): Map<string, string> {
  const attributes = [...written.matchAll(ATTRIBUTE)].map(([, key = '', ...values]): [string, string] => [
    key.toLowerCase(),
    values.find((value) => value !== undefined) ?? '',
  ]);
  return new Map(attributes);
}

/**
 * The policy of the site: everything from itself, nothing inline but the scripts named.
 * @param input.isMeta for a `<meta>` element, where `frame-ancestors` is not allowed.
 */
export function getPolicy(input: { hashes: readonly string[]; isMeta?: boolean }): string {
  const scripts = ["'self'", "'wasm-unsafe-eval'", ...[...input.hashes].sort()];
  return [
    "default-src 'self'",
    `script-src ${scripts.join(' ')}`,
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    ...(input.isMeta ? [] : ["frame-ancestors 'none'"]),
  ].join('; ');
}

/** Headers that a server sends with every file. */
export function getHeaders(hashes: readonly string[]): Record<string, string> {
  return {
    'Content-Security-Policy': getPolicy({ hashes }),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
