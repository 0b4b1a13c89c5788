import * as common from '../model/schema/common.ts';
import type { Format } from './formats.ts';
import { type JsonSchema, toJsonSchema } from './json-schema.ts';
import { toMarkdownFence, toMarkdownTable } from './markdown.ts';

/** One key of a format. */
interface Row {
  key: string;
  type: string;
  required: '' | 'yes' | 'in this form';
  preset: string;
  description: string;
}

/** Names of types that are told by their pattern. */
const TYPE_NAMES: [keyof typeof common, string][] = [
  ['Key', 'key'],
  ['CivilDate', 'date'],
  ['Timestamp', 'time'],
  ['DurationText', 'duration'],
  ['ControlReference', 'control'],
  // Checks and alerts are written alike.
  ['CheckReference', 'tool:name'],
  ['Handle', 'handle'],
  ['WebAddress', 'address'],
  ['Line', 'line'],
  ['VariableName', 'variable name'],
];

const NAMES_BY_PATTERN = new Map(TYPE_NAMES.map(([name, text]) => [toJsonSchema(common[name]).pattern, text] as const));

/** The reference page of a format, in Markdown with front matter. `example` is a whole valid file. */
export function toFormatPage(input: {
  format: Format;
  position: number;
  example: { ending: 'md' | 'yaml' | 'json'; text: string };
}): string {
  const { format, position, example } = input;
  const schema = toJsonSchema(format.schema);
  const rows = toRows(schema, schema.definitions ?? {}, '');
  const table = toMarkdownTable(
    ['Key', 'Type', 'Required', 'Default', 'Meaning'],
    rows.map(({ key, type, required, preset, description }) => [
      `\`${key}\``,
      type,
      required,
      preset,
      description.replaceAll('|', '\\|'),
    ]),
  );
  return [
    `---\ntitle: ${schema.title ?? format.name}\nsidebar_position: ${position}\n---\n`,
    `${schema.description ?? ''}\n`,
    `Files: \`${format.files}\`. JSON Schema for editors: \`schema/${format.name}.schema.json\`.\n`,
    `## Keys\n`,
    table,
    `## Example\n`,
    `${toMarkdownFence(example.text, example.ending === 'md' ? 'markdown' : example.ending)}\n`,
  ].join('\n');
}

/** The page that lists all formats and says what the names of types mean. In the sidebar its folder comes after what people write. */
export function toFormatIndex(formats: readonly Format[]): string {
  const rows = formats.map((format) => {
    const { title, description } = toJsonSchema(format.schema);
    return [`[${title ?? format.name}](./${format.name}.md)`, `\`${format.files}\``, description ?? ''];
  });
  return `---
title: File formats
sidebar_position: 100
---

${toMarkdownTable(['Format', 'Files', 'What it is'], rows)}
## Types

| Type | Written as |
| --- | --- |
| key | lower-case words joined by hyphens: \`isolate-instance\` |
| line | text on one line |
| date | \`2026-10-01\` |
| time | with its offset: \`2026-11-02T14:03:00+01:00\` |
| duration | \`20 minutes\`, \`6 months\`, \`1 year\` |
| control | framework, version and id, in quotes: \`'cis-aws@5.0.0#1.4'\` |
| tool:name | a check or an alert and the tool it is of: \`'prowler:iam_root_mfa_enabled'\`, \`'guardduty:UnauthorizedAccess:EC2/SSHBruteForce'\` |
| handle | \`'@alice'\` |
| address | \`https://…\` |
| variable name | upper case: \`INSTANCE_ID\` |

Text that YAML would read as a number needs single quotes: \`'1.10'\`, \`'012345678901'\`. \`npx gait fix\` adds them.
`;
}

function toRows(schema: JsonSchema, definitions: Record<string, JsonSchema>, prefix: string): Row[] {
  const { properties = {}, required = [], additionalProperties } = schema;
  const rows = Object.entries(properties).flatMap(([name, property]) => {
    const key = `${prefix}${name}`;
    const resolved = resolve(property, definitions);
    const row: Row = {
      key,
      type: toType(resolved, definitions),
      required: required.includes(name) ? 'yes' : '',
      preset: toPreset(resolved.default),
      description: resolved.description ?? '',
    };
    return [row, ...toInnerRows(resolved, definitions, key)];
  });
  const open = typeof additionalProperties === 'object' ? resolve(additionalProperties, definitions) : undefined;
  return open ? [...rows, ...toInnerRows(open, definitions, `${prefix}<name>`)] : rows;
}

/** Keys of what a key holds: of an object, of the members of a list, of each form of a union. */
function toInnerRows(schema: JsonSchema, definitions: Record<string, JsonSchema>, key: string): Row[] {
  const resolved = resolve(schema, definitions);
  if (resolved.type === 'array') {
    return Array.isArray(resolved.items) || !resolved.items ? [] : toInnerRows(resolved.items, definitions, `${key}[]`);
  }
  const forms = getForms(resolved);
  if (forms) {
    const seen = new Set<string>();
    return forms
      .flatMap((form) => toInnerRows(form, definitions, key))
      .filter((row) => !seen.has(row.key) && seen.add(row.key))
      .map((row): Row => (row.required === 'yes' ? { ...row, required: 'in this form' } : row));
  }
  return resolved.type === 'object' ? toRows(resolved, definitions, `${key}.`) : [];
}

function toType(schema: JsonSchema, definitions: Record<string, JsonSchema>): string {
  const resolved = resolve(schema, definitions);
  if (resolved.const !== undefined) return `\`${JSON.stringify(resolved.const).replaceAll('"', '')}\``;
  if (resolved.enum) return resolved.enum.map((value) => `\`${String(value)}\``).join(', ');
  const forms = getForms(resolved);
  if (forms) return [...new Set(forms.map((form) => toType(form, definitions)))].join(' or ');
  const named = NAMES_BY_PATTERN.get(resolved.pattern);
  if (named !== undefined && resolved.pattern !== undefined) return named;
  if (Array.isArray(resolved.type)) {
    return resolved.type.map((type) => toType({ ...resolved, type, pattern: undefined }, definitions)).join(' or ');
  }
  switch (resolved.type) {
    case 'array':
      return Array.isArray(resolved.items) || !resolved.items
        ? 'list'
        : `list of: ${toType(resolved.items, definitions)}`;
    case 'object':
      return 'keys';
    case 'integer':
      return 'whole number';
    case 'boolean':
      return '`true`, `false`';
    case 'null':
      return '`null`';
    case undefined:
      return 'anything';
    default:
      return resolved.type === 'string' ? 'text' : resolved.type;
  }
}

function getForms({ anyOf, oneOf }: JsonSchema): JsonSchema[] | undefined {
  return anyOf ?? oneOf;
}

/** Follows a reference; what stands beside it wins. */
function resolve(schema: JsonSchema, definitions: Record<string, JsonSchema>): JsonSchema {
  const name = (schema.$ref ?? schema.allOf?.[0]?.$ref)?.replace('#/definitions/', '');
  const target = name === undefined ? undefined : definitions[name];
  return target ? { ...target, ...schema, $ref: undefined, allOf: undefined } : schema;
}

function toPreset(value: unknown): string {
  if (value === null) return '`null`';
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return '';
  if (typeof value === 'object' && Object.keys(value).length === 0) return '';
  if (Array.isArray(value)) return value.map(toPreset).join(', ');
  return typeof value === 'object' ? 'see its keys' : `\`${JSON.stringify(value).replaceAll('"', '')}\``;
}
