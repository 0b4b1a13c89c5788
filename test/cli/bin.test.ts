import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sopWith } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import { createFolder, createSite } from './support.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const BIN = path.join(ROOT, 'plugins/docusaurus-plugin-gait/bin/gait.js');

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, ['tools/build-plugin.mjs'], { cwd: ROOT, encoding: 'utf8' });
  expect(status, stderr).toBe(0);
});

function run(cwd: string, args: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: cwd, ...env },
  });
  return { status, stdout, stderr };
}

describe('the installed command', () => {
  it('validates, with the exit codes that it promises', () => {
    expect(run(createSite(), ['validate', '--as-of', '2026-11-20'])).toEqual({
      status: 0,
      stdout: '0 errors, 0 warnings (1 SOP, 2 other files checked)\n',
      stderr: '',
    });
    const broken = createSite({ 'docs/sops/rotate-key.md': sopWith({ frontMatter: { owner: 'nobody' } }) });
    expect(run(broken, ['validate']).status).toBe(1);
    expect(run(createFolder({}), ['validate']).status).toBe(2);
    expect(run(createSite(), ['vaildate']).stderr).toContain('Did you mean validate?');
  });

  it('writes everything to a pipe, however much, and minds none that closes early', async () => {
    const sops = Array.from({ length: 300 }, (_, index) => [
      `docs/sops/a-${index}.md`,
      sopWith({ frontMatter: { owner: 'nobody' } }),
    ]);
    const folder = createSite(Object.fromEntries(sops) as Record<string, string>);
    const { stdout, status } = run(folder, ['validate', '--format', 'json']);
    expect(status).toBe(1);
    expect((JSON.parse(stdout) as { diagnostics: unknown[] }).diagnostics.length).toBeGreaterThan(300);

    const child = spawn(process.execPath, [BIN, 'validate'], { cwd: folder });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect({ code, errors }).toEqual({ code: 1, errors: '' });
  });

  it('loads no code of the repository that it validates', () => {
    const trap = "throw new Error('ran');\n";
    const folder = createSite({
      'docusaurus.config.ts': trap,
      'docusaurus.config.js': trap,
      'scripts/rotate-key/automation.ts': trap,
      'package.json': '{"type": "module", "main": "trap.js"}',
      'trap.js': trap,
      'node_modules/yaml/package.json': '{"name": "yaml", "main": "index.js"}',
      'node_modules/yaml/index.js': trap,
    });
    expect(run(folder, ['validate']).stderr).toBe('');
  });

  it('shows a stack only when asked', () => {
    const folder = createFolder({ 'gait.config.yaml/file': '' });
    const { stderr, status } = run(folder, ['explain', 'x']);
    expect(status).toBe(2);
    expect(stderr).not.toMatch(/^ {4}at /mu);
    expect(run(folder, ['explain', 'x'], { GAIT_DEBUG: '1' }).stderr).toMatch(/^ {4}at /mu);
  });
});
