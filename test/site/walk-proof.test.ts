import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Download, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { findAllBarriers } from '../support/axe.ts';
import { writeFiles } from '../support/build-site.ts';
import { useSite } from '../support/browser.ts';
import { ROOT, runGait } from '../support/run.ts';
import { buildRepository, readRepository } from '../support/sites.ts';
import { followTo, startWalk } from '../support/walk.ts';

const site = useSite(buildRepository);
const SSH = 'sops/close-open-ssh/';
const run = promisify(execFile);

async function finish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Finish this walk' }).click();
  await page.getByRole('group', { name: 'The record' }).waitFor();
}

async function download(page: Page): Promise<Download> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Download/u }).click(),
  ]);
  return file;
}

describe('the record of a walk', () => {
  it('passes gait validate as it was downloaded, committed by who did it', async () => {
    const page = await site.open(SSH, { clock: new Date('2026-11-24T12:00:00Z') });
    await startWalk(page);
    await followTo(page);
    await finish(page);
    const preview = await page.getByRole('group', { name: 'The record' }).innerText();
    expect(preview).toContain('Not confirmed at the start: Role at hand: ');
    expect(preview).toContain('ec2:RevokeSecurityGroupIngress; One shell');
    expect(preview).toContain("reachable now.'");
    await page.getByLabel('Ticket (address)').fill('https://tickets.example.com/OPS-1');
    await page.getByLabel('Notes').fill('It\'s done: 3 rules # gone\n- one\n\ttab, "quotes", & ümlaut');
    const file = await download(page);
    const path = `records/close-open-ssh/${file.suggestedFilename()}`;

    const folder = await mkdtemp(join(tmpdir(), 'gait-proof-'));
    const git = (...args: string[]): Promise<unknown> =>
      run('git', ['-c', 'user.name=Alice', '-c', 'user.email=alice@example.com', ...args], { cwd: folder });
    try {
      await run('git', ['clone', '--quiet', '--shared', ROOT, folder]);
      await writeFiles(folder, (await readRepository()).files);
      const configuration = await readFile(join(folder, 'gait.config.yaml'), 'utf8');
      await writeFile(
        join(folder, 'gait.config.yaml'),
        configuration.replace('people: {}', "people: {'@alice': [alice@example.com]}"),
      );
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), await readFile(await file.path()));
      await git('add', '--', path);
      await git('commit', '--quiet', '--message', 'Record', '--', path);
      const { code, stdout, output } = await runGait(['validate', '--format', 'json', '--as-of', '2026-11-25'], {
        cwd: folder,
      });
      expect(code, output).toBe(0);
      expect(stdout).not.toContain(path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('goes to GitLab by copy and paste, because GitLab takes no text with a link', async () => {
    const page = await site.open('sops/', { permissions: ['clipboard-read', 'clipboard-write'] });
    // The page as it would be, were the repository on GitLab: nothing of it but its links knows the host.
    await page.route(`**/${SSH}`, async (route) => {
      const response = await route.fetch();
      const body = await response.text();
      const home = '"host":"github","root":"https://github.com/example/gait"';
      expect(body).toContain(home);
      const there = '"host":"gitlab","root":"https://gitlab.example.com/example/gait/-"';
      await route.fulfill({ response, body: body.replace(home, () => there) });
    });
    await page.goto(site.address() + SSH);
    await startWalk(page);
    await followTo(page, 'revoke-rules', 'nothing');
    await page.locator('#revoke-rules').getByLabel('Note').fill('The rule <b>is</b> gone @everybody');
    await page.keyboard.press('Escape');
    await page.locator('#revoke-rules').getByRole('button', { name: 'It failed' }).click();
    await page.locator('#revoke-rules').getByRole('button', { name: 'Go on all the same' }).click();
    await followTo(page);
    await finish(page);
    const text = await page.getByRole('group', { name: 'The record' }).innerText();
    const link = page.getByRole('link', { name: 'Copy, then paste into a new file on GitLab' });
    const address = new URL((await link.getAttribute('href')) ?? '');
    const name = /^id: (.*)$/mu.exec(text)?.[1] ?? '';
    expect(address.pathname).toBe('/example/gait/-/new/main/');
    expect([...address.searchParams]).toEqual([['file_name', `records/close-open-ssh/${name}.yaml`]]);
    await link.evaluate((one) => one.addEventListener('click', (event) => event.preventDefault()));
    await link.click();
    await page.getByText('Copied. Paste it into the new file on GitLab.').waitFor();
    expect((await page.evaluate(() => navigator.clipboard.readText())).trimEnd()).toBe(text.trimEnd());
    // It did not go as written, so the page offers to say so, with the notes as mere text.
    const issue = await page.getByRole('link', { name: 'Propose a fix' }).getAttribute('href');
    const { pathname, searchParams } = new URL(issue ?? '');
    expect(pathname).toBe('/example/gait/-/issues/new');
    expect(searchParams.get('issue[description]')).toContain('  ```text\n  The rule <b>is</b> gone @everybody\n  ```');
  });
});

it('says what changed since the reader last followed the SOP, line by line', async () => {
  const page = await site.open(SSH, { clock: new Date('2026-11-02T12:00:00Z') });
  await startWalk(page);
  await followTo(page);
  await finish(page);
  // As it is after somebody has changed it.
  await page.route(`**/${SSH}`, async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    const changed = body
      .replaceAll(/g1-[0-9a-f]{16}/gu, 'g1-0000000000000000')
      .replaceAll('Revoke the rules', 'Revoke every rule');
    expect(changed).not.toBe(body);
    await route.fulfill({ response, body: changed });
  });
  await page.reload();
  const old = page.getByRole('alert').filter({ hasText: 'This SOP has changed since you began.' });
  await old.waitFor();
  expect(await old.innerText()).toContain('Changed: step 4');
  await page.getByText('Other walks, and this device').click();
  await page.getByRole('button', { name: 'Start another walk' }).click();
  const start = page.getByRole('region', { name: 'Follow this SOP' });
  await start.getByText('You last followed this on 2026-11-02. Since then it has changed:').waitFor();
  expect(await start.getByRole('listitem').filter({ hasText: 'Changed: step 4' }).count()).toBe(1);
  expect(await start.locator('del').innerText()).toContain('Revoke the rules.');
  expect(await start.locator('ins').innerText()).toContain('Revoke every rule.');
  expect(await findAllBarriers(page, ['#walk'])).toEqual([]);
});
