/** How bad a diagnostic is. Only errors make a command exit with 1 by default. */
export type Severity = 'error' | 'warning' | 'info';

/** Severities, worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * A point in a text: 1-based line and column (UTF-16 code units), 0-based offset from the start of the file. A byte order mark
 * counts in offsets, not in columns.
 */
export interface Point {
  line: number;
  column: number;
  offset: number;
}

/** A stretch of a text; `end` is exclusive. */
export interface Place {
  start: Point;
  end: Point;
}

/** Another place that explains a diagnostic, such as the first of two equal ids. */
export interface RelatedPlace {
  file: string;
  place?: Place;
  message: string;
}

/**
 * One message of the validator about one place.
 * `file` is a POSIX path relative to the root of the knowledge base; `expected` lists values that would be right;
 * `subject` is what the message is about, stable when lines move (a key, an id, a link), and feeds fingerprints.
 */
export interface Diagnostic {
  rule: string;
  severity: Severity;
  file: string;
  place?: Place;
  message: string;
  expected?: string[];
  hint?: string;
  related?: RelatedPlace[];
  subject?: string;
}

/** Orders diagnostics by file, place, rule and message, so that the same input gives the same bytes. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return (
    compareText(a.file, b.file) ||
    (a.place?.start.offset ?? -1) - (b.place?.start.offset ?? -1) ||
    (a.place?.end.offset ?? -1) - (b.place?.end.offset ?? -1) ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

/** Compares by code unit: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
