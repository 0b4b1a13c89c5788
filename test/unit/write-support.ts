import { z } from 'zod';
import type { Diagnostic, Place } from '../../plugins/docusaurus-plugin-gait/src/model/diagnostic.ts';
import type { RuleMeta } from '../../plugins/docusaurus-plugin-gait/src/rules/rule.ts';
import type { WriteContext } from '../../plugins/docusaurus-plugin-gait/src/write/context.ts';
import fc from 'fast-check';

/** The place of the first occurrence of `part` in `text`. */
export function placeOf(text: string, part: string): Place {
  const offset = text.indexOf(part);
  if (offset < 0) throw new Error(`\`${part}\` is not in the text`);
  return { start: toPoint(text, offset), end: toPoint(text, offset + part.length) };
}

function toPoint(text: string, offset: number): Place['start'] {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, offset };
}

/** A context over texts by path. */
export function createContext(texts: Record<string, string> = {}, more: Partial<WriteContext> = {}): WriteContext {
  return {
    version: '0.1.0',
    asOf: '2026-11-01',
    checked: Object.keys(texts)
      .sort()
      .map((path) => ({ path, isSop: path.startsWith('docs/sops/') })),
    rules: new Map([RULE].map((meta) => [meta.code, meta])),
    getRuleUrl: (code) => (code === RULE.code ? `https://example.com/rules/${code}/` : undefined),
    getText: (file) => (Object.hasOwn(texts, file) ? texts[file] : undefined),
    disabled: [],
    ...more,
  };
}

/** A rule's own words. */
const RULE: RuleMeta = {
  code: 'unknown-key',
  severity: 'error',
  summary: 'Keys are known.',
  why: 'A key that nobody reads is a promise that **nobody** keeps: [read more](https://example.com).',
  options: z.strictObject({}),
  ok: [],
  notOk: [],
};

const hostile = fc.constantFrom(
  '::error::x',
  '##[error]x',
  '##vso[task]',
  '\u001B[31m',
  '\u202Eevil',
  '\u200B',
  '%0A',
  '\r\n',
  '\n',
  '\r',
  '"',
  "'",
  ',',
  ':',
  ']]>',
  '</failure>',
  '=1+1',
  '@SUM',
  '-2',
  '\t',
  '漢字',
  '👩‍💻',
  '\uD800',
  '\uFFFF',
  '\0',
  '](1)',
  '{0}',
  '|',
  '`',
  '\\',
  '../',
  ' ',
  '#',
);

/** Text made of what breaks encoders, and of anything else. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.oneof(hostile, fc.string({ maxLength: 5 })), { maxLength: 8 }).map((parts) => parts.join('')),
);

const anyPoint = fc.record({
  line: fc.integer({ min: 1, max: 9 }),
  column: fc.integer({ min: 1, max: 30 }),
  offset: fc.nat(300),
});

const anyPlace = fc.tuple(anyPoint, anyPoint).map(([a, b]): Place => {
  const isFirst = a.line < b.line || (a.line === b.line && a.column <= b.column);
  return isFirst ? { start: a, end: b } : { start: b, end: a };
});

const nonEmpty = anyText.filter((text) => text !== '');

/** Any diagnostic, hostile in every part that comes from content. */
export const anyDiagnostic: fc.Arbitrary<Diagnostic> = fc.record(
  {
    rule: fc.constantFrom('unknown-key', 'missing-key', 'configuration'),
    severity: fc.constantFrom('error', 'warning', 'info'),
    file: nonEmpty,
    place: anyPlace,
    message: anyText,
    expected: fc.array(anyText, { maxLength: 3 }),
    hint: anyText,
    related: fc.array(
      fc.record({ file: nonEmpty, place: anyPlace, message: anyText }, { requiredKeys: ['file', 'message'] }),
      { maxLength: 2 },
    ),
    subject: anyText,
  },
  { requiredKeys: ['rule', 'severity', 'file', 'message'] },
);
