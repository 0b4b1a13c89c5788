import { parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Point } from '../model/diagnostic.ts';
import type { SchemaIssue, SyntaxProblem, YamlData } from '../model/document.ts';
import { MAX_DEPTH } from './decode.ts';
import { createLineIndex } from './lines.ts';
import { toSchemaIssues } from './schema-issues.ts';
import { findTooDeep } from './yaml-depth.ts';
import { toYamlMessage } from './yaml-errors.ts';
import { readTree } from './yaml-tree.ts';

/** A YAML text and what it should be. */
export interface YamlInput<S extends z.ZodObject> {
  /** The YAML alone. */
  text: string;
  /** Where it starts in its file; the start of the file when left out. */
  start?: Point;
  schema: S;
  /** Names of keys that are text, whatever YAML would make of them (also those of the members of their lists). */
  textKeys?: ReadonlySet<string>;
}

/** What an empty or unreadable text gives: nothing, with these problems. */
export function getNoData<T>(syntax: SyntaxProblem[]): YamlData<T> {
  return { data: {}, isValid: false, raw: undefined, places: {}, syntax, issues: [] };
}

/**
 * Reads YAML 1.2 (core schema) with positions and holds it against a schema. Aliases, anchors, tags and merge keys are problems;
 * so is nesting deeper than {@link MAX_DEPTH}, found before anything recursive looks at it. Never throws.
 */
export function readYaml<S extends z.ZodObject>(input: YamlInput<S>): YamlData<z.output<S>> {
  const { text, start, schema } = input;
  const index = createLineIndex(text, start);
  const tooDeep = findTooDeep(text);
  if (tooDeep !== undefined) {
    return getNoData([
      {
        kind: 'size',
        message: `Unexpected nesting deeper than ${MAX_DEPTH}, expected less`,
        hint: 'Flatten the value.',
        place: index.toPlace(tooDeep, tooDeep + 1),
      },
    ]);
  }
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false, // The walk over the tree finds them in one pass; the parser compares each with each.
    stringKeys: true,
    strict: true,
    prettyErrors: false,
    logLevel: 'error',
  });
  const errors = document.errors.map((error): SyntaxProblem => {
    const [from, to] = error.pos;
    return {
      kind: 'yaml',
      ...toYamlMessage(error),
      place: index.toPlace(from, Math.max(to, from + 1)),
    };
  });
  const tree = readTree({ document, text, index, textKeys: input.textKeys ?? new Set() });
  const raw = tree.raw ?? {};
  const parsed = schema.safeParse(raw);
  const found = parsed.success ? [] : toSchemaIssues({ issues: parsed.error.issues, raw, places: tree.places, schema });
  const issues = [...tree.issues, ...found].sort(byPlace);
  const syntax = [...errors, ...tree.syntax].sort(byPlace);
  const data = parsed.success ? parsed.data : getValidKeys(schema, raw);
  return {
    data: data as Partial<z.output<S>>,
    isValid: parsed.success && issues.length === 0 && !syntax.some((problem) => problem.kind === 'yaml'),
    raw: tree.raw,
    places: tree.places,
    syntax,
    issues,
  };
}

/** Each top-level key that is right by itself, with defaults, so that one wrong key hides nothing else. */
function getValidKeys(schema: z.ZodObject, raw: unknown): Record<string, unknown> {
  const source = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Record<string, unknown>) : {};
  const data: Record<string, unknown> = {};
  for (const [key, keySchema] of Object.entries(schema.shape)) {
    const parsed = (keySchema as z.ZodType).safeParse(Object.hasOwn(source, key) ? source[key] : undefined);
    if (parsed.success && parsed.data !== undefined) data[key] = parsed.data;
  }
  return data;
}

function byPlace(a: SyntaxProblem | SchemaIssue, b: SyntaxProblem | SchemaIssue): number {
  return (a.place?.start.offset ?? -1) - (b.place?.start.offset ?? -1);
}
