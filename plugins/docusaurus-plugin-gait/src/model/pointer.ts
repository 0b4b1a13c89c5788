/** Appends one part to a JSON pointer (RFC 6901). */
export function appendPointer(pointer: string, part: string | number): string {
  return `${pointer}/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The JSON pointer of a path: `['variables', 0, 'name']` is `/variables/0/name`. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.reduce<string>((pointer, part) => appendPointer(pointer, String(part)), '');
}

/** The parts of a JSON pointer; the root has none. */
export function parsePointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer one level up; the root's is the root. */
export function getParentPointer(pointer: string): string {
  return pointer.slice(0, Math.max(pointer.lastIndexOf('/'), 0));
}

/** How messages name a key: `variables[0].name`; `` for the root. */
export function toKeyPath(pointer: string): string {
  return parsePointer(pointer).reduce(
    (path, part) => (/^\d+$/u.test(part) ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`),
    '',
  );
}

/** The value at a pointer in plain data; undefined when there is none. Looks at own keys alone. */
export function getAtPointer(data: unknown, pointer: string): unknown {
  let value = data;
  for (const part of parsePointer(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}
