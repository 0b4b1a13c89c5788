import { Walk } from '../../model/schema/walk.ts';

/** A walk out of a file, or why the file is none, one sentence for each thing that is wrong. */
export type ReadWalk = { walk: Walk; problems?: undefined } | { walk?: undefined; problems: string[] };

/** Largest file that is looked at, in characters. */
const LARGEST_FILE = 5_000_000;
/** How many problems are named. */
const MAX_PROBLEMS = 5;

/**
 * Reads an exported walk. What it holds is other people's text and is shown as such. A walk without the text of its steps can be
 * followed only where the page has the very text; the caller sees to that.
 */
export function readWalk(text: string): ReadWalk {
  if (text.length > LARGEST_FILE) return { problems: ['Unexpected size of the file, expected at most 5 MB.'] };
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { problems: ['Unexpected content of the file, expected a walk that was exported from such a page (JSON).'] };
  }
  const result = Walk.safeParse(data);
  if (!result.success) {
    return {
      problems: result.error.issues
        .slice(0, MAX_PROBLEMS)
        .map(({ path, message }) => `Unexpected content at ${path.map(String).join('.') || 'the top'}: ${message}`),
    };
  }
  const known = new Set(result.data.text?.map(({ id }) => id));
  const stray = result.data.text && result.data.steps.find(({ id }) => !known.has(id));
  if (stray) return { problems: [`Unexpected step \`${stray.id}\`, expected one of the walk's own text.`] };
  const ids = result.data.steps.map(({ id }) => id);
  if (new Set(ids).size !== ids.length)
    return { problems: ['Unexpected step that is ticked twice, expected each once.'] };
  return { walk: result.data };
}
