import path from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { CONFIGURATION_FILE } from '../base/load.ts';
import { createLoader } from './loader.ts';
import type { Options } from './options.ts';
import { createPlugin, type SiteContent } from './plugin.ts';

/** Folders that are watched, whatever the configuration calls them. */
const WATCHED = ['docs', 'controls', 'exceptions', 'records', 'scripts', 'findings', CONFIGURATION_FILE];

/**
 * Gait as a plugin of Docusaurus.
 * @throws {Error} when the site's configuration would let Markdown run as code.
 */
export function createGait(context: LoadContext, options: Options): Plugin<SiteContent> {
  const root = path.resolve(context.siteDir, options.root);
  const isDevelopment = process.env.NODE_ENV !== 'production';
  return createPlugin(context, options, {
    load: createLoader({
      root,
      url: context.siteConfig.url,
      baseUrl: context.baseUrl,
      isDevelopment,
      asOf: options.asOf,
      onError: options.onError,
    }),
    getPathsToWatch: () => WATCHED.map((name) => path.join(root, name)),
  });
}
