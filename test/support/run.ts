import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Root of the repository. */
export const ROOT = join(import.meta.dirname, '../..');
/** Where sites are built: below the checkout, so that they find the plugin, and ignored by git. */
export const SITES = join(ROOT, '.gait/test-sites');

/** The command line of Docusaurus. */
export const DOCUSAURUS = join(ROOT, 'node_modules/@docusaurus/core/bin/docusaurus.mjs');

const GAIT = join(ROOT, 'plugins/docusaurus-plugin-gait/bin/gait.js');

/** How a process ended, and everything that it printed. */
export interface Ended {
  code: number | null;
  /** Both streams, as they came. */
  output: string;
  stdout: string;
}

/** Where and how a process runs. */
export interface RunOptions {
  cwd: string;
  env?: NodeJS.ProcessEnv;
}

/** Runs the command line of Gait, as compiled, to its end. */
export function runGait(args: string[], options: RunOptions): Promise<Ended> {
  return runNode([GAIT, ...args], options);
}

/** Runs Docusaurus itself in a site: the way in which errors may pass as warnings. */
export function runDocusaurus(args: string[], options: RunOptions): Promise<Ended> {
  return runNode([DOCUSAURUS, ...args], options);
}

/** Runs Node to its end. Never rejects because of what the process does. */
export function runNode(args: string[], { cwd, env }: RunOptions): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...getCleanEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.once('error', reject).once('close', (code) => resolve({ code, output, stdout }));
  });
}

/** This process' environment less what the test runner put there: a site is built as its author would build it. */
export function getCleanEnvironment(): NodeJS.ProcessEnv {
  const isOfRunner = (name: string): boolean =>
    /^(?:VITEST|TEST$|NODE_ENV$|MODE$|DEV$|PROD$|SSR$|BASE_URL$)/u.test(name);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOfRunner(name)));
}

/** Environment in which every clock of a process, and of those that it starts, runs three years ahead. */
export const THREE_YEARS_AHEAD: NodeJS.ProcessEnv = {
  GAIT_CLOCK_AHEAD_DAYS: String(3 * 365 + 1),
  NODE_OPTIONS: `--import=${new URL('./clock-ahead.mjs', import.meta.url).href}`,
};
