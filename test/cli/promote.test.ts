import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXAMPLE_SITE, sopWith, walkSopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { commitAll, createSite, gait } from './support.ts';

const SOP = 'docs/sops/rotate-key.md';
const CONFIGURATION = (EXAMPLE_SITE['gait.config.yaml'] ?? '').replace('walk: {records: 0}', 'walk: {records: 1}');
const CRAWL = walkSopWith({ frontMatter: { maturity: 'crawl # ours' } });

const read = (folder: string): string => readFileSync(path.join(folder, SOP), 'utf8');

describe('gait promote', () => {
  it('says what is missing, then claims the level when all is met and changes nothing else', async () => {
    const text = CRAWL.replaceAll('\n', '\r\n');
    const folder = createSite({ 'gait.config.yaml': CONFIGURATION, [SOP]: text });
    commitAll(folder);
    const first = await gait(folder, ['promote', 'rotate-key']);
    expect(first.code).toBe(1);
    expect(first.stdout).toContain('missing  walk: 0 of 1 record\n');
    expect(first.stdout).toContain('met      validates at walk\n');
    expect(read(folder)).toBe(text);
    const when = ['--started', '2026-11-02T14:03', '--finished', '2026-11-02T14:20', '--environment', 'staging'];
    const by = ['record', 'rotate-key', '--commit', 'HEAD', '--by', '@alice', '--done', ...when];
    expect((await gait(folder, by)).code).toBe(0);
    expect((await gait(folder, ['promote', 'rotate-key'])).stdout).toContain('not vouched for: no commit added it');
    commitAll(folder);
    const dry = await gait(folder, ['promote', 'rotate-key', '--dry-run']);
    expect([dry.code, read(folder)]).toEqual([3, text]);
    const { code, stdout } = await gait(folder, ['promote', 'rotate-key']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/promote: rotate-key from crawl to walk\n\n {4}Records: 2026-11-02-[a-z0-9]{6}\n/u);
    expect(read(folder)).toBe(text.replace('maturity: crawl', 'maturity: walk'));
    expect((await gait(folder, ['validate'])).code).toBe(0);
    const earned = await gait(folder, ['promote', 'rotate-key', '--to', 'walk']);
    expect([earned.code, earned.stdout]).toEqual([0, expect.stringContaining('met      walk: 1 of 1 record\n')]);
    // The claim stays when the text changes, and is not earned any more.
    writeFileSync(path.join(folder, SOP), read(folder).replace(/^1\. /mu, '1. At once, '));
    const lost = await gait(folder, ['promote', 'rotate-key', '--to', 'walk']);
    expect([lost.code, lost.stdout]).toEqual([1, expect.stringContaining('missing  walk: 0 of 1 record\n')]);
  });

  it('holds the text against the level, and asks for an automation at run', async () => {
    const crawl = createSite({ [SOP]: sopWith() });
    const { code, stdout } = await gait(crawl, ['promote', 'rotate-key']);
    expect(code).toBe(1);
    expect(stdout).toContain('Unexpected absence of `risk` at `walk`');
    const walk = createSite();
    const run = await gait(walk, ['promote', 'rotate-key', '--to', 'run']);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('missing  run: an automation\n');
  });

  it('demotes with a reason', async () => {
    const folder = createSite();
    expect((await gait(folder, ['promote', 'rotate-key', '--demote', 'crawl'])).code).toBe(2);
    const { code, stdout } = await gait(folder, [
      'promote',
      'rotate-key',
      '--demote',
      'crawl',
      '--reason',
      'Step 2 broke',
    ]);
    expect([code, read(folder)]).toEqual([0, walkSopWith({ frontMatter: { maturity: 'crawl' } })]);
    expect(stdout).toContain('    demote: rotate-key from walk to crawl\n\n    Step 2 broke\n');
  });

  it.each([
    [['rotate-kee'], 'Did you mean `rotate-key`?'],
    [['rotate-key', '--demote', 'walk', '--to', 'run', '--reason', 'x'], 'Unexpected --to with --demote'],
    [['rotate-key', '--reason', 'x'], 'Unexpected --reason without --demote'],
  ])('refuses %j', async (argv, message) => {
    const { code, stderr } = await gait(createSite(), ['promote', ...argv]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
