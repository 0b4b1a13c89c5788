// What the software that builds the site consists of, from the lockfile, by CycloneDX' own generator for npm.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../install.mjs';

const GENERATOR = join(ROOT, 'node_modules/@cyclonedx/cyclonedx-npm/bin/cyclonedx-npm-cli.js');
const run = promisify(execFile);

/** Writes the bill of materials of a package. The same lockfile gives the same bytes. */
export async function writeSbom({ root, file }) {
  const args = [
    '--package-lock-only',
    '--output-reproducible',
    '--omit',
    'dev',
    '--output-format',
    'JSON',
    '--no-validate',
  ];
  await run(process.execPath, [GENERATOR, ...args, '--output-file', file, join(root, 'package.json')], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  });
}
