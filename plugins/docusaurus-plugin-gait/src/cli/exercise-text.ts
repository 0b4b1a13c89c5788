import type { UnitResult } from '../automation/exercise/unit.ts';
import { toVisible, toVisibleLine } from '../write/visible.ts';
import type { createColours } from './colours.ts';

type Colours = ReturnType<typeof createColours>;

/** Lines of a failed command's output that are shown. */
const SHOWN = 20;

/** One line for what became of a step. */
export function toUnitText({ title, outcome, calls, note }: UnitResult, colours: Colours): string {
  if (outcome === 'skipped' && note === undefined) return '';
  const mark = { done: colours.green('done   '), skipped: colours.dim('skipped'), failed: colours.red('FAILED ') }[
    outcome
  ];
  const count = calls === 0 ? '' : ` (${calls} call${calls === 1 ? '' : 's'})`;
  const words = note === undefined ? '' : `: ${toVisibleLine(note)}`;
  return `  ${mark} ${toVisibleLine(title)}${count}${words}\n`;
}

/** What a reader needs to find out why a command failed. */
export function toFailureText(result: UnitResult | undefined, colours: Colours): string {
  const { command = '', reason = '', output = '' } = result?.failure ?? {};
  const lines = output.split('\n');
  const left = lines.length - SHOWN;
  return [
    `\nFailed in "${toVisibleLine(result?.title ?? '')}": ${toVisibleLine(reason)}.`,
    ...(command === '' ? [] : [`  ${toVisibleLine(command)}`]),
    ...lines.slice(0, SHOWN).map((line) => colours.dim(`  | ${toVisible(line)}`)),
    ...(left > 0 ? [colours.dim(`  | … ${left} more lines`)] : []),
    '',
  ].join('\n');
}
