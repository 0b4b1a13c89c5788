import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { writeFiles } from './build-site.ts';
import { getFreePort } from './port.ts';
import { ROOT, SITES, getCleanEnvironment } from './run.ts';
import { readRepository } from './sites.ts';

/** What `npm start` does, running. */
export interface Started {
  /** Where it said that the site is. */
  address: string;
  /** Folder of the built files. */
  build: string;
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

/** Installed and compiled things, which a copy of the repository shares. */
const SHARED = ['node_modules', 'plugins', 'package-lock.json'];

/** Runs what `npm start` runs, in a copy of the repository, until it has said where the site is. */
export async function startRepository(env: NodeJS.ProcessEnv): Promise<Started> {
  const { files, history } = await readRepository();
  await mkdir(SITES, { recursive: true });
  const root = await mkdtemp(join(SITES, 'start-'));
  await writeFiles(root, { ...files, '.git': `gitdir: ${history.folder}\n` });
  for (const name of SHARED) await symlink(join(ROOT, name), join(root, name));
  const port = String(await getFreePort());
  const child = spawn(process.execPath, ['tools/start.mjs'], {
    cwd: root,
    env: { ...getCleanEnvironment(), ...env, PORT: port },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.kill()) await ended;
    await rm(root, { recursive: true, force: true });
  };
  try {
    const said = 'The knowledge base is at ';
    await vi.waitFor(
      () => {
        if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}:\n${output}`);
        expect(output).toContain(said);
      },
      { timeout: 300_000, interval: 200 },
    );
    const address = output.slice(output.indexOf(said) + said.length).split('\n')[0] ?? '';
    return { address, build: join(root, 'build'), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
