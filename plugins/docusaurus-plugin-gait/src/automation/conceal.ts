/** Blots secrets out of what is shown or written. */
export interface Concealer {
  /** From now on this text is blotted out. One of fewer than four characters is too common to look for: refuse it as an input. */
  conceal: (secret: string) => void;
  /** The same value with every secret in its strings replaced. */
  hide: <Value>(value: Value) => Value;
}

/** Fewer characters than this are no secret, and blotting them out would blot out everything. */
const SHORTEST = 4;

/** What stands in the place of a secret. */
const BLOT = '[secret]';

/** Makes a concealer that knows no secret yet. */
export function createConcealer(): Concealer {
  const secrets = new Set<string>();
  const hideText = (text: string): string =>
    // The longest first: one secret may be a part of another.
    [...secrets].sort((a, b) => b.length - a.length).reduce((left, one) => left.replaceAll(one, BLOT), text);
  const hideAll = (value: unknown): unknown => {
    if (typeof value === 'string') return hideText(value);
    if (Array.isArray(value)) return value.map(hideAll);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [hideText(key), hideAll(one)]));
  };
  return {
    conceal: (secret) => void (secret.length >= SHORTEST && secrets.add(secret)),
    hide: <Value>(value: Value) => (secrets.size === 0 ? value : (hideAll(value) as Value)),
  };
}
