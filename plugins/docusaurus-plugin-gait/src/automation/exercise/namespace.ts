import { spawn, spawnSync } from 'node:child_process';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';

/** A network in which there is nothing but the emulator, or why there is none. */
export interface Network {
  /** What to put before a program so that it runs in that network; empty where there is none. */
  prefix: readonly string[];
  /** Address of the emulator in it. */
  endpoint: string;
  /** Why programs run in the network of this machine; undefined when they do not. */
  reason?: string;
  close(): Promise<void>;
}

/**
 * Holds the network: brings up its own loopback, and leads its port of the emulator to a socket file, which reaches over the border. Ends
 * when its input does. CommonJS, handed to `node -e`.
 */
const KEEPER = `
const { execFileSync } = require('node:child_process');
const { createConnection, createServer } = require('node:net');
const [port, file, ...up] = process.argv.slice(1);
execFileSync(up[0], up.slice(1), { stdio: 'ignore' });
createServer((inside) => {
  const outside = createConnection(file);
  const end = () => { inside.destroy(); outside.destroy(); };
  inside.on('error', end).on('close', end).pipe(outside);
  outside.on('error', end).on('close', end).pipe(inside);
}).listen(Number(port), '127.0.0.1', () => process.stdout.write('ready'));
process.stdin.resume().on('close', () => process.exit(0)).on('end', () => process.exit(0));
`;

/** How to bring up the loopback of a new network, by what machines have. */
const UP = [
  ['ip', 'link', 'set', 'lo', 'up'],
  ['ifconfig', 'lo', 'up'],
];

/** Opens a network that holds only the emulator, where the machine lets us; `folder` is for its socket file. */
export async function openNetwork(options: {
  endpoint: string;
  folder: string;
  env: Readonly<Record<string, string | undefined>>;
}): Promise<Network> {
  const env = { PATH: `${options.env.PATH ?? ''}:/usr/sbin:/sbin` };
  const has = (argv: readonly string[]): boolean =>
    spawnSync(argv[0] ?? '', argv.slice(1), { env, stdio: 'ignore', timeout: 10_000 }).status === 0;
  const without = (reason: string): Network => ({
    prefix: [],
    endpoint: options.endpoint,
    reason,
    close: () => Promise.resolve(),
  });
  if (!has(['unshare', '-rn', 'true'])) return without('this machine does not let it make one (`unshare -rn` fails)');
  const up = UP.find((argv) => has(['unshare', '-rn', ...argv]));
  if (up === undefined) return without('neither `ip` nor `ifconfig` is here to bring one up');

  const { hostname, port } = new URL(options.endpoint);
  const file = join(options.folder, 'emulator.sock');
  const relay = createServer((inside) => {
    const outside = createConnection(Number(port), hostname.replace(/^\[|\]$/gu, ''));
    const end = (): void => {
      inside.destroy();
      outside.destroy();
    };
    inside.on('error', end).on('close', end).pipe(outside);
    outside.on('error', end).on('close', end).pipe(inside);
  });
  await new Promise<void>((resolve, reject) => relay.once('error', reject).listen(file, resolve));
  const keeper = spawn('unshare', ['-rn', process.execPath, '-e', KEEPER, port, file, ...up], {
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const close = async (): Promise<void> => {
    const ended = keeper.exitCode === null && new Promise((resolve) => keeper.once('exit', resolve));
    keeper.stdin.destroy();
    await ended;
    await new Promise((resolve) => relay.close(resolve));
  };
  const isReady = await new Promise<boolean>((resolve) => {
    keeper.stdout.once('data', () => resolve(true));
    keeper.once('exit', () => resolve(false)).once('error', () => resolve(false));
  });
  const prefix = ['nsenter', '--preserve-credentials', '-U', '-n', '-t', String(keeper.pid), '--'];
  if (isReady && has([...prefix, 'true'])) return { prefix, endpoint: `http://127.0.0.1:${port}`, close };
  await close();
  return without('this machine does not let it enter one (`nsenter` fails)');
}
