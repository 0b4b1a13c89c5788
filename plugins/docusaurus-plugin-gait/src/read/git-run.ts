import { spawn } from 'node:child_process';

/** Git could not answer: it is not installed, this is no checkout, or the revision does not exist. */
export class GitError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'GitError';
  }
}

/** Settings that would change what git prints, or make it start something. */
const SETTINGS = [
  'core.quotepath=off',
  'core.fsmonitor=false',
  'log.showSignature=false',
  'log.follow=false',
  'color.ui=false',
];

/** A run of git. */
export interface GitRun {
  /** Folder in which git runs. */
  root: string;
  args: readonly string[];
  input?: string;
  /** Absolute path of another index than the checkout's own: the one that a hook is about. */
  index?: string;
  /** Gets the output piece by piece instead of at the end. */
  onChunk?: (chunk: Buffer) => void;
}

/**
 * Runs git without a shell, a pager or a prompt, and returns what it prints.
 * @throws {GitError} when git is not there or fails.
 */
export function runGit({ root, args, input, index, onChunk }: GitRun): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
    const child = spawn('git', ['--no-pager', '--no-replace-objects', ...settings, ...args], {
      cwd: root,
      env: { ...getEnvironment(), ...(index !== undefined && { GIT_INDEX_FILE: index }) },
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const chunks: Buffer[] = [];
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (onChunk ? onChunk(chunk) : chunks.push(chunk)));
    child.stderr.on('data', (chunk: Buffer) => (errors = `${errors}${chunk.toString()}`.slice(0, 2_000)));
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => reject(new GitError(error.message)));
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(chunks));
      else reject(new GitError(errors.trim() || `git ended with code ${code ?? 'none'}`));
    });
    child.stdin.end(input ?? '');
  });
}

/**
 * The caller's environment without what points git elsewhere (hooks set `GIT_DIR`) or makes it ask. Days are those of UTC, so that the
 * same commit tells the same day everywhere.
 */
function getEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^GIT_/u.test(name) || /^GIT_CONFIG/u.test(name));
  return {
    ...Object.fromEntries(inherited),
    LC_ALL: 'C',
    TZ: 'UTC0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
  };
}
