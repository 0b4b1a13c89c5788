import { z } from 'zod';
import { checkPattern } from '../model/pattern.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { Sop } from '../model/schema/sop.ts';

type CustomKey = Configuration['custom_keys'][string];
type Member = NonNullable<CustomKey['items']>;

const schemas = new WeakMap<Configuration, typeof Sop>();

/** The schema of SOPs with a team's own keys, made once for each configuration. */
export function getSopSchema(configuration: Configuration): typeof Sop {
  let schema = schemas.get(configuration);
  if (!schema) {
    const keys = Object.entries(configuration.custom_keys);
    const shape = Object.fromEntries(
      keys.filter(([key]) => !Object.hasOwn(Sop.shape, key)).map(([key, value]) => [key, toSchema(value)]),
    );
    schema = (keys.length === 0 ? Sop : Sop.extend(shape)) as typeof Sop;
    schemas.set(configuration, schema);
  }
  return schema;
}

function toSchema(key: CustomKey): z.ZodType {
  const value =
    key.type === 'array'
      ? z.array(key.items ? toMember(key.items) : z.unknown())
      : toMember({ ...key, type: key.type });
  const described = key.description === undefined ? value : value.meta({ description: key.description });
  return key.required ? described : described.optional();
}

function toMember({ type, enum: values, pattern }: Member): z.ZodType {
  if (values) return z.literal(values);
  if (type === 'number') return z.number();
  if (type === 'integer') return z.int();
  if (type === 'boolean') return z.boolean();
  const checked = pattern === undefined ? undefined : checkPattern(pattern);
  if (checked?.kind !== 'fine') return z.string();
  return z.string().refine((text) => checked.whole.test(text), `expected text that matches \`${pattern}\``);
}
