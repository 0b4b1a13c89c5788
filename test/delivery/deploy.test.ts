import { existsSync } from 'node:fs';
import { readFile, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { getCurrent, publish, rollBack } from '../../tools/deploy/directory.mjs';
import { readArtefact } from '../../tools/publish/artefact.mjs';
import { hashFolder, toManifest } from '../../tools/publish/manifest.mjs';
import { serveBuild } from '../../tools/serve.mjs';
import { smoke } from '../../tools/smoke.mjs';
import { ROOT, runNode } from '../support/run.ts';
import { createArtefact, createFolder, createSearchableArtefact } from './support.ts';

const readCurrent = (folder: string): Promise<string> => readFile(join(folder, 'current/index.html'), 'utf8');

describe('a folder of releases', () => {
  it('is switched in one step, keeps the last releases and goes back', async () => {
    const folder = await createFolder();
    const releases: string[] = [];
    for (const text of ['one', 'two', 'three']) {
      releases.push(await publish({ artefact: await createArtefact({ 'index.html': text }), folder, keep: 2 }));
      expect(await readCurrent(folder)).toBe(text);
    }
    expect((await readdir(join(folder, 'releases'))).sort()).toEqual(releases.slice(1).sort());
    expect(await rollBack({ folder })).toBe(releases[1]);
    expect(await readCurrent(folder)).toBe('two');
    await expect(rollBack({ folder })).rejects.toThrow('Unexpected absence of an earlier release');
    expect(await readCurrent(folder)).toBe('two');
    expect((await readdir(folder)).sort()).toEqual(['current', 'history', 'releases']);
  });

  it('goes back also when whoever published was stopped before it was noted', async () => {
    const folder = await createFolder();
    const first = await publish({ artefact: await createArtefact({ 'index.html': 'one' }), folder });
    const noted = await readFile(join(folder, 'history'), 'utf8');
    await publish({ artefact: await createArtefact({ 'index.html': 'two' }), folder });
    await writeFile(join(folder, 'history'), noted);
    expect(await rollBack({ folder })).toBe(first);
    expect(await readCurrent(folder)).toBe('one');
  });

  it('serves the last good release when an artefact is not what its manifest says', async () => {
    const folder = await createFolder();
    await publish({ artefact: await createArtefact({ 'index.html': 'good' }), folder });
    const bad = await createArtefact({ 'index.html': 'bad' });
    await writeFile(join(bad, 'site/index.html'), 'tampered with');
    await expect(publish({ artefact: bad, folder })).rejects.toThrow('index.html has another checksum');
    expect(await readCurrent(folder)).toBe('good');
  });

  it('leaves a damaged release alone and serves a whole one beside it', async () => {
    const folder = await createFolder();
    const artefact = await createArtefact();
    const first = await publish({ artefact, folder });
    expect(await publish({ artefact, folder })).toBe(first);
    await rm(join(folder, 'current/404.html'));
    expect(await publish({ artefact, folder })).toBe(`${first}-2`);
    expect(await hashFolder(join(folder, await readlink(join(folder, 'current'))))).toEqual(
      (await readArtefact(artefact)).checksums,
    );
    expect(await getCurrent(folder)).toBe(`${first}-2`);
  });
});

describe('pages of a host', () => {
  it.each(['github-pages', 'gitlab-pages'])('%s gets the very files of the artefact', async (adapter) => {
    const artefact = await createArtefact();
    const folder = join(await createFolder(), 'public');
    const { code, output } = await runNode([`tools/deploy/${adapter}.mjs`, artefact, folder], { cwd: ROOT });
    expect(code, output).toBe(0);
    const { checksums, digest } = await readArtefact(artefact);
    expect(output).toContain(digest);
    const copied = await hashFolder(folder);
    copied.delete('.nojekyll');
    expect(copied).toEqual(checksums);
    await writeFile(join(artefact, 'site/404.html'), '');
    expect((await runNode([`tools/deploy/${adapter}.mjs`, artefact, folder], { cwd: ROOT })).code).toBe(1);
  });

  it('says in the first line of each adapter who can read the site', async () => {
    for (const name of (await readdir(join(ROOT, 'tools/deploy'))).filter((one) => one.endsWith('.mjs')))
      expect(await readFile(join(ROOT, 'tools/deploy', name), 'utf8'), name).toMatch(/^\/\/ Who can read the site: /u);
  });
});

describe('the smoke test', () => {
  const servers: { close: () => Promise<void> }[] = [];
  afterEach(async () => {
    for (const { close } of servers.splice(0)) await close();
  });

  async function serve(folder: string): Promise<string> {
    const server = await serveBuild({ folder, port: 0 });
    servers.push(server);
    return server.address;
  }

  it('passes a site that is what was built', async () => {
    const artefact = await createSearchableArtefact({ title: "Restart R&D's service", path: '/sops/restart/' });
    const count = (await readArtefact(artefact)).checksums.size - 1;
    const address = await serve(join(artefact, 'site'));
    expect(await smoke({ address, artefact })).toEqual({
      passed: [
        `address: ${address}`,
        `build.json: commit ${'4c1f'.repeat(10)}, as of 2026-11-20`,
        `checksums: all ${count} files`,
        'headers: Content-Security-Policy, Referrer-Policy',
        'SOP: sops/restart/',
        "search: “Restart R&D's service” finds sops/restart/",
        'not found: 404',
      ],
      problems: [],
    });
    expect((await smoke({ address, artefact, headers: 'meta' })).problems).toEqual([]);
  });

  it('says everything that is wrong with one that is not', async () => {
    const artefact = await createArtefact();
    const folder = join(await createFolder(), 'served');
    await runNode(['tools/deploy/gitlab-pages.mjs', artefact, folder], { cwd: ROOT });
    await rm(join(folder, 'sops/restart/index.html'));
    await rm(join(folder, 'csp.json'));
    await writeFile(
      join(folder, 'build.json'),
      JSON.stringify({ commit: null, asOf: '2020-01-01', findings: null, version: '0.1.0' }),
    );
    const { problems } = await smoke({ address: await serve(folder), artefact });
    expect(problems).toEqual([
      `build.json says commit null, expected ${'4c1f'.repeat(10)}`,
      'build.json has another checksum',
      'csp.json answers 404, expected 200',
      'sops/restart/index.html answers 404, expected 200',
      'The header Content-Security-Policy is missing',
      'The header Referrer-Policy is missing',
      'sops/restart/ answers 404, expected 200',
    ]);
    expect(existsSync(folder)).toBe(true);
  });

  it('asks the search, and says when it does not find an SOP that is there', async () => {
    const artefact = await createSearchableArtefact({ title: 'Drain', path: '/sops/drain/' });
    expect(await smoke({ address: await serve(join(artefact, 'site')), artefact })).toMatchObject({
      passed: expect.arrayContaining(['SOP: sops/restart/']) as string[],
      problems: ["The search for “Restart R&D's service” does not find sops/restart/"],
    });
    await rm(join(artefact, 'site/pagefind/pagefind-entry.json'));
    await writeFile(join(artefact, 'SHA256SUMS'), toManifest(await hashFolder(join(artefact, 'site'))));
    const { problems } = await smoke({ address: await serve(join(artefact, 'site')), artefact });
    expect(problems.join('\n')).toMatch(/^The search for “Restart R&D's service” fails: 404 /u);
    const without = await createArtefact();
    const { passed } = await smoke({ address: await serve(join(without, 'site')), artefact: without });
    expect(passed).toContain('search: this site was built without');
  });

  it('says that a site was built for another path, and serves it for staging where it was built for', async () => {
    const artefact = await createArtefact({ 'index.html': '<script src="/kb/assets/js/main.js" defer></script>' });
    const { problems } = await smoke({ address: await serve(join(artefact, 'site')), artefact });
    expect(problems).toContain('The site was built for /kb/, and stands at /');
    const folder = await createFolder();
    await publish({ artefact, folder });
    const env = { STAGING_FOLDER: folder, STAGING_URL: '' };
    const { code, output } = await runNode(['tools/ci/smoke-staging.mjs', artefact], { cwd: ROOT, env });
    expect(code, output).toBe(0);
    expect(output).toMatch(/^ok {4}address: http:\/\/localhost:\d+\/kb\/$/mu);
  });

  it('ends with 1, and with a reason when nobody answers', async () => {
    const artefact = await createArtefact();
    const { code, stdout } = await runNode(['tools/smoke.mjs', 'http://localhost:1/', artefact], { cwd: ROOT });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^FAIL {2}build\.json cannot be reached: /mu);
  });
});
