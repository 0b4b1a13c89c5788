import { z } from 'zod';
import { readYaml } from '../yaml.ts';
import { MAX_DEPTH } from '../decode.ts';
import type { ImportProblem } from './contract.ts';

/** An object of which nothing is known yet. */
export type Loose = Readonly<Record<string, unknown>>;

/** JSON or YAML as plain data, or why it is none. */
export type Parsed = { data: unknown; problem?: undefined } | { data?: undefined; problem: ImportProblem };

/** Reads JSON. Never throws. */
export function parseJson(text: string): Parsed {
  try {
    return { data: JSON.parse(withoutMark(text)) as unknown };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { problem: { message: `Unexpected content of the file, expected JSON (${reason})` } };
  }
}

/** Reads YAML under the limits of this repository's own files: no aliases, anchors or tags. Ids stay as written. */
export function parseYaml(text: string): Parsed {
  const { raw, syntax } = readYaml({
    text: withoutMark(text),
    schema: z.looseObject({}),
    textKeys: new Set(['id', 'version']),
  });
  const [problem] = syntax.filter((one) => one.kind !== 'plain-scalar' && one.kind !== 'lost-comment');
  if (!problem) return { data: raw };
  const line = problem.place ? ` at line ${problem.place.start.line}` : '';
  return { problem: { message: `${problem.message}${line}`, hint: problem.hint } };
}

/** The value as an object, or undefined. */
export function asObject(value: unknown): Loose | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : undefined;
}

/** The value as a list; a single object counts as a list of one, anything else as none. */
export function asList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return asObject(value) ? [value] : [];
}

/** The objects of a list. */
export function asObjects(value: unknown): Loose[] {
  return asList(value)
    .map(asObject)
    .filter((one) => one !== undefined);
}

/** The value as text: a number is written out, anything else but text is none. White space alone is none. */
export function asText(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

/** The texts of a list. */
export function asTexts(value: unknown): string[] {
  return asList(value).flatMap((one) => asText(one) ?? []);
}

/** An own key of an object; never one that JavaScript brings along. */
export function get(object: Loose | undefined, key: string): unknown {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Whether lists and objects lie deeper in each other than any catalogue does; looked at before anything recursive. */
export function isTooDeep(data: unknown): boolean {
  let level: unknown[] = [data];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((one) =>
      typeof one === 'object' && one !== null
        ? (Object.values(one) as unknown[]).filter((value) => typeof value === 'object' && value !== null)
        : [],
    );
  }
  return false;
}

/** A text without its byte order mark. */
export function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}
