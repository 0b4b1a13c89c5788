// Modules of the compiled plugin.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../install.mjs';

/** A module of the plugin's `dist`, by its path there. */
export function loadPlugin(path) {
  return import(pathToFileURL(join(ROOT, 'plugins/docusaurus-plugin-gait/dist', path)).href);
}
