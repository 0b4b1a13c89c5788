import { createRequire } from 'node:module';
import type { Config } from '@docusaurus/types';
import type { GaitSiteOptions } from './create-site.ts';

// As in `index.ts`: past the transpiler with which Docusaurus loads its configuration.
const require = createRequire(import.meta.url);

/**
 * The whole configuration of a Gait site. Spread it to change a part; the plugin refuses what would make the site unsafe.
 * @throws {Error} when an option or `gait.config.yaml` cannot be used.
 */
export function createGaitSite(options: GaitSiteOptions): Config {
  return (require('./create-site.js') as typeof import('./create-site.ts')).createGaitSite(options);
}

export type { GaitSiteOptions } from './create-site.ts';
