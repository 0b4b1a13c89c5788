import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../..');
const PLUGIN = join(ROOT, 'plugins/docusaurus-plugin-gait');

let folder: string;
let tarball: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gait-package-'));
  // What packing runs first, apart: its output would mix with what is read here.
  await run('npm', ['run', 'prepack'], { cwd: PLUGIN });
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: PLUGIN,
  });
  const [packed] = JSON.parse(stdout) as { filename: string }[];
  tarball = join(folder, packed?.filename ?? '');
  await writeSite(folder, packed?.filename ?? '');
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], { cwd: folder });
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the packed plugin', () => {
  it('is well formed for everyone who imports it', async () => {
    const { stdout } = await run(
      process.execPath,
      [join(ROOT, 'node_modules/publint/src/cli.js'), tarball, '--strict'],
      { cwd: ROOT },
    );
    expect(stdout).toContain('All good');
    for (const file of ['README.md', 'LICENSE', 'bin/gait.js'])
      expect(existsSync(join(folder, 'node_modules/docusaurus-plugin-gait', file)), file).toBe(true);
    expect(existsSync(join(folder, 'node_modules/docusaurus-plugin-gait/src'))).toBe(false);
  });

  it('has types that a site and an automation compile against', async () => {
    const typescript = join(ROOT, 'node_modules/typescript/bin/tsc');
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext'];
    const { stdout } = await run(process.execPath, [typescript, ...options, 'types.ts'], { cwd: folder }).catch(
      (error: { stdout: string }) => error,
    );
    expect(stdout).toBe('');
  });

  it('validates and builds a site in an empty folder', async () => {
    const validated = await run('npx', ['gait', 'validate'], { cwd: folder });
    expect(validated.stdout).toContain('0 errors');
    await run('npx', ['gait', 'build'], { cwd: folder });
    const page = await readFile(join(folder, 'build/sops/restart-service/index.html'), 'utf8');
    expect(page).toContain('Restart a service');
    expect(existsSync(join(folder, 'build/build.json'))).toBe(true);
  });
});

/** An empty Docusaurus site with one SOP, and the overrides that Docusaurus 3.10.2 needs to install. */
async function writeSite(root: string, tarball: string): Promise<void> {
  const { overrides, dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    overrides: Record<string, string>;
    dependencies: Record<string, string>;
  };
  const files: Record<string, string> = {
    'package.json': JSON.stringify({
      name: 'empty-site',
      private: true,
      type: 'module',
      dependencies: { ...dependencies, 'docusaurus-plugin-gait': `file:./${tarball}` },
      overrides,
    }),
    'docusaurus.config.js':
      "import { createGaitSite } from 'docusaurus-plugin-gait/site';\nexport default createGaitSite({ title: 'Empty', url: 'https://empty.example.org' });\n",
    'types.ts': `import type { Automation } from 'docusaurus-plugin-gait/automation';
import { createGaitSite } from 'docusaurus-plugin-gait/site';

export const title: string = createGaitSite({ title: 'Empty', url: 'https://empty.example.org' }).title;
export type Plan = Automation['plan'];
// @ts-expect-error -- a number is no title
createGaitSite({ title: 1, url: 'https://empty.example.org' });
`,
    'gait.config.yaml':
      "schema: 1\nknown_checks: []\nareas: [{key: operations, title: Operations}]\nowners: {team: {name: Team, contact: 'https://chat.example.com/team'}}\n",
    'docs/sops/restart-service.md': [
      '---',
      'id: restart-service',
      'title: Restart a service',
      'description: For a service that no longer answers.',
      'area: operations',
      'maturity: crawl',
      'owner: team',
      'last_reviewed_on: 2026-10-01',
      'review_in: 10 years',
      'cadence: on-demand',
      '---',
      '',
      '## Purpose',
      '',
      'Bring a service back.',
      '',
      '## Procedure',
      '',
      '1. Restart it.',
      '',
      '   ```bash',
      '   systemctl restart example.service',
      '   ```',
      '',
    ].join('\n'),
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
  }
}
