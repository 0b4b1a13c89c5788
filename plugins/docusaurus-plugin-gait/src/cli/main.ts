import { CommanderError } from 'commander';
import { toPretty } from '../write/pretty.ts';
import { toVisible } from '../write/visible.ts';
import { createColours } from './colours.ts';
import { BrokenConfiguration, EXIT, UsageError } from './errors.ts';
import type { Io } from './io.ts';
import { createProgram } from './program.ts';

/**
 * Runs one command line (without node and script) and gives its exit code. Whatever goes wrong becomes a message on stderr;
 * a stack is shown only when `GAIT_DEBUG` is set.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    const program = await createProgram({ io, command: argv[0] });
    await program.parseAsync(argv, { from: 'user' });
    return io.exitCode;
  } catch (error) {
    return reportError(error, io);
  }
}

function reportError(error: unknown, io: Io): number {
  // Commander has printed its message already; help and version end with 0.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof BrokenConfiguration) {
    const { diagnostics, context } = error;
    io.stderr.write(
      toPretty(diagnostics, context, { colours: createColours(io, io.stderr), width: io.stderr.columns }),
    );
    return EXIT.usage;
  }
  const message = error instanceof Error ? error.message : String(error);
  io.stderr.write(`${toVisible(message)}\n`);
  if (error instanceof UsageError && error.hint) io.stderr.write(`${toVisible(error.hint)}\n`);
  if (io.env.GAIT_DEBUG && error instanceof Error) io.stderr.write(`${error.stack ?? ''}\n`);
  else if (!(error instanceof UsageError)) io.stderr.write('Set GAIT_DEBUG=1 to see where this happened.\n');
  return EXIT.usage;
}
