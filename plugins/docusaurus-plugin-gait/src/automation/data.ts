import type { Json } from '../model/json.ts';

/**
 * Data of a file as keys and values. `at` names the place in messages: ``the baseline``, `` `domains[0]` ``.
 * @throws Error when it is something else.
 */
export function getMap(data: Json | undefined, at: string): Readonly<Record<string, Json | undefined>> {
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data as Record<string, Json>;
  throw new Error(`Unexpected ${at}, expected keys and values`);
}

/** Data of a file as a list. @throws Error when it is something else. */
export function getList(data: Json | undefined, at: string): readonly Json[] {
  if (Array.isArray(data)) return data as Json[];
  throw new Error(`Unexpected ${at}, expected a list`);
}

/** Data of a file as text that is not empty. @throws Error when it is something else, such as a number without quotes. */
export function getText(data: Json | undefined, at: string): string {
  if (typeof data === 'string' && data !== '') return data;
  throw new Error(`Unexpected ${at}, expected text`);
}

/** Data of a file as a list of texts, sorted. @throws Error when it is something else. */
export function getTexts(data: Json | undefined, at: string): string[] {
  return getList(data, at)
    .map((one) => getText(one, `one of ${at}`))
    .sort();
}
