import type { Diagnostic } from '../model/diagnostic.ts';
import { type Colours, PLAIN } from './colours.ts';
import { sortWorstFirst } from './context.ts';
import { toVisibleLine, toVisiblePath } from './visible.ts';

/** Lines that a reader still takes in at a glance. */
const SHOWN = 10;

/** Diagnostics one a line, worst first, the first ten: for where they are not the point. Ends with how many are left. */
export function toBrief(diagnostics: Diagnostic[], colours: Colours = PLAIN): string {
  const lines = sortWorstFirst(diagnostics)
    .slice(0, SHOWN)
    .map(({ file, place, severity, message }) => {
      const at = place ? `:${place.start.line}:${place.start.column}` : '';
      const paint = { error: colours.red, warning: colours.yellow, info: colours.blue }[severity];
      return `${colours.cyan(toVisiblePath(file) + at)}  ${paint(severity)}  ${toVisibleLine(message)}\n`;
    });
  const left = diagnostics.length - lines.length;
  return `${lines.join('')}${left > 0 ? `… and ${left} more: gait validate\n` : ''}`;
}
