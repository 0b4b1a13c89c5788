import { z } from 'zod';

/** The part of JSON Schema (draft 7) that our schemas become. */
export interface JsonSchema {
  $schema?: string;
  $id?: string;
  $ref?: string;
  title?: string;
  description?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  pattern?: string;
  format?: string;
  default?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  items?: JsonSchema | JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  definitions?: Record<string, JsonSchema>;
}

/** What a person writes (`io: input`), as JSON Schema of draft 7, which editors read. `name` becomes part of its `$id`. */
export function toJsonSchema(schema: z.ZodType, name?: string): JsonSchema {
  const whole = z.toJSONSchema(schema, { target: 'draft-07', io: 'input', unrepresentable: 'any' }) as JsonSchema;
  const { $schema, $ref, definitions = {} } = whole;
  const rootName = $ref?.replace('#/definitions/', '');
  if (rootName === undefined) return { ...(name && { $id: toId(name) }), ...whole };
  // Editors show title and description of the root; they look for them there and not behind a reference.
  const { [rootName]: root, ...others } = definitions;
  return {
    $schema,
    ...(name && { $id: toId(name) }),
    ...root,
    ...(Object.keys(others).length > 0 && { definitions: others }),
  };
}

function toId(name: string): string {
  return `urn:gait:schema:${name}:1`;
}
