import { resolveLink } from '../../model/link.ts';
import { readAddress } from '../../rules/support/links.ts';

/** Scheme of an address that is resolved when pages are put together, because it needs the other files. */
const PENDING = 'gait:';

/** What a pending address names. */
export type PendingAddress =
  | { kind: 'control'; name: string }
  | { kind: 'automation'; name: string }
  | { kind: 'file'; path: string; anchor?: string };

/** White space and control characters are no part of an address. */
const PLAIN = /^[^\s\p{Cc}]+$/u;

/**
 * The address of a link as it may stand in rendered HTML: as written when it leaves the site or stays on the page, pending when
 * it leads to another file of ours. Undefined for every other scheme and for what is not an address: the link is then shown as
 * its text alone.
 * @param from path of the file that holds the link.
 */
export function toAddress(from: string, url: string): string | undefined {
  const address = readAddress(url);
  switch (address.kind) {
    case 'web':
    case 'mail':
    case 'phone':
      return PLAIN.test(url) ? url : undefined;
    case 'control':
    case 'automation':
      return `${PENDING}${address.kind}/${encodeURIComponent(address.name)}`;
    case 'refused':
      return undefined;
    case 'relative':
      return url.startsWith('#') ? url : toFileAddress(from, url);
  }
}

/** The address of an image: a file of ours or nothing. */
export function toImageAddress(from: string, url: string): string | undefined {
  const address = toAddress(from, url);
  return address?.startsWith(`${PENDING}file/`) ? address : undefined;
}

function toFileAddress(from: string, url: string): string | undefined {
  const target = resolveLink(from, url);
  if (target?.file === undefined) return undefined;
  const anchor = target.anchor === undefined ? '' : `#${encodeURIComponent(target.anchor)}`;
  return `${PENDING}file/${encodeURIComponent(target.file)}${anchor}`;
}

/** Reads a pending address; undefined when it is none. */
export function readPending(address: string): PendingAddress | undefined {
  const match = /^gait:(control|automation|file)\/([^#]*)(?:#(.*))?$/u.exec(address);
  if (!match) return undefined;
  const name = decodeURIComponent(match[2] ?? '');
  if (match[1] !== 'file') return { kind: match[1] === 'control' ? 'control' : 'automation', name };
  return { kind: 'file', path: name, ...(match[3] !== undefined && { anchor: decodeURIComponent(match[3]) }) };
}
