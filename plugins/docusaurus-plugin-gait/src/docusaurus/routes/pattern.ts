/** Attribute of a route that says which route stands for it inside the bundles. */
export const COLLAPSE_INTO = 'collapseInto';

/** What a page's path is made of: folders of `[a-z0-9-]`, each followed by `/`. Also keeps records inside their folder. */
const PAGE_PATH = /^\/(?:[a-z0-9-]+\/)*$/u;

/**
 * The route that stands for a page inside the bundles: the first folder stays, every deeper one becomes a parameter.
 * `/sops/isolate-instance/` → `/sops/:a/`, `/sops/` → `/sops/`. So the bundles hold one route per kind of address, however
 * many pages there are.
 * @throws {Error} when the path is not made of slugs.
 */
export function getPattern(path: string): string {
  if (!PAGE_PATH.test(path))
    throw new Error(`Unexpected page path \`${path}\`, expected folders of a-z, 0-9 and hyphens that end in /`);
  const [first, ...rest] = path.split('/').filter(Boolean);
  if (first === undefined) return '/';
  return `/${[first, ...rest.map((_, index) => `:${String.fromCharCode(97 + index)}`)].join('/')}/`;
}

/** True when a concrete path is matched by a pattern, as the router does it (with or without a slash at the end). */
export function matchesPattern(pattern: string, path: string): boolean {
  const wanted = pattern.split('/').filter(Boolean);
  const given = path.split('/').filter(Boolean);
  return wanted.length === given.length && wanted.every((part, index) => part.startsWith(':') || part === given[index]);
}
