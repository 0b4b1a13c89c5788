import { execFileSync } from 'node:child_process';
import { cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeArtefact, readArtefact } from '../../tools/publish/artefact.mjs';
import { hashFolder, parseManifest, toManifest } from '../../tools/publish/manifest.mjs';
import { SITE, createArtefact, createFolder, writeAll } from './support.ts';

const LOCK = {
  'package.json': JSON.stringify({ name: 'base', version: '1.0.0', dependencies: { left: '1.0.0' } }),
  'package-lock.json': JSON.stringify({
    name: 'base',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: {
      '': { name: 'base', version: '1.0.0', dependencies: { left: '1.0.0' } },
      'node_modules/left': { version: '1.0.0', resolved: 'https://registry.npmjs.org/left/-/left-1.0.0.tgz' },
    },
  }),
};

it('makes an artefact with checksums, bill of materials and provenance, the same each time', async () => {
  const folder = await createFolder();
  await writeAll(join(folder, 'build'), SITE);
  await writeAll(folder, LOCK);
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'example/base',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_RUN_ID: '7',
    GITHUB_RUN_ATTEMPT: '1',
  };
  const make = (name: string): Promise<void> =>
    makeArtefact({ site: join(folder, 'build'), artefact: join(folder, name), env, root: folder });
  await make('one');
  await make('two');
  expect(await hashFolder(join(folder, 'one'))).toEqual(await hashFolder(join(folder, 'two')));

  const read = async <T>(name: string): Promise<T> =>
    JSON.parse(await readFile(join(folder, 'one', name), 'utf8')) as T;
  expect(await read('sbom.cdx.json')).toMatchObject({
    bomFormat: 'CycloneDX',
    components: [{ name: 'left', version: '1.0.0' }],
  });
  const { digest } = await readArtefact(join(folder, 'one'));
  expect(await read('provenance.intoto.json')).toMatchObject({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'SHA256SUMS', digest: { sha256: digest } }, { name: 'sbom.cdx.json' }],
    predicate: {
      buildDefinition: {
        externalParameters: {
          repository: 'https://github.com/example/base',
          ref: 'refs/heads/main',
          asOf: '2026-11-20',
        },
        resolvedDependencies: [
          { digest: { gitCommit: '4c1f'.repeat(10) } },
          { uri: 'package-lock.json' },
          { uri: 'findings', digest: { sha256: 'f1'.repeat(32) } },
        ],
      },
      runDetails: { metadata: { invocationId: 'https://github.com/example/base/actions/runs/7/attempts/1' } },
    },
  });
});

it('writes what sha256sum reads', async () => {
  const artefact = await createArtefact();
  const output = execFileSync('sha256sum', ['--check', '--strict', '../SHA256SUMS'], { cwd: join(artefact, 'site') });
  expect(output.toString().trim().split('\n')).toHaveLength(Object.keys(SITE).length);
});

it('names every file that is missing, changed or not listed', async () => {
  const artefact = await createArtefact();
  const site = join(artefact, 'site');
  await writeFile(join(site, 'index.html'), 'changed');
  await writeFile(join(site, 'extra.html'), '');
  await rm(join(site, '404.html'));
  await expect(readArtefact(artefact)).rejects.toThrow(
    /404\.html is missing\n- extra\.html is not in the manifest\n- index\.html has another checksum/u,
  );
});

it('takes no symbolic link, and no commit that is none', async () => {
  const artefact = await createArtefact();
  await symlink('/etc/passwd', join(artefact, 'site/link'));
  await expect(readArtefact(artefact)).rejects.toThrow('Unexpected kind of file link');
  const forged = await createArtefact({ 'build.json': JSON.stringify({ commit: '../../../x' }) });
  await expect(readArtefact(forged)).rejects.toThrow('Unexpected commit');
  const copy = await createFolder();
  await cp(join(artefact, 'site'), copy, { recursive: true, verbatimSymlinks: true });
  await expect(hashFolder(copy)).rejects.toThrow('Unexpected kind of file');
});

it.each(['../x', '/x', 'a/../x', 'a//b', '.', 'a\\b', ''])('reads no manifest that lists %j', (path) => {
  expect(() => parseManifest(`${'0'.repeat(64)}  ${path}\n`)).toThrow('Unexpected line 1 of the manifest');
});

it('reads what it writes, and nothing out of order', () => {
  const checksums = new Map([
    ['a b.html', 'a'.repeat(64)],
    ['é/index.html', 'b'.repeat(64)],
  ]);
  expect(parseManifest(toManifest(checksums))).toEqual(checksums);
  expect(() => parseManifest(toManifest(new Map([...checksums].reverse())))).toThrow('Unexpected line 2');
  expect(() => parseManifest('')).toThrow('Unexpected end of the manifest');
});
