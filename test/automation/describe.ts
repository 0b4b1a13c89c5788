import { describe, expect, it } from 'vitest';

/** A suite that needs something; without it the suite is counted as skipped, so that nobody takes it for passed. */
export function describeWith<Thing>(thing: Thing | undefined, name: string, body: (thing: Thing) => void): void {
  if (thing !== undefined) describe(name, () => body(thing));
  else describe.skip(name, () => it('needs the emulator', () => expect(thing).toBeDefined()));
}
