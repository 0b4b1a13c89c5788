import { Command } from 'commander';
import { COMMANDS } from './commands.ts';
import type { AddCommand } from './commands.ts';
import type { Io } from './io.ts';
import { readVersion } from './version.ts';

/**
 * The command line over a console that is handed in. Parsing throws `CommanderError` instead of ending the process. It holds every
 * command; `command` alone where there is one of that name, and none where it asks for the version.
 */
export async function createProgram({ io, command }: { io: Io; command?: string }): Promise<Command> {
  const program = new Command('gait')
    .description('Keeps a knowledge base of SOPs right: validates, mends, reports, builds and runs.')
    .version(readVersion(), '-V, --version', 'print the version')
    // After a command, options are its own: `gait controls import --version 5.0.0`.
    .enablePositionalOptions()
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .configureHelp({ showGlobalOptions: false })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => getWidth(io.stdout.columns),
      getErrHelpWidth: () => getWidth(io.stderr.columns),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showSuggestionAfterError(true)
    .addHelpText(
      'after',
      [
        '',
        'Every command has help of its own: gait validate --help',
        '',
        'Exit codes of all commands:',
        '  0  clean, or nothing to do',
        '  1  findings at or above the threshold',
        '  2  wrong use, or a broken configuration',
        '  3  a dry run that would change something',
        '  4  a safeguard stopped it',
        '  5  it stopped and nobody could be woken',
      ].join('\n'),
    );
  const loaded = await Promise.all(getCommands(command).map((load) => load()));
  for (const addCommand of loaded) addCommand(program, io);
  return program;
}

function getCommands(command = ''): (() => Promise<AddCommand>)[] {
  if (['-V', '--version'].includes(command)) return [];
  const only = COMMANDS.get(command);
  return only ? [only] : [...COMMANDS.values()];
}

/** Help is laid out for the terminal, but never so wide that lines are hard to read. */
function getWidth(columns: number | undefined): number {
  return Math.min(columns ?? 100, 100);
}
