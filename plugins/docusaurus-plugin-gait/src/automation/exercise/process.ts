import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/** How a program ended, and what it printed. */
export interface Ended {
  /** Undefined when a limit or a signal ended it. */
  code: number | undefined;
  stdout: string;
  stderr: string;
  /** The limit that ended it. */
  limit?: 'time' | 'output';
}

/** What a program is started with. */
export interface Start {
  /** Program and arguments; the program with its whole path. */
  argv: readonly string[];
  cwd: string;
  env: Record<string, string>;
  /** File that is its standard input; nothing when left out. */
  input?: string;
  milliseconds: number;
  signal?: AbortSignal;
}

/** Most bytes that one program may print, to either output. */
const MAX_BYTES = 1_000_000;

/** Starts a program without any shell, in a process group of its own, and ends that whole group at a limit. */
export async function runProcess({ argv, cwd, env, input, milliseconds, signal }: Start): Promise<Ended> {
  const [program = '', ...args] = argv;
  // A file, not a pipe: what a program opens as `/dev/stdin` must be something that can be opened.
  const stdin = input === undefined ? 'ignore' : openSync(input, 'r');
  try {
    return await new Promise<Ended>((resolve, reject) => {
      const child = spawn(program, args, { cwd, env, stdio: [stdin, 'pipe', 'pipe'], detached: true, shell: false });
      const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
      const sizes = { stdout: 0, stderr: 0 };
      let limit: Ended['limit'];
      const end = (): void => {
        if (child.pid === undefined) return;
        try {
          process.kill(-child.pid, 'SIGKILL');
        } catch {
          // It has ended meanwhile.
        }
      };
      const timer = setTimeout(() => {
        limit = 'time';
        end();
      }, milliseconds);
      for (const name of ['stdout', 'stderr'] as const) {
        child[name]?.on('data', (chunk: Buffer) => {
          sizes[name] += chunk.length;
          if (sizes[name] <= MAX_BYTES) chunks[name].push(chunk);
          else {
            limit = 'output';
            end();
          }
        });
      }
      signal?.addEventListener('abort', end, { once: true });
      child.once('error', reject);
      child.once('close', (code) => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        // What it left behind in its group.
        end();
        const toText = (name: 'stdout' | 'stderr'): string => Buffer.concat(chunks[name]).toString('utf8');
        resolve({
          code: limit === undefined ? (code ?? undefined) : undefined,
          stdout: toText('stdout'),
          stderr: toText('stderr'),
          ...(limit && { limit }),
        });
      });
    });
  } finally {
    if (typeof stdin === 'number') closeSync(stdin);
  }
}
