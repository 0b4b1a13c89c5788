// What the smoke test must know of the pages that were built.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What stands at an earlier address of an SOP says so to search engines. */
const MOVED = /<meta[^>]* name="robots"[^>]* content="noindex"/u;
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', '#x27': "'", '#39': "'" };

/**
 * The first SOP of a built site, by its address.
 * @returns {Promise<{page: string, title: string}>} `page` is below the site.
 */
export async function readFirstSop({ site, checksums }) {
  for (const path of checksums.keys()) {
    if (!/^sops\/[^/]+\/index\.html$/u.test(path)) continue;
    const html = await readFile(join(site, path), 'utf8');
    const title = getHeading(html);
    if (title !== '' && !MOVED.test(html)) return { page: path.slice(0, -'index.html'.length), title };
  }
  throw new Error('The manifest lists no SOP');
}

/** Text of the heading of a page; empty without one. */
export function getHeading(html) {
  const [, heading = ''] = /<h1[^>]*>(.*?)<\/h1>/su.exec(html) ?? [];
  const text = heading.replaceAll(/<[^>]*>/gu, '');
  return text.replaceAll(/&([#\w]+);/gu, (whole, name) => ENTITIES[name] ?? whole).trim();
}

/** Path that a site was built for, from where its home page looks for scripts; undefined when it looks for none. */
export async function readBaseUrl(site) {
  const html = await readFile(join(site, 'index.html'), 'utf8');
  return /<script[^>]* src="?(\/(?:[^">\s]*\/)?)assets\/js\//u.exec(html)?.[1];
}
