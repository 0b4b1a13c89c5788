import { afterAll, describe, expect, it } from 'vitest';
import { getDifferences, hashFiles } from '../support/hash.ts';
import { buildRepository } from '../support/sites.ts';
import { startRepository } from '../support/start.ts';
import type { Started } from '../support/start.ts';
import { ROOT } from '../support/run.ts';
import { useSite } from '../support/browser.ts';
import { THREE_YEARS_AHEAD, runGait, runNode } from '../support/run.ts';

const YEAR = new Date().getUTCFullYear() + 3;
const env = THREE_YEARS_AHEAD;

describe('three years from now', () => {
  it('every clock runs ahead, also in what a process starts', async () => {
    const inner =
      'console.log(new Date().getUTCFullYear(), new Date(Date.now()).getUTCFullYear(), new Date(0).getUTCFullYear())';
    const outer = `${inner}; process.stdout.write(require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(inner)}]))`;
    const { stdout } = await runNode(['-e', outer], { cwd: ROOT, env });
    expect(stdout).toBe(`${YEAR} ${YEAR} 1970\n`.repeat(2));
  });

  it('the knowledge base still validates; what is overdue is a warning', async () => {
    const { code, stdout } = await runGait(['validate', '--format', 'json'], { cwd: ROOT, env });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { rule: string; severity: string }[] };
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(diagnostics.filter(({ rule }) => rule === 'review-overdue').length).toBeGreaterThan(16);
    expect(code).toBe(0);
  });
});

describe('npm start, three years from now', () => {
  let started: Started;
  const site = useSite(async () => {
    started = await startRepository(env);
    return { build: started.build, baseUrl: '/' };
  });

  afterAll(async () => {
    await (started as Started | undefined)?.stop();
  });

  it('serves the site where it says, with its headers', async () => {
    const response = await fetch(started.address);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(await response.text()).toContain('Are we taking care of this?');
    expect((await fetch(`${started.address}nowhere/`)).status).toBe(404);
  });

  it('has built, byte for byte, the site of today', async () => {
    const today = await buildRepository();
    expect(getDifferences(await hashFiles(today.build), await hashFiles(started.build))).toEqual([]);
  });

  it('shows its reader what is overdue', async () => {
    const clock = new Date(Date.UTC(YEAR, 10, 1));
    const page = await site.open('sops/close-open-ssh/', { clock });
    expect(await page.locator('h1').innerText()).toBe('Close SSH and RDP open to the internet');
    expect(await page.locator('main').innerText()).toMatch(/overdue by \d+ days/u);
    const home = await site.open('', { clock });
    expect(await home.locator('main').innerText()).toMatch(/[1-9]\d*\s+reviews overdue/u);
  });
});
