// npm start: install, validate, build, serve, and say where. `PORT` and `HOST` choose the address.
import { buildPlugin, ensureInstalled, ROOT, run, say } from './install.mjs';

ensureInstalled();
buildPlugin();

say('Validating and building the knowledge base …');
run(process.execPath, ['node_modules/docusaurus-plugin-gait/bin/gait.js', 'build']);

const { serveBuild } = await import('./serve.mjs');
const port = Number(process.env.PORT ?? 3000);
const { address } = await serveBuild({
  folder: `${ROOT}/build`,
  port,
  host: process.env.HOST ?? 'localhost',
  anyPort: !process.env.PORT,
});
process.stdout.write(`\nThe knowledge base is at ${address}\nStop it with Ctrl-C.\n`);
