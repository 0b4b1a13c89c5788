// Runs before anything is installed, so it uses nothing but Node.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

/** Installs the locked dependencies when they are missing or others than the lockfile's. */
export function ensureInstalled() {
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Unexpected Node ${process.versions.node}, expected 20.19 or later. Install it from https://nodejs.org/.`);
  }
  if (isInstalled(ROOT)) return;
  say('Installing dependencies (npm ci) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

/**
 * Whether what npm has installed is what the lockfile says. Not by the files' times: a checkout gives the lockfile a new one although
 * nothing in it has changed, and an installation takes minutes.
 */
export function isInstalled(root) {
  const [locked, installed] = ['package-lock.json', 'node_modules/.package-lock.json'].map((file) =>
    readPackages(join(root, file)),
  );
  if (!locked || !installed) return false;
  return [...new Set([...Object.keys(locked), ...Object.keys(installed)])].every((path) => {
    const { [path]: wanted } = locked;
    const { [path]: found } = installed;
    // Those for other platforms are left out, and npm keeps no entry of the root.
    if (!found) return path === '' || wanted.optional === true;
    return wanted?.version === found.version && wanted.integrity === found.integrity;
  });
}

function readPackages(lockfile) {
  try {
    return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
  } catch {
    return undefined;
  }
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
