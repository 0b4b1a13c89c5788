// Runs before anything is installed, so it uses nothing but Node.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** Installs the locked dependencies when they are missing or older than the lockfile. */
export function ensureInstalled() {
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Unexpected Node ${process.versions.node}, expected 20.19 or later. Install it from https://nodejs.org/.`);
  }
  const marker = join(ROOT, 'node_modules/.package-lock.json');
  const lock = join(ROOT, 'package-lock.json');
  if (existsSync(marker) && statSync(marker).mtimeMs >= statSync(lock).mtimeMs) return;
  say('Installing dependencies (npm ci) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** Compiles the plugin package into its dist folder. */
export function buildPlugin() {
  say('Building the plugin …');
  run(process.execPath, ['tools/build-plugin.mjs']);
}

/** Runs a command in the root; ends this process with its exit code when it fails. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: 'inherit', ...options });
  if (error) fail(`Unexpected failure to start \`${command}\`: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/** One line about what happens now. */
export function say(line) {
  process.stderr.write(`\u001B[2m›\u001B[22m ${line}\n`);
}

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}
