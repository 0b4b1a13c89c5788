import type { Diagnostic, Severity } from '../model/diagnostic.ts';
import { countDiagnostics, sortWorstFirst, toCountText, toSummary, type WriteContext } from './context.ts';
import { toVisible, toVisibleLine, toVisiblePath } from './visible.ts';

/** GitHub shows so many annotations of each kind for a step and drops the rest. */
const SHOWN = 10;

const COMMANDS: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * Workflow commands of GitHub Actions: one annotation for each diagnostic, worst first, as many as GitHub shows, and a
 * notice that sums up. What is left out follows as plain log lines.
 */
export function toGithub(diagnostics: Diagnostic[], context: WriteContext): string {
  if (diagnostics.length === 0) return `${toSummary(diagnostics, context)}\n`;
  // The closing notice is one of the notices that are shown.
  const left: Record<Severity, number> = { error: SHOWN, warning: SHOWN, info: SHOWN - 1 };
  const shown: string[] = [];
  const rest: Diagnostic[] = [];
  for (const diagnostic of sortWorstFirst(diagnostics)) {
    if (left[diagnostic.severity]-- > 0) shown.push(toAnnotation(diagnostic, context));
    else rest.push(diagnostic);
  }
  const summary = toSummary(diagnostics, context);
  const hidden =
    rest.length > 0 ? `. Not annotated: ${toCountText(countDiagnostics(rest))}, see the log of this step.` : '';
  return [
    ...shown,
    toGithubCommand('notice', { title: 'Gait' }, `${summary}${hidden}`),
    ...rest.map((diagnostic) => `  ${toLogLine(diagnostic)}`),
    '',
  ].join('\n');
}

/** One workflow command. Content can neither end it nor start another. */
export function toGithubCommand(name: string, properties: Record<string, string | number>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name}${list.length > 0 ? ` ${list.join(',')}` : ''}::${escapeData(message)}`;
}

function toAnnotation(diagnostic: Diagnostic, context: WriteContext): string {
  const { file, place, severity, rule, message, expected, hint } = diagnostic;
  const properties: Record<string, string | number> = { file };
  if (place) {
    properties.line = place.start.line;
    properties.endLine = place.end.line;
    // GitHub takes columns only within one line, and the last one is inclusive.
    if (place.start.line === place.end.line) {
      properties.col = place.start.column;
      properties.endColumn = Math.max(place.start.column, place.end.column - 1);
    }
  }
  properties.title = rule;
  const url = context.getRuleUrl(rule);
  const lines = [
    message,
    ...(expected?.length ? [`Expected: ${expected.join(', ')}`] : []),
    ...(hint ? [hint] : []),
    ...(url ? [url] : []),
  ];
  return toGithubCommand(COMMANDS[severity], properties, lines.join('\n'));
}

function toLogLine({ file, place, severity, rule, message }: Diagnostic): string {
  const at = place ? `:${place.start.line}:${place.start.column}` : '';
  return `${toVisiblePath(file)}${at} ${severity} ${toVisibleLine(message)} (${rule})`;
}

function escapeData(text: string): string {
  return toVisible(text.replaceAll('\r\n', '\n'))
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
