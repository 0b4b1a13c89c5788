import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Where moto is installed when the machine has none: with the other things that can be thrown away. */
export const MOTO_FOLDER = join(import.meta.dirname, '../../.gait/moto');
const REQUIREMENT = 'moto[all,server]==5.2.1';

/** Credentials that mean nothing, and no way to real ones. */
export const DUMMY_ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: 'testing',
  AWS_SECRET_ACCESS_KEY: 'testing',
  AWS_REGION: 'eu-west-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

/** An AWS emulator on this machine. */
export interface Emulator {
  endpoint: string;
  /** Forgets everything that was made. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The emulator of this run: one server for all test files, which come one after the other and reset it. Outside of vitest, where the
 * run started none, and for a suite that attaches a policy which AWS manages, a server of its own: such a one is slow to reset.
 */
export async function useEmulator(hasPolicies = false): Promise<Emulator | undefined> {
  const endpoint = process.env[SHARED];
  if (endpoint === '') return undefined;
  if (endpoint === undefined || hasPolicies) return startEmulator(hasPolicies);
  return { ...connect(endpoint), stop: () => Promise.resolve() };
}

/** Variable that tells test files where the emulator of the run is; empty when it cannot be had. */
export const SHARED = 'GAIT_TEST_EMULATOR';

function connect(endpoint: string): Pick<Emulator, 'endpoint' | 'reset'> {
  return {
    endpoint,
    reset: async () => {
      const answer = await fetch(`${endpoint}/moto-api/reset`, { method: 'POST' });
      if (!answer.ok) throw new Error(`moto did not reset: ${answer.status}`);
    },
  };
}

/**
 * Starts moto, which is installed into `.gait/moto` when the machine's Python has none.
 * Answers undefined, after saying so, where it cannot be had: but never in CI, which must not pass without it.
 */
export async function startEmulator(hasPolicies = false): Promise<Emulator | undefined> {
  const env = await findMoto();
  if (env === undefined) {
    const message = `These tests need moto, and it cannot be installed: python3 -m pip install '${REQUIREMENT}'`;
    if (process.env.CI) throw new Error(message);
    process.stderr.write(`\nSKIPPED: ${message}\n`);
    return undefined;
  }
  const port = await getFreePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const child = spawn('python3', ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
    // Policies that AWS manages, such as AWSDenyAll, can be attached only when the emulator has them.
    env: { ...env, MOTO_IAM_LOAD_MANAGED_POLICIES: String(hasPolicies) },
    stdio: 'ignore',
  });
  await waitUntilReady(endpoint, child);
  return {
    ...connect(endpoint),
    stop: async () => {
      if (child.exitCode !== null) return;
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
    },
  };
}

async function findMoto(): Promise<NodeJS.ProcessEnv | undefined> {
  const own = { ...process.env, PYTHONPATH: MOTO_FOLDER };
  if (await hasMoto(process.env)) return process.env;
  if (existsSync(MOTO_FOLDER) && (await hasMoto(own))) return own;
  if (process.env.CI) return undefined;
  try {
    await run('python3', ['-m', 'pip', 'install', '--quiet', '--target', MOTO_FOLDER, REQUIREMENT], {
      timeout: 300_000,
    });
  } catch {
    return undefined;
  }
  return (await hasMoto(own)) ? own : undefined;
}

async function hasMoto(env: NodeJS.ProcessEnv): Promise<boolean> {
  try {
    await run('python3', ['-c', 'import moto.server, flask'], { env });
    return true;
  } catch {
    return false;
  }
}

async function getFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

async function waitUntilReady(endpoint: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`moto ended with ${child.exitCode}`);
    try {
      if ((await fetch(`${endpoint}/moto-api/`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await setTimeout(100);
  }
  child.kill();
  throw new Error('moto did not answer within a minute');
}
