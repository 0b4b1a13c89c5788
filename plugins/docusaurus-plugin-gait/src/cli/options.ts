import { type Command, InvalidArgumentError, Option } from 'commander';

/** Options that every command with a knowledge base has. */
export interface CommonFlags {
  root?: string;
  asOf?: string;
  cache: boolean;
}

/** Adds `--root`, `--as-of` and `--no-cache`. */
export function addCommonOptions(command: Command): Command {
  return command
    .option('--root <folder>', 'root of the knowledge base (default: the folder with gait.config.yaml, here or above)')
    .addOption(
      new Option('--as-of <date>', 'day for everything that depends on time, YYYY-MM-DD (default: today)').argParser(
        parseCivilDate,
      ),
    )
    .option('--no-cache', 'read every file anew');
}

/**
 * A civil date that exists, as written.
 * @throws {InvalidArgumentError} for anything else.
 */
export function parseCivilDate(text: string): string {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const isDate = /^\d{4}-\d{2}-\d{2}$/u.test(text) && new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
  if (!isDate || month < 1 || month > 12)
    throw new InvalidArgumentError('Expected a date that exists, such as 2026-10-01.');
  return text;
}

/**
 * A whole number from 0.
 * @throws {InvalidArgumentError} for anything else.
 */
export function parseCount(text: string): number {
  if (!/^\d{1,9}$/u.test(text)) throw new InvalidArgumentError('Expected a whole number from 0.');
  return Number(text);
}

/** Lays out the part of a help text that follows the options. */
export function toHelp(input: {
  examples: [command: string, what: string][];
  exitCodes: [code: number, what: string][];
}): string {
  const width = Math.max(...input.examples.map(([command]) => command.length));
  return [
    '',
    'Examples:',
    ...input.examples.map(([command, what]) => `  $ ${command.padEnd(width)}  # ${what}`),
    '',
    'Exit codes:',
    ...input.exitCodes.map(([code, what]) => `  ${code}  ${what}`),
  ].join('\n');
}
