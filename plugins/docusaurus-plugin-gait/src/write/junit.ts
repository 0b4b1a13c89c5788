import type { Diagnostic } from '../model/diagnostic.ts';
import type { WriteContext } from './context.ts';
import { toVisible, toVisibleLine } from './visible.ts';

/**
 * A JUnit report: one test suite for each checked file, one test case for each diagnostic. Errors are failures; warnings
 * and infos pass and say their message; a file with nothing to mend is one case that passes.
 */
export function toJunit(diagnostics: Diagnostic[], context: WriteContext): string {
  const byFile = new Map<string, Diagnostic[]>();
  for (const { path } of context.checked) byFile.set(path, []);
  for (const one of diagnostics) byFile.set(one.file, [...(byFile.get(one.file) ?? []), one]);
  const suites = [...byFile].map(([file, own]) => toSuite(file, own, context));
  const failures = diagnostics.filter((one) => one.severity === 'error').length;
  const tests = suites.reduce((sum, suite) => sum + suite.tests, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${toAttributes({ name: 'gait validate', tests, failures, errors: 0 })}>`,
    ...suites.map((suite) => suite.xml),
    '</testsuites>',
    '',
  ].join('\n');
}

function toSuite(file: string, diagnostics: Diagnostic[], context: WriteContext): { tests: number; xml: string } {
  const cases = diagnostics.length > 0 ? diagnostics.map((one) => toCase(one, context)) : [toPassed(file)];
  const failures = diagnostics.filter((one) => one.severity === 'error').length;
  const open = `  <testsuite${toAttributes({ name: file, tests: cases.length, failures, errors: 0 })}>`;
  return { tests: cases.length, xml: [open, ...cases, '  </testsuite>'].join('\n') };
}

function toPassed(file: string): string {
  return `    <testcase${toAttributes({ name: 'valid', classname: file })}/>`;
}

function toCase(diagnostic: Diagnostic, context: WriteContext): string {
  const { rule, severity, file, place, message, expected, hint } = diagnostic;
  const at = place ? ` (${place.start.line}:${place.start.column})` : '';
  const url = context.getRuleUrl(rule);
  const text = [
    `${file}${place ? `:${place.start.line}:${place.start.column}` : ''}`,
    message,
    ...(expected?.length ? [`Expected: ${expected.join(', ')}`] : []),
    ...(hint ? [hint] : []),
    ...(url ? [url] : []),
  ].join('\n');
  const open = `    <testcase${toAttributes({ name: `${rule}${at}`, classname: file, ...(place && { line: place.start.line }) })}>`;
  const body =
    severity === 'error'
      ? `      <failure${toAttributes({ message: toVisibleLine(message), type: rule })}>${escapeXml(text)}</failure>`
      : `      <system-out>${escapeXml(`${severity}: ${text}`)}</system-out>`;
  return `${open}\n${body}\n    </testcase>`;
}

function toAttributes(attributes: Record<string, string | number>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}

/** Escapes for element and attribute alike. What XML 1.0 has no way to write is shown as `\u{…}`. */
export function escapeXml(text: string): string {
  return toVisible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll('\t', '&#9;')
    .replaceAll('\n', '&#10;');
}
