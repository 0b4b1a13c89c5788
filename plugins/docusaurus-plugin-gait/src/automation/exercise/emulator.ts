import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { RunError } from '../errors.ts';
import { isLoopbackHost } from '../loopback.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** An emulator of AWS on this machine. */
export interface Emulator {
  /** `http://127.0.0.1:5000` */
  endpoint: string;
  /** What it is, for the record: `moto 5.2.1`. */
  name: string;
  stop(): Promise<void>;
}

/**
 * The emulator that `AWS_ENDPOINT_URL` names, else a moto that is started for the exercise and forgotten after it. `hasPolicies`: it knows AWS' own
 * policies, which it takes seconds to make.
 * @throws {RunError} when the address is not on this machine, or there is no moto.
 */
export async function openEmulator(env: Env, { hasPolicies }: { hasPolicies: boolean }): Promise<Emulator> {
  const named = env.AWS_ENDPOINT_URL;
  if (named === undefined || named === '') return startMoto(env, hasPolicies);
  const url = URL.canParse(named) ? new URL(named) : undefined;
  if (url?.protocol !== 'http:' || !isLoopbackHost(url.hostname) || url.port === '' || url.username !== '') {
    throw new RunError(
      `Unexpected AWS_ENDPOINT_URL \`${named}\`, expected an emulator on this machine such as \`http://127.0.0.1:5000\``,
      'Unset it: an emulator is then started for the exercise.',
    );
  }
  return { endpoint: url.origin, name: 'emulator on the same machine', stop: () => Promise.resolve() };
}

async function startMoto(env: Env, hasPolicies: boolean): Promise<Emulator> {
  const own = {
    ...{ PATH: env.PATH ?? '', HOME: env.HOME ?? '', PYTHONPATH: env.PYTHONPATH ?? '' },
    MOTO_IAM_LOAD_MANAGED_POLICIES: String(hasPolicies),
  };
  const asked = spawnSync('python3', ['-c', 'import moto.server, flask; print(moto.__version__)'], {
    env: own,
    encoding: 'utf8',
  });
  const version = asked.status === 0 ? asked.stdout.trim() : '';
  if (!/^[\w.]+$/u.test(version)) {
    throw new RunError(
      'Unexpected absence of an emulator, expected moto or AWS_ENDPOINT_URL',
      "Install it: python3 -m pip install 'moto[all,server]'",
    );
  }
  const port = await getFreePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const child = spawn('python3', ['-m', 'moto.server', '-H', '127.0.0.1', '-p', String(port)], {
    env: own,
    stdio: 'ignore',
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await ended;
  };
  for (let waited = 0; waited < 600; waited += 1) {
    if (child.exitCode !== null) break;
    if (await isUp(endpoint)) return { endpoint, name: `moto ${version}`, stop };
    await setTimeout(100);
  }
  await stop();
  throw new RunError('Unexpected end of moto, expected it to answer within a minute');
}

async function isUp(endpoint: string): Promise<boolean> {
  return fetch(`${endpoint}/moto-api/`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function getFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string')
    throw new Error('Unexpected absence of a free port, expected one');
  return address.port;
}
