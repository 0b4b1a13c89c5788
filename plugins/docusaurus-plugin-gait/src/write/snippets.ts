import type { Configuration } from '../model/schema/configuration.ts';
import type { Sop } from '../model/schema/sop.ts';
import { type JsonSchema, toJsonSchema } from './json-schema.ts';

/** A snippet as editors of the VS Code family read it. */
interface Snippet {
  scope: 'markdown';
  prefix: string;
  body: string[];
  description: string;
}

/**
 * Snippets for the front matter of SOPs, one for each key, with the values that the knowledge base allows. Editors' YAML support does
 * not look into Markdown, so this is what completes keys there.
 */
export function toSnippets(schema: typeof Sop, configuration: Configuration): string {
  const choices: Record<string, string[]> = {
    area: configuration.areas.map((area) => area.key),
    owner: Object.keys(configuration.owners),
    roles: configuration.roles,
  };
  const { properties = {}, definitions = {} } = toJsonSchema(schema);
  const snippets = Object.entries(properties).map(([key, property]): [string, Snippet] => {
    const resolved = { ...definitions[property.$ref?.replace('#/definitions/', '') ?? ''], ...property };
    const value = toPlaceholder(resolved, choices[key]);
    const isList = resolved.type === 'array';
    const body = [`${key}: ${isList ? `[${value}]` : value}`];
    return [`SOP: ${key}`, { scope: 'markdown', prefix: key, body, description: resolved.description ?? key }];
  });
  return `${JSON.stringify(Object.fromEntries(snippets), null, 2)}\n`;
}

/** What the cursor lands on: a choice where the values are known. */
function toPlaceholder({ enum: values, anyOf, format, items }: JsonSchema, choices?: string[]): string {
  const item = items && !Array.isArray(items) ? items : undefined;
  const list = choices ?? (values ?? item?.enum ?? anyOf?.find((form) => form.enum)?.enum)?.map(String);
  if (list?.length) return `\${1|${list.map((one) => one.replace(/[,|\\$}]/gu, '\\$&')).join(',')}|}`;
  if (format === 'date') return '${1:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE}';
  return '$1';
}
