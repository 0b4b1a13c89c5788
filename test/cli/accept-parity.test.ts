import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { MANIFEST, manifestWith, SOP, walkSopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { createSite, gait } from './support.ts';

const CODE = 'scripts/rotate-key/automation.ts';

function createAutomationSite(manifest: string): string {
  return createSite({
    [SOP]: walkSopWith({ frontMatter: { automation: 'rotate-key' } }),
    [CODE]: 'export const plan = 1;\n',
    [MANIFEST]: manifest,
  });
}

/** Warnings about parity, as `rule: start of the message`. */
async function getWarnings(site: string): Promise<string[]> {
  const { stdout } = await gait(site, ['validate', '--format', 'json']);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { rule: string; message: string }[] };
  return diagnostics
    .filter(({ rule }) => rule.startsWith('parity-'))
    .map(({ rule, message }) => `${rule}: ${message.slice(0, 22)}`);
}

describe('gait run --accept-parity', () => {
  it('says what was compared, and nothing else in the manifest changes', async () => {
    const manifest = `# Why it is so.\n${manifestWith({ sops: '[{id: rotate-key, parity: {list-keys: plan}}] # both' })}`;
    const site = createAutomationSite(manifest);
    const { code, stdout } = await gait(site, ['run', 'rotate-key', '--accept-parity']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^scripts\/rotate-key\/automation\.yaml now says that these were compared:\n {2}rotate-key: g1-[0-9a-f]{16}\n {2}code: c1-[0-9a-f]{16}\n$/u,
    );
    const after = readFileSync(path.join(site, MANIFEST), 'utf8');
    expect(after).toMatch(
      /^sops: \[\{id: rotate-key, seen: 'g1-[0-9a-f]{16}', parity: \{list-keys: plan\}\}\] # both\ncode: 'c1-[0-9a-f]{16}'\n/mu,
    );
    expect(after.replace(/ seen: '[^']+',/u, '').replace(/^code: .*\n/mu, '')).toBe(manifest);
    expect(await getWarnings(site)).toEqual([]);
    expect((await gait(site, ['run', 'rotate-key', '--accept-parity'])).stdout).toContain('says so already');
  });

  it('silences a warning about a change of either side, until the next one', async () => {
    const site = createAutomationSite(manifestWith());
    await gait(site, ['run', 'rotate-key', '--accept-parity']);
    writeFileSync(path.join(site, CODE), 'export const plan = 2;\n');
    expect(await getWarnings(site)).toEqual(['parity-code-changed: Unexpected digest `c1-']);
    const text = readFileSync(path.join(site, SOP), 'utf8');
    writeFileSync(path.join(site, SOP), text.replace('List the keys of the user.', 'List all keys of the user.'));
    expect(await getWarnings(site)).toHaveLength(2);
    await gait(site, ['run', 'rotate-key', '--accept-parity']);
    expect(await getWarnings(site)).toEqual([]);
  });

  it('knows only automations that there are', async () => {
    const { code, stderr } = await gait(createAutomationSite(manifestWith()), [
      'run',
      'rotate-keys',
      '--accept-parity',
    ]);
    expect(stderr).toContain('Unexpected automation `rotate-keys`, expected one of: `rotate-key`');
    expect(code).toBe(2);
  });
});
