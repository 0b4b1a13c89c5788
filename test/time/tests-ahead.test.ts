import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, runNode, THREE_YEARS_AHEAD } from '../support/run.ts';

it('three years from now the tests that need no site still pass', async () => {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const args = [vitest, 'run', '--project', 'fast', '--reporter', 'dot'];
  const { code, output } = await runNode(args, { cwd: ROOT, env: THREE_YEARS_AHEAD });
  expect(output).toMatch(/Tests .*\d+ passed/u);
  expect({ code, output: code === 0 ? '' : output.slice(-8000) }).toEqual({ code: 0, output: '' });
});
