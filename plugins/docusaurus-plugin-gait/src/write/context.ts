import { SEVERITIES, type Diagnostic, type Severity } from '../model/diagnostic.ts';
import type { RuleMeta } from '../rules/rule.ts';

/** What encoders of diagnostics know besides the diagnostics, which come sorted by `compareDiagnostics`. */
export interface WriteContext {
  /** Version of Gait. */
  version: string;
  /** ISO civil date for which the knowledge base was checked. */
  asOf: string;
  /** Every file that was read and checked, sorted. */
  checked: CheckedPath[];
  /** What the rules say about themselves, by code. */
  rules: ReadonlyMap<string, RuleMeta>;
  /** Address of a rule's page, where there is one. */
  getRuleUrl(code: string): string | undefined;
  /** Text of a file, for code frames; undefined when it cannot be read. */
  getText(file: string): string | undefined;
  /** Rules that the configuration disables for a file, with the number of messages left out. */
  disabled: { rule: string; file: string; reason: string; count: number }[];
  /** How many of the diagnostics `gait fix` takes away, where that is known. */
  mendable?: number;
}

/** A checked file, and whether it is an SOP. */
interface CheckedPath {
  path: string;
  isSop: boolean;
}

/** How many diagnostics there are of each severity, and in how many files. */
export interface Counts extends Record<Severity, number> {
  files: number;
}

/** Counts diagnostics. */
export function countDiagnostics(diagnostics: Diagnostic[]): Counts {
  const counts: Counts = { error: 0, warning: 0, info: 0, files: new Set(diagnostics.map((one) => one.file)).size };
  for (const { severity } of diagnostics) counts[severity] += 1;
  return counts;
}

/** `2 errors, 1 warning`; severities without any are left out. Empty when there are none at all. */
export function toCountText(counts: Record<Severity, number>): string {
  const names: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'info' };
  return SEVERITIES.filter((severity) => counts[severity] > 0)
    .map((severity) => toPlural(counts[severity], names[severity]))
    .join(', ');
}

/** `1 file`, `2 files`. */
export function toPlural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `2 errors, 0 warnings in 2 files (16 SOPs, 9 other files checked)`. */
export function toSummary(diagnostics: Diagnostic[], context: Pick<WriteContext, 'checked'>): string {
  const { error, warning, info, files } = countDiagnostics(diagnostics);
  const counts = [
    toPlural(error, 'error'),
    toPlural(warning, 'warning'),
    ...(info > 0 ? [toPlural(info, 'info')] : []),
  ];
  const where = files > 0 ? ` in ${toPlural(files, 'file')}` : '';
  const sops = context.checked.filter((one) => one.isSop).length;
  const checked = `${toPlural(sops, 'SOP')}, ${toPlural(context.checked.length - sops, 'other file')} checked`;
  return `${counts.join(', ')}${where} (${checked})`;
}

/** Worst first; within a severity in the given order. */
export function sortWorstFirst(diagnostics: Diagnostic[]): Diagnostic[] {
  return SEVERITIES.flatMap((severity) => diagnostics.filter((one) => one.severity === severity));
}
