import { createHash } from 'node:crypto';

/** A script element with its attributes and its content. Nothing in a built page closes one early (see `theme/gait-data/page.ts`). */
const SCRIPT = /<script\b([^>]*)>([\s\S]*?)<\/script>/gu;
/** Types of scripts that are only data; every other type might run. */
const DATA_TYPES: ReadonlySet<string> = new Set(['application/ld+json', 'application/x-gait-page']);
/** Start tags, in the form that the HTML minifier writes: values may stand without quotes. */
const START_TAG = /<[a-z][a-z0-9-]*(?:\s+[^\s"'<>=/]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*\s*\/?>/giu;

/** Hash sources of the inline scripts of a page that a browser might run, in order. */
export function findInlineScripts(html: string): string[] {
  return [...html.matchAll(SCRIPT)].flatMap(([, attributes = '', content = '']) => {
    const type = /\stype=["']?([^\s"'>]*)/u.exec(attributes)?.[1] ?? '';
    if (/\ssrc=/u.test(attributes) || DATA_TYPES.has(type)) return [];
    return [`'sha256-${createHash('sha256').update(content).digest('base64')}'`];
  });
}

/** The first start tag of a page that has a style of its own; undefined when none has. */
export function findStyledTag(html: string): string | undefined {
  if (!/\sstyle=/iu.test(html)) return undefined;
  return (html.match(START_TAG) ?? []).find((tag) => /\sstyle=/iu.test(tag.replace(/="[^"]*"|='[^']*'/gu, '=')));
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
