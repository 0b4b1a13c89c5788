import type { Cache, CheckedFile } from './contract.ts';

/**
 * A cache that keeps its values at hand, over another one: in the development server only what was saved is parsed again, and of two
 * revisions only what differs. Values that neither of the last two runs asked for are let go.
 */
export function createMemoryCache(below?: Cache): Cache {
  let used = new Map<string, CheckedFile>();
  let before = new Map<string, CheckedFile>();
  return {
    get(key) {
      const value = used.get(key) ?? before.get(key) ?? below?.get(key);
      if (value) used.set(key, value);
      return value;
    },
    set(key, value) {
      used.set(key, value);
      below?.set(key, value);
    },
    async save() {
      before = used;
      used = new Map();
      await below?.save();
    },
  };
}
