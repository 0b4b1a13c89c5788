import picocolors from 'picocolors';
import type { Colours } from '../write/colours.ts';
import type { Io, Output } from './io.ts';

/** Colour where a person looks: on a terminal that can, not in CI, not when `NO_COLOR` asks for none; `FORCE_COLOR` asks for it. */
export function createColours(io: Io, output: Output = io.stdout): Colours {
  return picocolors.createColors(hasColours(io, output));
}

/** Whether this output gets colours; see {@link createColours}. */
export function hasColours(io: Io, output: Output): boolean {
  const { NO_COLOR, FORCE_COLOR, CI, TERM } = io.env;
  const isWanted = FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0';
  const isPossible = output.isTTY && !CI && TERM !== 'dumb';
  return !NO_COLOR && (isWanted || isPossible);
}
