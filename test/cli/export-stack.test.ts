import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCheckout } from '../automation/checkout.ts';
import { runGait } from '../support/run.ts';

const checkout = createCheckout([
  'docs/sops/account-governance/review-iam-access.md',
  'docs/sops/cloud-configuration/block-public-buckets.md',
  'docs/sops/cloud-configuration/close-open-ssh.md',
]);
const folder = mkdtempSync(join(tmpdir(), 'gait-export-'));
afterAll(() => {
  checkout.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `gait export event-stack` into a folder of its own. */
function exportStack(out: string, ...args: string[]): ReturnType<typeof runGait> {
  return runGait(['export', 'event-stack', '--out', join(folder, out), ...args], { cwd: checkout.root });
}

function readFiles(out: string): Map<string, string> {
  const names = readdirSync(join(folder, out), { recursive: true, encoding: 'utf8' }).sort();
  const files = names.filter((name) => /\.\w+$/u.test(name));
  return new Map(files.map((name) => [name, readFileSync(join(folder, out, name), 'utf8')]));
}

describe('gait export event-stack', () => {
  let first: Awaited<ReturnType<typeof exportStack>>;
  beforeAll(async () => {
    // What this test is not about goes.
    for (const name of checkout.list('scripts')) {
      if (['block-public-buckets', 'review-iam-access', 'close-open-ssh'].includes(name)) continue;
      rmSync(join(checkout.root, 'scripts', name), { recursive: true });
    }
    checkout.commit('README.md', 'state\n');
    first = await exportStack('first', '--apply', 'block-public-buckets');
  }, 120_000);

  it(
    'writes a template and the code of every automation that something starts, the same bytes each time',
    { timeout: 120_000 },
    async () => {
      expect(first.code, first.output).toBe(0);
      const files = readFiles('first');
      expect([...files.keys()]).toEqual([
        'block-public-buckets/index.mjs',
        'review-iam-access/index.mjs',
        'template.json',
      ]);
      const second = await exportStack('second', '--apply', 'block-public-buckets');
      expect(second.code).toBe(0);
      expect(readFiles('second')).toEqual(files);
    },
  );

  it('lets apply what is named, and puts no folder of this machine into the code', () => {
    const files = readFiles('first');
    expect(files.get('block-public-buckets/index.mjs')).toMatch(/isApply:!0/u);
    expect(files.get('review-iam-access/index.mjs')).toMatch(/isApply:!1/u);
    for (const text of files.values()) {
      expect(text).not.toContain(checkout.root);
      expect(text).not.toContain(process.cwd());
    }
  });

  it(
    'refuses names that are none, what nothing starts, and text that is not committed',
    { timeout: 120_000 },
    async () => {
      const unknown = await exportStack('third', '--apply', 'nothing');
      expect(unknown.code).toBe(2);
      expect(unknown.output).toContain('Unexpected automation `nothing`, expected one of: `block-public-buckets`');
      const idle = await exportStack('third', '--apply', 'close-open-ssh');
      expect(idle.output).toContain('nothing triggers it; name it with --also as well');
      checkout.write('scripts/review-iam-access/more.ts', 'export {};\n');
      const open = await exportStack('third');
      expect(open.code).toBe(2);
      expect(open.output).toContain('Unexpected change of `scripts/review-iam-access/more.ts` since the last commit');
      expect(existsSync(join(folder, 'third'))).toBe(false);
    },
  );
});
