import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { writeSmallSite } from '../support/sites.ts';
import { launchBrowser } from '../../tools/browser.mjs';
import { sop, standard } from '../support/content.ts';
import { getFreePort } from '../support/port.ts';
import { DOCUSAURUS, getCleanEnvironment } from '../support/run.ts';

const PATIENT = { timeout: 90_000, interval: 100 };
const GOOD = sop({ id: 'restart' });

let root: string;
let server: ChildProcess;
let address: string;
let output = '';
let browser: Browser;
let page: Page;

beforeAll(async () => {
  root = await writeSmallSite({
    'docs/sops/restart.md': GOOD,
    'docs/sops/other.md': sop({ id: 'other', title: 'Another SOP' }),
    'docs/standards/rules.md': standard({ id: 'rules' }),
    'docs/guide/index.md': '---\ntitle: Guide\n---\n\nText.\n',
  });
  const port = await getFreePort();
  address = `http://localhost:${port}/`;
  server = spawn(process.execPath, [DOCUSAURUS, 'start', '--no-open', '--port', String(port)], {
    cwd: root,
    env: getCleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [server.stdout, server.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => (output += stripVTControlCharacters(text)));
  browser = await launchBrowser();
  page = await browser.newPage();
  await vi.waitFor(async () => expect(await isUp()).toBe(true), PATIENT);
});

afterAll(async () => {
  await (browser as Browser | undefined)?.close();
  const ended = new Promise((resolve) => server.once('exit', resolve));
  if (server.exitCode === null && server.kill()) await ended;
  await rm(root, { recursive: true, force: true });
});

it('a saved SOP shows what is wrong with it, in the terminal and on its page, until it is mended', async () => {
  await page.goto(`${address}sops/restart/`);
  await page.getByRole('heading', { level: 1, name: 'SOP restart' }).waitFor();
  expect(await page.getByRole('region', { name: 'Diagnostics' }).count()).toBe(0);

  const from = output.length;
  await writeFile(
    join(root, 'docs/sops/restart.md'),
    GOOD.replace('area: operations', 'area: operatons').replace('SOP restart', 'Restart it well'),
  );
  await expect.poll(() => output.slice(from), PATIENT).toContain('unknown-area');
  expect(output.slice(from)).toMatch(/docs\/sops\/restart\.md\n +5:7 +error/u);
  await page.getByRole('heading', { level: 1, name: 'Restart it well' }).waitFor({ timeout: PATIENT.timeout });
  const panel = page.getByRole('region', { name: 'Diagnostics' });
  expect(await panel.innerText()).toContain('unknown-area');
  expect(await panel.innerText()).toContain('docs/sops/restart.md:5:7');

  await writeFile(join(root, 'docs/sops/restart.md'), GOOD);
  await page.getByRole('heading', { level: 1, name: 'SOP restart' }).waitFor({ timeout: PATIENT.timeout });
  expect(await panel.count()).toBe(0);
});

it('a new SOP has its page, and one that is gone has none', async () => {
  await writeFile(join(root, 'docs/sops/new.md'), sop({ id: 'new', title: 'A new SOP' }));
  const find = async (path: string): Promise<string> => {
    await page.goto(address + path);
    return page.locator('h1').first().innerText();
  };
  await expect.poll(() => find('sops/new/'), PATIENT).toBe('A new SOP');
  await rm(join(root, 'docs/sops/new.md'));
  await expect.poll(() => find('sops/new/'), PATIENT).toBe('There is no page here');
  expect(await find('sops/other/')).toBe('Another SOP');
});

async function isUp(): Promise<boolean> {
  if (server.exitCode !== null) throw new Error(`The server ended:\n${output}`);
  try {
    return (await fetch(address)).ok && output.includes('compiled successfully');
  } catch {
    return false;
  }
}
