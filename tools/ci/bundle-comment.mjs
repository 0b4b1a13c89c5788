// comment.mjs with all that it imports as one file, for a job that has a token that may write, and so neither a checkout nor an
// installation. node tools/ci/bundle-comment.mjs <file>
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { ROOT } from '../install.mjs';

await build({
  entryPoints: [join(ROOT, 'tools/ci/comment.mjs')],
  outfile: resolve(process.argv[2] ?? 'comment.mjs'),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});
