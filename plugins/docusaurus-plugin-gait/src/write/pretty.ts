import type { Diagnostic, Place, Severity } from '../model/diagnostic.ts';
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
  const byFile = new Map<string, Diagnostic[]>();
  for (const one of diagnostics) {
    const own = byFile.get(one.file);
    if (own) own.push(one);
    else byFile.set(one.file, [one]);
  }
  const named = new Set<string>();
  const blocks = [...byFile].map(([file, own]) => {
    const sorted = sortWorstFirst(own);
    const parts = sorted.map((diagnostic, index) => {
      const hasUrl = !named.has(diagnostic.rule);
      named.add(diagnostic.rule);
      const hasFrame = !isSamePlace(sorted[index - 1]?.place, diagnostic.place);
      return toBlock({ diagnostic, context, colours, width, hasUrl, hasFrame });
    });
    return `${colours.bold(toVisiblePath(file))}\n${parts.join('\n')}`;
  });
  return [...blocks, toClosing(diagnostics, context, colours)].join('\n');
}

interface BlockInput {
  diagnostic: Diagnostic;
  context: WriteContext;
  colours: Colours;
  width: number;
  /** False when the rule's address stands above already. */
  hasUrl: boolean;
  /** False when the same frame stands right above. */
  hasFrame: boolean;
}

function toBlock(input: BlockInput): string {
  const { diagnostic, context, colours, hasUrl, hasFrame } = input;
  const { place, severity, message, rule, hint, related } = diagnostic;
  const at = place ? `${place.start.line}:${place.start.column}` : '';
  const url = hasUrl ? context.getRuleUrl(rule) : undefined;
  const expected = getTellingExpected(diagnostic);
  const notes: [string, string][] = [];
  if (expected.length > 0) notes.push(['expected', toExpected(expected)]);
  if (hint) notes.push(['hint', toVisibleLine(hint)]);
  for (const one of related ?? []) {
    const where = one.place ? `:${one.place.start.line}:${one.place.start.column}` : '';
    notes.push(['see', `${colours.cyan(toVisibleLine(one.file) + where)}  ${toVisibleLine(one.message)}`]);
  }
  notes.push(['rule', url ? `${rule}  ${colours.dim(url)}` : rule]);
  const head = `  ${at ? `${colours.cyan(at)}  ` : ''}${getPaint(severity, colours)(severity)}  ${toVisibleLine(message)}`;
  return [
    head,
    ...(hasFrame ? toFrameLines(input).map((line) => `    ${line}`) : []),
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

function isSamePlace(a: Place | undefined, b: Place | undefined): boolean {
  return a !== undefined && b !== undefined && a.start.offset === b.start.offset && a.end.offset === b.end.offset;
}

/** One value that message or hint name anyway is not said again. */
function getTellingExpected({ expected = [], message, hint = '' }: Diagnostic): string[] {
  const [only = ''] = expected;
  return expected.length === 1 && (message.includes(only) || hint.includes(only)) ? [] : expected;
}

function toExpected(expected: string[]): string {
  const listed = expected.slice(0, EXPECTED).map(toVisibleLine).join(', ');
  return expected.length > EXPECTED ? `${listed} … and ${expected.length - EXPECTED} more` : listed;
}

function toClosing(diagnostics: Diagnostic[], context: WriteContext, colours: Colours): string {
  const { error, warning } = countDiagnostics(diagnostics);
  const paint = error > 0 ? colours.red : warning > 0 ? colours.yellow : colours.green;
  const lines = [paint(colours.bold(toSummary(diagnostics, context)))];
  if (context.mendable) lines.push(`gait fix mends ${context.mendable === 1 ? 'one' : context.mendable} of them.`);
  const used = context.disabled.filter((one) => one.count > 0);
  if (used.length > 0) {
    const count = used.reduce((sum, one) => sum + one.count, 0);
    lines.push(
      colours.dim(`${toPlural(count, 'message')} left out by \`disable\` in gait.config.yaml:`),
      ...used.map(({ rule, file, reason, count: hidden }) =>
        colours.dim(`  ${toVisiblePath(file)}  ${rule} (${hidden}): ${toVisibleLine(reason)}`),
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}

function getPaint(severity: Severity, colours: Colours): (text: string) => string {
  return { error: colours.red, warning: colours.yellow, info: colours.blue }[severity];
}
