import { randomInt } from 'node:crypto';

/** Six characters of `[a-z0-9]`. */
export function createRandom(): string {
  return Array.from({ length: 6 }, () => randomInt(36).toString(36)).join('');
}
