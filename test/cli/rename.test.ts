import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  EXAMPLE_SITE,
  manifestWith,
  recordWith,
  sopWith,
  standardWith,
  walkSopWith,
} from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { changeFiles } from '../../plugins/docusaurus-plugin-gait/src/cli/change-files.ts';
import { createFolder, createSite, gait } from './support.ts';

const OLD = 'docs/sops/rotate-key.md';
const NEW = 'docs/sops/renew-key.md';
const OTHER = 'docs/sops/audit-keys.md';
const RECORD = 'records/rotate-key/2026-11-02-k3f9qa.yaml';
const SITE = {
  [OLD]: walkSopWith({ frontMatter: { automation: 'rotate-key' } }),
  [OTHER]: sopWith({
    frontMatter: { id: 'audit-keys', related: '[rotate-key] # see there' },
    sections: {
      Purpose: 'See [it](./rotate-key.md#list-keys), [again](<rotate-key.md>) and [here][r].\n\n[r]: rotate-key.md "T"',
    },
  }),
  'docs/standards/access.md': standardWith({ body: 'See [rotation](../sops/rotate-key.md).' }),
  'scripts/rotate-key/automation.yaml': manifestWith(),
  'scripts/rotate-key/automation.ts': '',
  [RECORD]: recordWith(),
};

const read = (folder: string, file: string): string => readFileSync(path.join(folder, file), 'utf8');

describe('gait rename', () => {
  it('changes the id in every place that names it, and nothing else', async () => {
    const folder = createSite(SITE);
    const dry = await gait(folder, ['rename', 'rotate-key', 'renew-key', '--dry-run']);
    expect([dry.code, existsSync(path.join(folder, NEW))]).toEqual([3, false]);
    const { code, stdout } = await gait(folder, ['rename', 'rotate-key', 'renew-key']);
    expect(stdout).toContain('    rename: rotate-key to renew-key\n');
    expect(code).toBe(0);
    expect(existsSync(path.join(folder, OLD))).toBe(false);
    expect(read(folder, NEW)).toBe(SITE[OLD]?.replace('id: rotate-key\n', 'id: renew-key\nformerly: [rotate-key]\n'));
    expect(read(folder, OTHER)).toBe(
      SITE[OTHER]?.replaceAll('rotate-key.md', 'renew-key.md').replace('[rotate-key]', '[renew-key]'),
    );
    expect(read(folder, 'docs/standards/access.md')).toContain('(../sops/renew-key.md)');
    expect(read(folder, 'gait.config.yaml')).toBe(
      EXAMPLE_SITE['gait.config.yaml']?.replace('requires: [rotate-key]', 'requires: [renew-key]'),
    );
    expect(read(folder, 'scripts/rotate-key/automation.yaml')).toBe(
      SITE['scripts/rotate-key/automation.yaml']?.replace('{id: rotate-key}', '{id: renew-key}'),
    );
    expect(read(folder, RECORD)).toBe(SITE[RECORD]);
    expect((await gait(folder, ['validate'])).code).toBe(0);
    const again = await gait(folder, ['rename', 'renew-key', 'rotate-key']);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('An id is never used again')]);
    expect((await gait(folder, ['rename', 'renew-key', 'swap-key'])).code).toBe(0);
    expect(read(folder, 'docs/sops/swap-key.md')).toContain('formerly: [rotate-key, renew-key]\n');
  });

  it('keeps line ends and the form of lists', async () => {
    const toCrlf = (text: string): string => text.replaceAll('\n', '\r\n');
    const other = sopWith({
      frontMatter: { id: 'audit-keys', related: '\n  - rotate-key # the other' },
      sections: { Purpose: "See [it](./rotate-key.md#list-keys) and [again](rotate-key.md 'T')." },
    });
    const folder = createSite({ [OLD]: walkSopWith(), [OTHER]: toCrlf(other) });
    const { code, stderr } = await gait(folder, ['rename', 'rotate-key', 'renew-key']);
    expect([code, stderr]).toEqual([0, '']);
    expect(read(folder, OTHER)).toBe(toCrlf(other.replaceAll('rotate-key', 'renew-key')));
    expect((await gait(folder, ['validate'])).code).toBe(0);
  });

  it.each([
    ['audit-keys', 'expected one that `docs/sops/audit-keys.md` does not have or had'],
    ['Renew', 'expected lower-case words'],
    ['index', 'Unexpected errors after the change'],
  ])('refuses %s and changes nothing', async (id, message) => {
    const folder = createSite(SITE);
    const { code, stderr } = await gait(folder, ['rename', 'rotate-key', id]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(read(folder, OLD)).toBe(SITE[OLD]);
  });
});

describe('gait retire', () => {
  it('keeps the page, and names who still links to it', async () => {
    const folder = createSite(SITE);
    const argv = ['retire', 'rotate-key', '--replaced-by', 'audit-keys'];
    expect([(await gait(folder, [...argv, '--dry-run'])).code, read(folder, OLD)]).toEqual([3, SITE[OLD]]);
    const { code, stdout } = await gait(folder, argv);
    expect(code).toBe(0);
    expect(stdout).toContain('To look at next:\ndocs/');
    expect(
      read(folder, OLD)
        .split('\n')
        .filter((line) => !SITE[OLD]?.split('\n').includes(line)),
    ).toEqual(['status: retired', 'replaced_by: audit-keys']);
    expect((await gait(folder, argv)).stdout).toBe('rotate-key is retired already\n');
    expect((await gait(folder, ['retire', 'audit-keys', '--replaced-by', 'audit-keys'])).code).toBe(2);
  });
});

describe('changing several files', () => {
  it('puts everything back when one of them cannot be changed', async () => {
    const folder = createFolder({ 'a.md': 'a', 'b/c.md': 'c' });
    const changes = new Map([
      ['a.md', 'A'],
      ['new.md', 'new'],
      ['b', 'not a folder'],
    ]);
    await expect(changeFiles(folder, changes)).rejects.toThrow();
    expect(read(folder, 'a.md')).toBe('a');
    expect(readdirSync(folder).sort()).toEqual(['a.md', 'b']);
  });
});
