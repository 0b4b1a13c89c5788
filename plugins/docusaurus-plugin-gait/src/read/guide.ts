import { z } from 'zod';
import type { SchemaIssue, YamlData } from '../model/document.ts';
import { appendPointer } from '../model/pointer.ts';

/** Front matter of a guide page: Docusaurus' own, of which only these keys matter here. */
export const Guide = z.looseObject({ title: z.string().optional(), slug: z.string().optional() });

/** Keys that would make Docusaurus compile Markdown as code. */
export const FORBIDDEN_KEYS: readonly string[] = ['mdx', 'format'];

/** An issue for each key that a page must not have. */
export function getForbiddenKeys(data: YamlData<unknown>): SchemaIssue[] {
  return FORBIDDEN_KEYS.flatMap((key) => {
    const pointer = appendPointer('', key);
    const places = data.places[pointer];
    if (!places || data.issues.some((issue) => issue.pointer === pointer)) return [];
    return [
      {
        kind: 'unknown-key',
        pointer,
        message: `Unexpected key \`${key}\`, expected plain Markdown`,
        hint: 'Remove the key: pages are never compiled as code.',
        place: places.key ?? places.value,
      },
    ];
  });
}
