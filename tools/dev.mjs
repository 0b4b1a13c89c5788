// npm run dev: the site with hot reload; a saved SOP shows its diagnostics in the terminal and on its page.
import { buildPlugin, ensureInstalled, run } from './install.mjs';

ensureInstalled();
buildPlugin();
run(process.execPath, [
  'node_modules/@docusaurus/core/bin/docusaurus.mjs',
  'start',
  '--no-open',
  ...process.argv.slice(2),
]);
