import { createRequire } from 'node:module';
import type { LoadContext, Plugin } from '@docusaurus/types';
import type { Options } from './options.ts';
import type { SiteContent } from './plugin.ts';

// Docusaurus loads plugins by way of a transpiler, which would compile everything that is imported here anew and mistake some of
// it. So the plugin itself is loaded by Node.
const require = createRequire(import.meta.url);

/** Gait: SOPs with earned maturity as a content type of Docusaurus. */
export default function gait(context: LoadContext, options: Options): Plugin<SiteContent> {
  return (require('./gait.js') as typeof import('./gait.ts')).createGait(context, options);
}

/** Validates the plugin's options. */
export function validateOptions(input: { options: unknown }): Options {
  return (require('./options.js') as typeof import('./options.ts')).validateOptions(input);
}

export type { Options } from './options.ts';
