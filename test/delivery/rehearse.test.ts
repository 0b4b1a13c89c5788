import { expect, it } from 'vitest';
import { ROOT, runNode } from '../support/run.ts';

it('plays the whole path of a change, and a bad release is rolled back', { timeout: 400_000 }, async () => {
  const { code, stdout, output } = await runNode(['tools/rehearse.mjs'], { cwd: ROOT });
  expect(code, output).toBe(0);
  const said = [
    'validate stops the change and says why',
    'validate lets the change pass',
    '4. What a reviewer reads on the pull request',
    'the comment names the SOP',
    'staging and production have the same checksums',
    'is refused, and the last good site is served',
    'The header Content-Security-Policy is missing',
    'rolled back to',
    'the smoke test passes again',
    'The rehearsal went as it should.',
  ];
  let at = 0;
  for (const sentence of said) {
    const found = stdout.indexOf(sentence, at);
    expect(found, `${sentence}\n${output}`).toBeGreaterThanOrEqual(at);
    at = found;
  }
});
