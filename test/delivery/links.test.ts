import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, runNode } from '../support/run.ts';
import { createFolder, writeAll } from './support.ts';

/** What the weekly workflow runs, over a site of two pages. */
async function check(link: string): Promise<{ code: number | null; output: string }> {
  const folder = await createFolder();
  await writeAll(folder, {
    'index.html': `<link rel="canonical" href="https://gait.example.org/"><a href="/sops/restart/">Restart</a>`,
    'sops/restart/index.html': `<a href="${link}">Elsewhere</a>`,
  });
  const linkinator = join(ROOT, 'node_modules/linkinator/build/src/cli.js');
  const args = [linkinator, folder, '--config', join(ROOT, 'linkinator.config.json')];
  return runNode(args, { cwd: ROOT });
}

it('asks no host whose name is an example, be it of the site, a chat or the repository', async () => {
  for (const link of ['https://chat.example.com/team', 'https://github.com/example/gait/edit/main/a.md'])
    expect(await check(link)).toMatchObject({ code: 0 });
});

it('fails for a link that leads nowhere', async () => {
  const { code, output } = await check('/nowhere/');
  expect(code).toBe(1);
  expect(output).toContain('[404]');
});
