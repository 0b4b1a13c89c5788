import type { z } from 'zod';

/** The parts of a zod schema's definition that lead to the schemas inside it. */
interface Definition {
  type: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  keyType?: z.ZodType;
  valueType?: z.ZodType;
  options?: readonly z.ZodType[];
  items?: readonly z.ZodType[];
  entries?: Record<string, string>;
}

/**
 * The keys that a schema knows at a path, in their order. Of a union, those of the branch that shares the most keys with the
 * value at that path.
 */
export function getKnownKeys(schema: z.ZodType, path: readonly PropertyKey[], raw: unknown): string[] {
  const definition = getDefinition(schema);
  if (definition.options) {
    const present = Object.keys(typeof raw === 'object' && raw !== null ? raw : {});
    const shared = (keys: string[]) => keys.filter((key) => present.includes(key)).length;
    const branches = definition.options.map((option) => ({ option, keys: getKnownKeys(option, [], raw) }));
    const [best] = branches.filter(({ keys }) => keys.length > 0).sort((a, b) => shared(b.keys) - shared(a.keys));
    return best ? getKnownKeys(best.option, path, raw) : [];
  }
  const [part, ...rest] = path;
  if (part === undefined)
    return Object.keys(definition.shape ?? (definition.keyType && getDefinition(definition.keyType).entries) ?? {});
  const inner =
    definition.shape?.[String(part)] ?? definition.valueType ?? definition.element ?? definition.items?.[Number(part)];
  const value = typeof raw === 'object' && raw !== null ? (raw as Record<PropertyKey, unknown>)[part] : undefined;
  return inner ? getKnownKeys(inner, rest, value) : [];
}

/** The definition without the wrappers that say only whether a value may be left out. */
function getDefinition(schema: z.ZodType): Definition {
  let definition: Definition = schema._zod.def;
  while (definition.innerType) definition = definition.innerType._zod.def;
  return definition;
}
