import vm from 'node:vm';
import { COLLAPSE_INTO, matchesPattern } from './pattern.ts';

/** Hash in the key of a collapsed route. Docusaurus' own depends on the content, which would change the script with it. */
const CONSTANT_HASH = 'gait';

/** What `ComponentCreator(path, hash)` was called with. */
interface ComponentCall {
  path: string;
  hash?: string;
}

interface GeneratedRoute {
  path: string;
  component: ComponentCall;
  routes?: GeneratedRoute[];
  [attribute: string]: unknown;
}

/** By the key of a route (`<path>-<hash>`): chunk names by prop. */
export type ChunkNames = Record<string, unknown>;

/** What {@link collapseRoutes} makes. */
export interface CollapsedRoutes {
  /** Text of the new `routes.js`. */
  code: string;
  /** Keys of the collapsed routes, by the key of the route that stands for them. */
  keys: Map<string, string[]>;
}

/**
 * Replaces all routes of the generated `routes.js` that carry the same `collapseInto` by the one route that they name, at the
 * place of the last of them. This is the one internal form of Docusaurus that Gait depends on, so it fails loudly.
 * @param text `routes.js` as Docusaurus generates it.
 * @param dataModule module that exports `withData`, which gives the one component the data of the page shown.
 * @throws {Error} when the text is not of the expected form, has no route to collapse, or another route would be shadowed.
 */
export function collapseRoutes(text: string, dataModule: string): CollapsedRoutes {
  const routes = evaluateRoutes(text);
  const lastIndex = new Map<string, number>();
  const keys = new Map<string, string[]>();
  routes.forEach((route, index) => {
    const pattern = route[COLLAPSE_INTO];
    if (typeof pattern !== 'string') return;
    if (!matchesPattern(pattern, route.path))
      throw new Error(`Unexpected route \`${route.path}\`, expected one that \`${pattern}\` matches`);
    lastIndex.set(pattern, index);
    const key = `${pattern}-${CONSTANT_HASH}`;
    const members = keys.get(key) ?? [];
    keys.set(key, members);
    members.push(`${route.component.path}-${route.component.hash}`);
  });
  if (keys.size === 0)
    throw new Error('Unexpected routes.js without any route of Gait, expected at least its home page');
  refuseShadowed(routes, [...lastIndex.keys()]);
  const kept = routes.flatMap((route, index) => {
    const pattern = route[COLLAPSE_INTO];
    if (typeof pattern !== 'string') return [toCode(route)];
    return lastIndex.get(pattern) === index ? [toCollapsedCode(pattern)] : [];
  });
  const code = [
    `import ComponentCreator from '@docusaurus/ComponentCreator';`,
    `import {withData} from ${JSON.stringify(dataModule)};`,
    `export default [\n${kept.join(',\n')}\n];\n`,
  ].join('\n');
  return { code, keys };
}

/**
 * The same for `routesChunkNames.json`: one entry for each group.
 * @throws {Error} when a member is missing or the members of a group load different chunks.
 */
export function collapseChunkNames(names: ChunkNames, keys: CollapsedRoutes['keys']): ChunkNames {
  const collapsed = { ...names };
  for (const [key, members] of keys) {
    let wanted: string | undefined;
    for (const member of members) {
      const entry = JSON.stringify(names[member]);
      if (entry === undefined)
        throw new Error(`Unexpected routesChunkNames.json without \`${member}\`, expected an entry for each route`);
      wanted ??= entry;
      if (entry !== wanted)
        throw new Error(`Unexpected chunks of \`${member}\`, expected those of the other pages of its kind`);
      delete collapsed[member];
    }
    if (wanted !== undefined) collapsed[key] = JSON.parse(wanted);
  }
  return collapsed;
}

function evaluateRoutes(text: string): GeneratedRoute[] {
  const body = text.replace(/^import [^;]+;$/gmu, '').replace(/export default/u, 'routes =');
  const sandbox: { routes?: unknown; ComponentCreator: (path: string, hash?: string) => ComponentCall } = {
    ComponentCreator: (path, hash) => ({ path, hash }),
  };
  try {
    vm.runInNewContext(body, sandbox, { timeout: 10_000 });
  } catch (error) {
    throw new Error('Unexpected form of routes.js, expected the one of Docusaurus 3.10', { cause: error });
  }
  const routes: unknown = sandbox.routes;
  if (!isRoutes(routes)) throw new Error('Unexpected form of routes.js, expected a list of routes');
  return routes;
}

function isRoutes(value: unknown): value is GeneratedRoute[] {
  return (
    Array.isArray(value) &&
    value.every(
      (route: Partial<GeneratedRoute> | undefined) =>
        typeof route?.path === 'string' && typeof route.component?.path === 'string',
    )
  );
}

/** A page of somebody else's that a pattern matches would never be shown in the browser. */
function refuseShadowed(routes: GeneratedRoute[], patterns: string[]): void {
  for (const route of routes) {
    if (route.path === '*') continue;
    if (route.routes) refuseShadowed(route.routes, patterns);
    const pattern = patterns.find((one) => matchesPattern(one, route.path));
    if (pattern === undefined || route.routes || route[COLLAPSE_INTO] === pattern) continue;
    throw new Error(`Unexpected page \`${route.path}\`, expected none where Gait serves \`${pattern}\``);
  }
}

function toCollapsedCode(pattern: string): string {
  const path = JSON.stringify(pattern);
  return `{path: ${path}, component: withData(${path}, ComponentCreator(${path}, '${CONSTANT_HASH}')), exact: true}`;
}

function toCode({ path, component, routes, ...attributes }: GeneratedRoute): string {
  const call = [component.path, component.hash].filter((one) => one !== undefined).map((one) => JSON.stringify(one));
  const parts = [`path: ${JSON.stringify(path)}`, `component: ComponentCreator(${call.join(', ')})`];
  if (routes) parts.push(`routes: [\n${routes.map(toCode).join(',\n')}\n]`);
  for (const [name, value] of Object.entries(attributes))
    parts.push(`${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{${parts.join(', ')}}`;
}
