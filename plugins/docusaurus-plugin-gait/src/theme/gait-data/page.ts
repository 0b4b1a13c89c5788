/** The page that is shown: its data, and its HTML strings by name. */
export interface ShownPage<D = unknown> {
  kind: string;
  /** Address below the base URL. */
  path: string;
  title: string;
  description: string;
  data: D;
  html: Record<string, string>;
  /** Set when this is a copy that the device kept: when it was fetched, and for how many seconds it may be followed. */
  kept?: { at: string; maxAgeSeconds: number };
  /** Links and ids in the HTML, for the link checker; on the server alone. */
  links?: string[];
  anchors?: string[];
}

/** Id of the inert script that holds a page's data, and the attribute of the elements that hold its HTML. */
export const DATA_ID = 'gait-page';
/**
 * Type of that script. Not `application/json`: the HTML minifier of the build parses and prints such scripts anew and thereby
 * undoes the escapes that keep `</script>` in a title from ending the script. A type that it does not know it leaves alone.
 */
export const DATA_TYPE = 'application/x-gait-page';
/** See {@link DATA_ID}. */
export const HTML_ATTRIBUTE = 'data-gait-html';

/** A page's data for the inert script: no `<`, so nothing ends the script or opens a comment. */
export function toInertJson({ kind, path, title, description, data }: ShownPage): string {
  return JSON.stringify({ kind, path, title, description, data })
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

/** Reads a page out of a document: data from the script, HTML from the elements that show it. Undefined when there is none. */
export function readPage(document: Document): ShownPage | undefined {
  // By its type too: a heading in somebody's text may well have the same id.
  const script = document.querySelector(`script#${DATA_ID}[type="${DATA_TYPE}"]`);
  if (!script?.textContent) return undefined;
  const html: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const element of document.querySelectorAll(`[${HTML_ATTRIBUTE}]`)) {
    html[element.getAttribute(HTML_ATTRIBUTE) ?? ''] ??= element.innerHTML;
  }
  const page = { ...(JSON.parse(script.textContent) as Omit<ShownPage, 'html'>), html };
  const kept = readKept(document);
  return kept ? { ...page, kept } : page;
}

/** What the service worker says in a copy; see `gait-offline/worker.ts`. */
function readKept(document: Document): ShownPage['kept'] {
  const content = document.querySelector('meta[name="gait-kept"]')?.getAttribute('content');
  const [at, seconds] = content?.split(' ') ?? [];
  return at === undefined ? undefined : { at, maxAgeSeconds: Number(seconds) };
}

/** A pathname as pages are keyed: with a slash at the end, without `index.html`. */
export function toPageKey(pathname: string): string {
  return pathname.replace(/\/index\.html$/u, '/').replace(/\/?$/u, '/');
}

/** Tells the addresses of a collapsed route from others; `pattern` is like `/sops/:a/`. */
export function createPatternTest(pattern: string): (pathname: string) => boolean {
  const expression = new RegExp(`^${pattern.replace(/:[a-z]+/gu, '[^/]+')}$`, 'u');
  return (pathname) => expression.test(toPageKey(pathname));
}
