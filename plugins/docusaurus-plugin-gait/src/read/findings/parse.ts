import { type Json, isObject } from './values.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** A string, which stays as it is, or a number that is none. */
const STRING_OR_NOT_A_NUMBER = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/gsu;

/**
 * Parses one entry. `NaN` and `Infinity`, which some writers leave in JSON, are read as null.
 * @returns the object, or `Unexpected …, expected …`.
 */
export function parseEntry(bytes: Uint8Array): Json | string {
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch {
    return 'Unexpected bytes that are not UTF-8, expected text as UTF-8';
  }
  const value = parse(text);
  if (value instanceof SyntaxError) return `Unexpected syntax, expected JSON`;
  return isObject(value) ? value : `Unexpected ${nameOf(value)}, expected an object`;
}

/** Parses a text that stands alone; '' for what is none. */
export function parseText(bytes: Uint8Array): string {
  const value = parse(new TextDecoder().decode(bytes));
  return typeof value === 'string' ? value : '';
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/NaN|Infinity/u.test(text)) return error;
  }
  try {
    return JSON.parse(text.replace(STRING_OR_NOT_A_NUMBER, (token) => (token.startsWith('"') ? token : 'null')));
  } catch (error) {
    return error;
  }
}

function nameOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}
