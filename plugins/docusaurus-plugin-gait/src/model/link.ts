/** A relative link, resolved against the file that holds it. `file` is undefined when it leads above the root. */
export interface LinkTarget {
  /** POSIX path relative to the root, percent-decoded; the same file for a bare `#anchor`. */
  file?: string;
  anchor?: string;
}

/**
 * Resolves a relative link by file path. Undefined when the address has a scheme, is absolute or cannot be decoded: then
 * it is not a link to a file of the knowledge base.
 */
export function resolveLink(from: string, url: string): LinkTarget | undefined {
  if (url === '' || /^[a-z][a-z0-9+.-]*:/iu.test(url) || url.startsWith('/') || url.startsWith('\\')) return undefined;
  const [address = '', hash] = splitOnce(url, '#');
  const [path = ''] = splitOnce(address, '?');
  const decoded = decode(path);
  const anchor = hash === undefined ? undefined : decode(hash);
  if (decoded === undefined || (hash !== undefined && anchor === undefined)) return undefined;
  if (decoded === '') return { file: from, anchor };
  return { file: normalise(`${from.slice(0, from.lastIndexOf('/') + 1)}${decoded}`), anchor };
}

function splitOnce(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text: string): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function normalise(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
