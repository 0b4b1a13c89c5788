import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import type { Io } from '../../plugins/docusaurus-plugin-gait/src/cli/io.ts';
import { main } from '../../plugins/docusaurus-plugin-gait/src/cli/main.ts';
import { EXAMPLE_SITE } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A temporary folder with these files; it is removed after the test. */
export function createFolder(files: Record<string, string | Uint8Array>): string {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'gait-cli-')));
  folders.push(folder);
  writeFiles(folder, files);
  return folder;
}

/** A temporary valid knowledge base, with these files added or replaced. */
export function createSite(files: Record<string, string | Uint8Array> = {}): string {
  return createFolder({ ...EXAMPLE_SITE, ...files });
}

/** Writes files below a folder. */
export function writeFiles(folder: string, files: Record<string, string | Uint8Array>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
}

/** Runs git in a folder, with a person of its own and none of the machine's settings. */
export function git(folder: string, ...args: string[]): string {
  const person = ['-c', 'user.name=Alice', '-c', 'user.email=alice@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...person, ...args], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { PATH: process.env.PATH, HOME: folder, GIT_CONFIG_NOSYSTEM: '1' },
  });
}

/** Makes the folder a repository and commits everything in it. */
export function commitAll(folder: string, message = 'Add'): string {
  git(folder, 'init', '--quiet');
  git(folder, 'add', '--all', '--force', '--', '.', ':!.gait');
  git(folder, 'commit', '--quiet', '--allow-empty', '--message', message);
  return git(folder, 'rev-parse', 'HEAD').trim();
}

/** What a run gave back. */
export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** How a run is set up. */
export interface RunSettings {
  env?: Record<string, string>;
  isInteractive?: boolean;
  isTTY?: boolean;
  columns?: number;
  /** Milliseconds since 1970; noon of the day on which the examples are checked when left out. */
  now?: () => number;
}

/** Runs a command line in this process, in a folder. */
export async function gait(folder: string, argv: string[], settings: RunSettings = {}): Promise<Outcome> {
  const { env = {}, isTTY = false, isInteractive = false, columns } = settings;
  const texts = { stdout: '', stderr: '' };
  const open = (name: 'stdout' | 'stderr'): Io['stdout'] => ({
    write: (text) => void (texts[name] += text),
    isTTY,
    columns,
  });
  const io: Io = {
    stdout: open('stdout'),
    stderr: open('stderr'),
    isInteractive,
    env,
    cwd: folder,
    now: settings.now ?? (() => Date.UTC(2026, 10, 20, 12)),
    exitCode: 0,
  };
  return { code: await main(argv, io), ...texts };
}
