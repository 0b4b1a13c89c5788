import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { getDifferences, hashFiles } from '../support/hash.ts';
import { SITES, runGait } from '../support/run.ts';
import { AS_OF } from '../support/sites.ts';
import { buildSubPath } from './sub-path-site.ts';

it('the same files give the same bytes, in another folder and with what the last build left behind', async () => {
  const { root, build } = await buildSubPath();
  const first = await hashFiles(build);
  expect(first.size).toBeGreaterThan(20);
  const again = await mkdtemp(join(SITES, 'again-'));
  try {
    for (const name of ['docs', 'controls', 'gait.config.yaml', 'docusaurus.config.js', 'package.json', '.git'])
      await cp(join(root, name), join(again, name), { recursive: true });
    for (const attempt of ['fresh', 'warm']) {
      const { code, output } = await runGait(['build', '--as-of', AS_OF], { cwd: again });
      expect(code, output).toBe(0);
      expect(getDifferences(first, await hashFiles(join(again, 'build'))), attempt).toEqual([]);
    }
  } finally {
    await rm(again, { recursive: true, force: true });
  }
});
