import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const SCENES = globSync('test/automation/scenes/*.ts', { cwd: ROOT }).sort();
/** Imports and exports that leave something to run; types alone do not. */
const IMPORT = /^(?:import|export) (?!type\b)[^;]*?from '([^']+)';$/gmu;

/** Every module that is loaded with a file of the tests. */
function listLoaded(file: string, seen = new Set<string>()): Set<string> {
  for (const [, specifier = ''] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
    const target = specifier.startsWith('.') ? join(dirname(file), specifier) : specifier;
    if (seen.has(target)) continue;
    seen.add(target);
    if (target.startsWith(join(ROOT, 'test'))) listLoaded(target, seen);
  }
  return seen;
}

it('there are scenes', () => expect(SCENES.length).toBeGreaterThan(20));

// tools/exercise-automations.mjs finds a scene by its automation's name, and loads it outside of a test.
it.each(SCENES)('%s is that of an automation, and can be played without vitest', async (path) => {
  const { scene } = (await import(join(ROOT, path))) as { scene: { name: string } };
  expect(path).toBe(`test/automation/scenes/${scene.name}.ts`);
  expect(existsSync(join(ROOT, 'scripts', scene.name, 'automation.yaml'))).toBe(true);
  const loaded = listLoaded(join(ROOT, path));
  expect([...loaded].filter((one) => /(?:^|\/)(?:vitest|bench\.ts)$/u.test(one))).toEqual([]);
  expect(loaded.size).toBeGreaterThan(0);
});
