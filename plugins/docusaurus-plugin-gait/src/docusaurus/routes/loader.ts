import { readFileSync } from 'node:fs';
import path from 'node:path';
import { collapseChunkNames, collapseRoutes, type ChunkNames } from './collapse.ts';

/** The part of the bundler's loader context that is used here. */
interface LoaderContext {
  resourcePath: string;
  addDependency(file: string): void;
}

/** Module that wraps the component of a collapsed route. */
const DATA_MODULE = '@theme/gait-data';

/**
 * Bundler loader for the two generated files that list every route, `routes.js` and `routesChunkNames.json`: what reaches the
 * bundles has one route for each kind of page. A loader, not an alias, because `@generated` is an alias prefix itself, and
 * because it works in the development server too.
 */
export default function loadCollapsed(this: LoaderContext, source: string): string {
  if (path.basename(this.resourcePath) === 'routes.js') return collapseRoutes(source, DATA_MODULE).code;
  const routesFile = path.join(path.dirname(this.resourcePath), 'routes.js');
  this.addDependency(routesFile);
  const { keys } = collapseRoutes(readFileSync(routesFile, 'utf8'), DATA_MODULE);
  return JSON.stringify(collapseChunkNames(JSON.parse(source) as ChunkNames, keys));
}
