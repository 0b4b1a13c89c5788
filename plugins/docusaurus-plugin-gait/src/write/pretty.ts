import type { Diagnostic, Severity } from '../model/diagnostic.ts';
import { type Colours, PLAIN } from './colours.ts';
import { countDiagnostics, sortWorstFirst, toPlural, toSummary, type WriteContext } from './context.ts';
import { toFrame } from './frame.ts';
import { toVisibleLine, toVisiblePath } from './visible.ts';

/** Expected values that are listed; a reader does not read more. */
const EXPECTED = 8;
/** A longer line gets no frame: laying it out costs more than it tells. */
const LONGEST_LINE = 5_000;

/** How to draw. `width`: columns of the terminal. */
export interface PrettyOptions {
  colours?: Colours;
  width?: number;
}

/** Diagnostics for a person at a terminal: by file, worst first, each with its code frame and what to do about it. */
export function toPretty(diagnostics: Diagnostic[], context: WriteContext, options: PrettyOptions = {}): string {
  const { colours = PLAIN, width = 100 } = options;
  const files = [...new Set(diagnostics.map((one) => one.file))];
  const blocks = files.map((file) => {
    const own = diagnostics.filter((one) => one.file === file);
    const lines = sortWorstFirst(own).map((one) => toBlock({ diagnostic: one, context, colours, width }));
    return `${colours.bold(toVisiblePath(file))}\n${lines.join('\n')}`;
  });
  return [...blocks, toClosing(diagnostics, context, colours)].join('\n');
}

interface BlockInput {
  diagnostic: Diagnostic;
  context: WriteContext;
  colours: Colours;
  width: number;
}

function toBlock(input: BlockInput): string {
  const { diagnostic, context, colours } = input;
  const { place, severity, message, rule, expected, hint, related } = diagnostic;
  const paint = getPaint(severity, colours);
  const at = place ? `${place.start.line}:${place.start.column}` : '';
  const url = context.getRuleUrl(rule);
  const notes: [string, string][] = [];
  if (expected?.length) notes.push(['expected', toExpected(expected)]);
  if (hint) notes.push(['hint', toVisibleLine(hint)]);
  for (const one of related ?? []) {
    const where = one.place ? `:${one.place.start.line}:${one.place.start.column}` : '';
    notes.push(['see', `${colours.cyan(toVisibleLine(one.file) + where)}  ${toVisibleLine(one.message)}`]);
  }
  notes.push(['rule', url ? `${rule}  ${colours.dim(url)}` : rule]);
  const head = `  ${at ? `${colours.cyan(at)}  ` : ''}${paint(severity)}  ${toVisibleLine(message)}`;
  return [
    head,
    ...toFrameLines(input).map((line) => `    ${line}`),
    ...notes.map(([name, value]) => `    ${colours.dim(name.padEnd(8))}  ${value}`),
    '',
  ].join('\n');
}

function toFrameLines({ diagnostic, context, colours, width }: BlockInput): string[] {
  const { place, severity, file } = diagnostic;
  const text = place && context.getText(file);
  if (!place || text === undefined) return [];
  const line = text.split(/\r\n|\n|\r/u, place.start.line)[place.start.line - 1];
  if (line === undefined || line.length > LONGEST_LINE) return [];
  // Room for the indent, the marker, the line number and the bar.
  const room = Math.max(40, width - 14);
  return toFrame({ text, place, width: room, mark: getPaint(severity, colours), dim: colours.dim });
}

function toExpected(expected: string[]): string {
  const listed = expected.slice(0, EXPECTED).map(toVisibleLine).join(', ');
  return expected.length > EXPECTED ? `${listed} … and ${expected.length - EXPECTED} more` : listed;
}

function toClosing(diagnostics: Diagnostic[], context: WriteContext, colours: Colours): string {
  const { error, warning } = countDiagnostics(diagnostics);
  const paint = error > 0 ? colours.red : warning > 0 ? colours.yellow : colours.green;
  const line = paint(colours.bold(toSummary(diagnostics, context)));
  const used = context.disabled.filter((one) => one.count > 0);
  if (used.length === 0) return `${line}\n`;
  const count = used.reduce((sum, one) => sum + one.count, 0);
  const notes = used.map(
    ({ rule, file, reason, count: hidden }) =>
      `  ${toVisiblePath(file)}  ${rule} (${hidden}): ${toVisibleLine(reason)}\n`,
  );
  return `${line}\n${colours.dim(`${toPlural(count, 'message')} left out by \`disable\` in gait.config.yaml:\n${notes.join('')}`)}`;
}

function getPaint(severity: Severity, colours: Colours): (text: string) => string {
  return { error: colours.red, warning: colours.yellow, info: colours.blue }[severity];
}
