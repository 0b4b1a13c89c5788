import type { z } from 'zod';
import type { Place } from '../model/diagnostic.ts';
import type { KeyPlaces, SchemaIssue } from '../model/document.ts';
import { appendPointer, getAtPointer, getParentPointer, toKeyPath, toPointer } from '../model/pointer.ts';
import { getSuggestion, toSuggested } from '../model/suggest.ts';
import { getKnownKeys } from './schema-shape.ts';

type Issue = z.core.$ZodIssue;

/** Issues of zod and what they are about. */
export interface IssueInput {
  issues: readonly Issue[];
  raw: unknown;
  places: Record<string, KeyPlaces>;
  schema: z.ZodType;
}

/** Says issues of zod in the house's grammar, each with its place; of several about one key, the first. */
export function toSchemaIssues(input: IssueInput): SchemaIssue[] {
  const seen = new Set<string>();
  return input.issues
    .flatMap((issue) => toIssues(issue, [], input))
    .filter((issue) => !seen.has(issue.pointer) && seen.add(issue.pointer));
}

function toIssues(issue: Issue, base: readonly PropertyKey[], input: IssueInput): SchemaIssue[] {
  const path = [...base, ...issue.path];
  const pointer = toPointer(path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      toUnknownKey(appendPointer(pointer, key), key, getKnownKeys(input.schema, path, input.raw), input),
    );
  }
  if (issue.code === 'invalid_union') {
    const branch = getClosestBranch(issue.errors);
    if (branch) return branch.flatMap((one) => toIssues(one, path, input));
  }
  if (issue.code === 'invalid_key') {
    const key = String(path.at(-1));
    const expected = issue.issues[0] ? describe(issue.issues[0]) : 'another key';
    return [
      {
        kind: 'unknown-key',
        pointer,
        message: `Unexpected key \`${key}\`${toWhere(getParentPointer(pointer))}, ${expected}`,
        place: input.places[pointer]?.key ?? getPlaceAround(pointer, input),
      },
    ];
  }
  const value = getAtPointer(input.raw, pointer);
  return value === undefined ? [toMissingKey(pointer, issue, input)] : [toWrongValue(pointer, value, issue, input)];
}

function toUnknownKey(pointer: string, key: string, known: readonly string[], input: IssueInput): SchemaIssue {
  const suggestion = getSuggestion(key, known);
  const where = toWhere(getParentPointer(pointer));
  return {
    kind: 'unknown-key',
    pointer,
    message: `Unexpected key \`${key}\`${where}, expected ${suggestion === undefined ? 'a known key' : `\`${suggestion}\``}`,
    expected: toSuggested(key, known),
    hint:
      suggestion === undefined
        ? 'Remove it, or declare it under `custom_keys` in the configuration.'
        : `Did you mean \`${suggestion}\`?`,
    place: input.places[pointer]?.key ?? getPlaceAround(pointer, input),
  };
}

function toMissingKey(pointer: string, issue: Issue, input: IssueInput): SchemaIssue {
  const key = toKeyPath(pointer);
  return {
    kind: 'missing-key',
    pointer,
    message: `Unexpected absence of \`${key === '' ? 'content' : key}\`, ${describe(issue)}`,
    expected: getExpected(issue),
    hint: key === '' ? undefined : `Add \`${key.slice(key.lastIndexOf('.') + 1)}\`.`,
    place: getPlaceAround(pointer, input),
  };
}

function toWrongValue(pointer: string, value: unknown, issue: Issue, input: IssueInput): SchemaIssue {
  const options = getExpected(issue);
  const suggestion = typeof value === 'string' && options ? getSuggestion(value, options) : undefined;
  return {
    kind: /^expected a (?:date|time)\b/u.test(issue.message) ? 'bad-date' : 'wrong-value',
    pointer,
    message: `Unexpected ${toShown(value)}${toWhere(pointer)}, ${describe(issue)}`,
    expected: options && typeof value === 'string' ? toSuggested(value, options) : options,
    hint: suggestion === undefined ? getTypeHint(issue, value) : `Did you mean \`${suggestion}\`?`,
    place: input.places[pointer]?.value ?? getPlaceAround(pointer, input),
  };
}

/** YAML read a number or a truth value where text was meant. */
function getTypeHint(issue: Issue, value: unknown): string | undefined {
  const isTyped = typeof value === 'number' || typeof value === 'boolean';
  return isTyped && issue.code === 'invalid_type' && issue.expected === 'string'
    ? 'Write it in single quotes.'
    : undefined;
}

/** The branch of a union that the value was most likely meant for: the fewest issues, none about the value as a whole. */
function getClosestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const isOfOtherKind = (issues: readonly Issue[]) =>
    issues.some((one) => one.path.length === 0 && one.code !== 'unrecognized_keys');
  const score = (issues: readonly Issue[]) =>
    issues.reduce((sum, one) => sum + (one.code === 'unrecognized_keys' ? one.keys.length : 1), 0);
  return branches.filter((issues) => !isOfOtherKind(issues)).sort((a, b) => score(a) - score(b))[0];
}

/** What an issue expects, as `expected …`. */
function describe(issue: Issue): string {
  if (issue.message.startsWith('expected ')) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${TYPES[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
    case 'invalid_union':
      return `expected ${toList([...new Set(getAlternatives(issue))])}`;
    case 'too_small':
      return `expected at least ${toAmount(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `expected at most ${toAmount(issue.maximum, issue.origin)}`;
    case 'invalid_format':
      return issue.format === 'email' ? 'expected an e-mail address' : `expected ${issue.format}`;
    default:
      return 'expected another value';
  }
}

const TYPES: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  tuple: 'a list',
  object: 'keys and values',
  record: 'keys and values',
};

const UNITS: Record<string, string> = { string: 'character', array: 'member', object: 'key' };

function toAmount(amount: number | bigint, origin: string): string {
  const unit = UNITS[origin];
  return unit === undefined ? String(amount) : `${amount} ${unit}${Number(amount) === 1 ? '' : 's'}`;
}

/** What would be right instead, as words. */
function getAlternatives(issue: Issue): string[] {
  if (issue.code === 'invalid_value') return issue.values.map((value) => `\`${String(value)}\``);
  if (issue.code === 'invalid_union') return issue.errors.flat().flatMap(getAlternatives);
  return [describe(issue).replace(/^expected /u, '')];
}

function getExpected(issue: Issue): string[] | undefined {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code !== 'invalid_union') return undefined;
  const options = issue.errors.flat().flatMap((one) => getExpected(one) ?? []);
  return options.length > 0 ? options : undefined;
}

function toList(words: string[]): string {
  return words.length < 2 ? (words[0] ?? 'another value') : `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

/** A value as messages show it: short, on one line. */
function toShown(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return value === null ? 'empty value' : 'keys and values';
  const text = (typeof value === 'string' ? value : JSON.stringify(value)).replace(/\s+/gu, ' ');
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
}

function toWhere(pointer: string): string {
  return pointer === '' ? '' : ` at \`${toKeyPath(pointer)}\``;
}

/** A missing key has no place of its own: the key that holds it has, else the start of the text. */
function getPlaceAround(pointer: string, { places }: IssueInput): Place | undefined {
  for (let at = getParentPointer(pointer); at !== ''; at = getParentPointer(at)) {
    const place = places[at];
    if (place) return place.key ?? place.value;
  }
  const start = places['']?.value.start;
  return start && { start, end: start };
}
