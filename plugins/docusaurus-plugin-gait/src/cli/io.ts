/** Somewhere to write text, and what is known about it. */
export interface Output {
  write(text: string): void;
  readonly isTTY: boolean;
  /** Width in columns, undefined when it has none. */
  readonly columns?: number;
}

/**
 * Everything of the outside world that a command may use, so that tests run commands in process.
 * A command sets `exitCode` (DESIGN §5) and returns; it never ends the process.
 */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  /** Whether a person can be asked. */
  readonly isInteractive: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Milliseconds since 1970. */
  now(): number;
  exitCode: number;
}

/** The real console. `exitCode` is kept here; the caller hands it to the process. */
export function createProcessIo(): Io {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  return {
    stdout: createOutput(process.stdout),
    stderr: createOutput(process.stderr),
    isInteractive: process.stdin.isTTY === true && process.stdout.isTTY === true && !process.env.CI,
    env: process.env,
    cwd: process.cwd(),
    now: () => Date.now(),
    exitCode: 0,
  };
}

/** `gait validate | head` closes the pipe early: nothing that a reader of `head` wants to hear of. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function createOutput(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => void stream.write(text),
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns;
    },
  };
}
