import type { Link, SopBody } from '../../model/body.ts';
import type { GaitFile, PageBody } from '../../model/document.ts';
import type { KnowledgeBase } from '../../model/knowledge-base.ts';
import { type LinkTarget, resolveLink } from '../../model/link.ts';
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
  // Most addresses are plain paths and anchors, and there are many of them.
  if (/^[a-z0-9.#][a-z0-9._#/-]*$/iu.test(url)) return { kind: 'relative', url };
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
  const symlinks = new Set([...base.paths].flatMap(([path, kind]) => (kind === 'symlink' ? [path] : [])));
  for (const file of base.files.values()) {
    if ((file.kind !== 'sop' && file.kind !== 'standard' && file.kind !== 'guide') || !file.body) continue;
    const relative: Page['relative'] = [];
    for (const link of getAllLinks(file.body)) {
      const destination = getDestination({ base, symlinks }, { from: file.path, link });
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

/** A relative link as it is read on the page that holds it: `unreadable`, or a file and an anchor. */
export type Target = 'unreadable' | LinkTarget;

/** A link of a page that two revisions share is the same object in both, and is read once. */
const targetOf = new WeakMap<Link, Target | 'other'>();

/** Reads a link on the page of that path; `other` when its address is not a relative one. */
export function getTarget(from: string, link: Link): Target | 'other' {
  let target = targetOf.get(link);
  if (target === undefined) {
    const isRelative = readAddress(link.url).kind === 'relative';
    target = isRelative ? (resolveLink(from, link.url) ?? 'unreadable') : 'other';
    targetOf.set(link, target);
  }
  return target;
}

/** Where a link leads in a knowledge base; undefined for an address that is not a relative one. */
function getDestination(
  { base, symlinks }: { base: KnowledgeBase; symlinks: ReadonlySet<string> },
  { from, link }: { from: string; link: Link },
): Destination | undefined {
  const target = getTarget(from, link);
  if (target === 'other') return undefined;
  if (target === 'unreadable') return { kind: 'unreadable' };
  const { file: path, anchor } = target;
  if (path === undefined || !isPublished(path, base.configuration.paths)) {
    return { kind: 'outside' };
  }
  if (path.split('/').some((part) => part.startsWith('.'))) return { kind: 'hidden' };
  if (symlinks.size > 0 && getPrefixes(path).some((prefix) => symlinks.has(prefix))) return { kind: 'symlink' };
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
