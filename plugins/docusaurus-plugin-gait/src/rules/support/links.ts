import type { Link, SopBody } from '../../model/body.ts';
import type { GaitFile, PageBody } from '../../model/document.ts';
import type { KnowledgeBase } from '../../model/knowledge-base.ts';
import { resolveLink } from '../../model/link.ts';
import type { Configuration } from '../../model/schema/configuration.ts';

/** What an address is, once white space and case are out of the way. */
export type Address =
  | { kind: 'relative'; url: string }
  | { kind: 'web' | 'mail' | 'phone' }
  | { kind: 'control' | 'automation'; name: string }
  | { kind: 'refused'; what: string };

const SCHEMES: Record<string, 'web' | 'mail' | 'phone' | 'control' | 'automation'> = {
  http: 'web',
  https: 'web',
  mailto: 'mail',
  tel: 'phone',
  control: 'control',
  automation: 'automation',
};

/**
 * Tells what an address is, as a browser would read it: it drops white space and control characters around and inside a
 * scheme, ignores its case, and takes `\` for `/`.
 */
export function readAddress(url: string): Address {
  // eslint-disable-next-line no-control-regex
  const plain = url.replace(/[\u0000-\u0020\u007f-\u00a0\u2028\u2029\ufeff]/gu, '');
  const scheme = /^([a-z][a-z0-9+.-]*):/iu.exec(decodeSafely(plain))?.[1]?.toLowerCase();
  if (scheme !== undefined) {
    const kind = SCHEMES[scheme];
    const isAsWritten = plain.toLowerCase().startsWith(`${scheme}:`);
    if (kind === undefined || !isAsWritten) return { kind: 'refused', what: `${scheme}:` };
    if (kind === 'control' || kind === 'automation')
      return { kind, name: decodeSafely(plain.slice(scheme.length + 1)) };
    return plain.includes('\\') ? { kind: 'refused', what: '\\' } : { kind };
  }
  if (plain.includes('\\')) return { kind: 'refused', what: '\\' };
  if (plain.startsWith('//')) return { kind: 'refused', what: '//' };
  if (plain.startsWith('/')) return { kind: 'refused', what: '/' };
  if (/^@[a-z]+\//iu.test(plain)) return { kind: 'refused', what: plain.slice(0, plain.indexOf('/') + 1) };
  if (/^[^#?]*!/u.test(plain)) return { kind: 'refused', what: '!' };
  return { kind: 'relative', url };
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A published page with a readable body, and where each of its relative links and images leads. */
export interface Page {
  file: Extract<GaitFile, { kind: 'sop' | 'standard' | 'guide' }>;
  body: SopBody | PageBody;
  relative: { link: Link; destination: Destination }[];
}

const pagesOf = new WeakMap<KnowledgeBase, Page[]>();

/** Every published page of the knowledge base, by path. Links are resolved once for all rules. */
export function getPages(base: KnowledgeBase): Page[] {
  let pages = pagesOf.get(base);
  if (!pages) pagesOf.set(base, (pages = toPages(base)));
  return pages;
}

function toPages(base: KnowledgeBase): Page[] {
  const pages: Page[] = [];
  for (const file of base.files.values()) {
    if ((file.kind !== 'sop' && file.kind !== 'standard' && file.kind !== 'guide') || !file.body) continue;
    const relative: Page['relative'] = [];
    for (const link of getAllLinks(file.body)) {
      const destination = getDestination(base, file.path, link.url);
      if (destination) relative.push({ link, destination });
    }
    pages.push({ file, body: file.body, relative });
  }
  return pages;
}

/** Links, images and definitions of a body; a definition that an image uses counts as the image alone. */
export function getAllLinks({ links, images }: SopBody | PageBody): Link[] {
  if (images.length === 0) return links;
  const ofImages = new Set(images.map((image) => image.urlPlace.start.offset));
  return [
    ...links.filter((link) => link.kind !== 'definition' || !ofImages.has(link.urlPlace.start.offset)),
    ...images,
  ];
}

/** Where a relative link leads. */
type Destination =
  | { kind: 'unreadable' }
  | { kind: 'outside' }
  | { kind: 'hidden' }
  | { kind: 'symlink' }
  | { kind: 'missing'; path: string }
  | { kind: 'file'; path: string; anchor?: string };

/** Resolves a relative link against the file that holds it; undefined for any other address. */
function getDestination(base: KnowledgeBase, from: string, url: string): Destination | undefined {
  const address = readAddress(url);
  if (address.kind !== 'relative') return undefined;
  const target = url === '' ? undefined : resolveLink(from, url);
  if (!target) return { kind: 'unreadable' };
  const { file: path, anchor } = target;
  if (path === undefined || !isPublished(path, base.configuration.paths)) {
    return { kind: 'outside' };
  }
  if (path.split('/').some((part) => part.startsWith('.'))) return { kind: 'hidden' };
  if (getPrefixes(path).some((prefix) => base.paths.get(prefix) === 'symlink')) return { kind: 'symlink' };
  if (!base.paths.has(path)) return { kind: 'missing', path };
  return { kind: 'file', path, anchor };
}

/** Whether a path lies in a folder that is published. */
export function isPublished(path: string, paths: Configuration['paths']): boolean {
  return [paths.docs, paths.sops, paths.standards, paths.guide].some((folder) => path.startsWith(`${folder}/`));
}

/** `a/b/c` → `a`, `a/b`, `a/b/c`. */
function getPrefixes(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
