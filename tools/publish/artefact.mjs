// What is built once and then published as it is, to staging and to production:
//   site/                     the built site
//   SHA256SUMS                checksum of every file of the site, sorted
//   sbom.cdx.json             what the software that built it consists of (CycloneDX)
//   provenance.intoto.json    from what, and where, it was built (in-toto statement, SLSA provenance; unsigned)
// node tools/publish/artefact.mjs make <built site> <artefact>     node tools/publish/artefact.mjs check <artefact>
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from '../install.mjs';
import { compareChecksums, getDigest, hashFolder, parseManifest, toManifest } from './manifest.mjs';
import { toProvenance } from './provenance.mjs';
import { writeSbom } from './sbom.mjs';

const MANIFEST = 'SHA256SUMS';

/**
 * Makes an artefact of a built site. The same site, repository and environment give the same bytes.
 * @param {{site: string, artefact: string, env?: NodeJS.ProcessEnv, root?: string}} input `root` has the lockfile.
 */
export async function makeArtefact({ site, artefact, env = process.env, root = ROOT }) {
  await rm(artefact, { recursive: true, force: true });
  await mkdir(artefact, { recursive: true });
  await cp(site, join(artefact, 'site'), { recursive: true, verbatimSymlinks: true });
  const manifest = toManifest(await hashFolder(join(artefact, 'site')));
  await writeFile(join(artefact, MANIFEST), manifest);
  await writeSbom({ root, file: join(artefact, 'sbom.cdx.json') });
  const subjects = [
    { name: MANIFEST, digest: getDigest(manifest) },
    { name: 'sbom.cdx.json', digest: getDigest(await readFile(join(artefact, 'sbom.cdx.json'))) },
  ];
  const facts = JSON.parse(await readFile(join(artefact, 'site/build.json'), 'utf8'));
  const lockDigest = getDigest(await readFile(join(root, 'package-lock.json')));
  const statement = toProvenance({ subjects, facts, lockDigest, env });
  await writeFile(join(artefact, 'provenance.intoto.json'), `${JSON.stringify(statement, null, 2)}\n`);
}

/**
 * Reads an artefact and holds its site against its manifest.
 * @returns {Promise<{site: string, checksums: Map<string, string>, digest: string, facts: {commit: string | null, asOf: string, findings: string | null, version: string}}>}
 *   `digest` is the manifest's, and so that of the whole site.
 * @throws {Error} naming each file that is missing, changed or not listed.
 */
export async function readArtefact(artefact) {
  const text = await readFile(join(artefact, MANIFEST), 'utf8');
  const checksums = parseManifest(text);
  const site = join(artefact, 'site');
  const problems = compareChecksums(checksums, await hashFolder(site));
  if (problems.length > 0)
    throw new Error(`Unexpected content of ${artefact}, expected what its manifest lists:\n- ${problems.join('\n- ')}`);
  const facts = JSON.parse(await readFile(join(site, 'build.json'), 'utf8'));
  if (facts.commit !== null && !/^[0-9a-f]{40,64}$/u.test(facts.commit))
    throw new Error(`Unexpected commit ${JSON.stringify(facts.commit)} in build.json, expected a whole hash`);
  return { site, checksums, digest: getDigest(text), facts };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));

async function main([command, ...folders]) {
  const [first, second] = folders.map((folder) => resolve(folder));
  try {
    if (command === 'make' && second) await makeArtefact({ site: first, artefact: second });
    else if (command !== 'check' || !first)
      throw new Error('Expected: make <built site> <artefact>, or check <artefact>');
    const { checksums, digest, facts } = await readArtefact(second ?? first);
    process.stdout.write(`${checksums.size} files of commit ${facts.commit ?? 'none'}, manifest ${digest}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
