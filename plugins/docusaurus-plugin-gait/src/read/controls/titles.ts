import type { ImportOptions } from './contract.ts';
import { asObject, asObjects, asText, get, parseYaml } from './data.ts';
import { toLine } from './text.ts';

/** Titles and areas of a catalogue, by id; what has no title is left out. A text that is no catalogue has none. */
export function readTitles(text: string): NonNullable<ImportOptions['titles']> {
  const titles = new Map<string, { title: string; area?: string }>();
  for (const control of asObjects(get(asObject(parseYaml(text).data), 'controls'))) {
    const [id, title] = [asText(get(control, 'id')), asText(get(control, 'title'))];
    if (id !== undefined && title !== undefined)
      titles.set(id, { title: toLine(title), area: asText(get(control, 'area')) });
  }
  return titles;
}
