// Who can read the site: whoever the web server in front of the folder lets in. Point it at `<folder>/current`.
// Every release has a folder of its own, and `current` is a symbolic link that is replaced in one step: a reader gets the old site or
// the new one, never half. The last releases are kept, so a roll back is the same switch.
// node tools/deploy/directory.mjs publish <artefact> <folder> [releases to keep, 5]
// node tools/deploy/directory.mjs roll-back <folder>
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readArtefact } from '../publish/artefact.mjs';
import { compareChecksums, hashFolder } from '../publish/manifest.mjs';

const KEPT = 5;

/**
 * Publishes an artefact. Nothing is switched when it is not what its manifest says, or could not be copied whole.
 * @param {{artefact: string, folder: string, keep?: number}} input
 * @returns {Promise<string>} name of the release.
 */
export async function publish({ artefact, folder, keep = KEPT }) {
  const { site, checksums, digest, facts } = await readArtefact(artefact);
  const name = `${(facts.commit ?? 'none').slice(0, 12)}-${digest.slice(0, 12)}`;
  const release = await findRelease({ folder, name, checksums });
  const target = join(folder, 'releases', release);
  if (!existsSync(target)) {
    const part = join(folder, 'releases', `.part-${process.pid}`);
    await rm(part, { recursive: true, force: true });
    await mkdir(join(folder, 'releases'), { recursive: true });
    await cp(site, part, { recursive: true });
    const problems = compareChecksums(checksums, await hashFolder(part));
    if (problems.length > 0) throw new Error(`Unexpected copy of the site:\n- ${problems.join('\n- ')}`);
    await rename(part, target);
  }
  await switchTo(folder, release);
  const history = [...(await readHistory(folder)).filter((one) => one !== release), release];
  for (const old of history.splice(0, Math.max(0, history.length - Math.max(keep, 2))))
    await rm(join(folder, 'releases', old), { recursive: true, force: true });
  await writeHistory(folder, history);
  return release;
}

/** A release that is whole already is used as it is; one that was damaged is left alone, it may be served, and gets a successor. */
async function findRelease({ folder, name, checksums }) {
  for (let number = 1; ; number++) {
    const release = number === 1 ? name : `${name}-${number}`;
    const target = join(folder, 'releases', release);
    if (!existsSync(target) || compareChecksums(checksums, await hashFolder(target)).length === 0) return release;
  }
}

/**
 * Goes back to the release before the current one, and removes that from the ones to go back to.
 * @returns {Promise<string>} name of the release that is served now.
 * @throws {Error} when there is none before.
 */
export async function rollBack({ folder }) {
  const history = await readHistory(folder);
  const current = await getCurrent(folder);
  // Whoever stopped between the switch and the note of it left a current release that the history does not have yet.
  const place = history.indexOf(current ?? '');
  const before = place < 0 ? history.at(-1) : history[place - 1];
  if (before === undefined)
    throw new Error(`Unexpected absence of an earlier release in ${folder}, expected one to go back to`);
  await switchTo(folder, before);
  await writeHistory(folder, history.slice(0, history.indexOf(before) + 1));
  return before;
}

/** Name of the release that is served; undefined before the first. */
export async function getCurrent(folder) {
  const link = await readlink(join(folder, 'current')).catch(() => undefined);
  return link?.split('/').at(-1);
}

/** A new link takes the place of the old one by one rename, which POSIX makes atomic. */
async function switchTo(folder, release) {
  const next = join(folder, `current.${process.pid}`);
  await rm(next, { force: true });
  await symlink(join('releases', release), next);
  await rename(next, join(folder, 'current'));
}

/** Names of the releases that are kept, oldest first. */
async function readHistory(folder) {
  const text = await readFile(join(folder, 'history'), 'utf8').catch(() => '');
  return text.split('\n').filter((line) => line !== '');
}

async function writeHistory(folder, history) {
  const next = join(folder, `history.${process.pid}`);
  await writeFile(next, history.map((release) => `${release}\n`).join(''));
  await rename(next, join(folder, 'history'));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));

async function main([command, first, second, keep]) {
  try {
    if (command === 'publish' && second)
      say(`Serving ${await publish({ artefact: resolve(first), folder: resolve(second), keep: readCount(keep) })}`);
    else if (command === 'roll-back' && first) say(`Back to ${await rollBack({ folder: resolve(first) })}`);
    else throw new Error('Expected: publish <artefact> <folder> [releases to keep], or roll-back <folder>');
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

function readCount(text) {
  if (text === undefined) return KEPT;
  if (!/^[1-9]\d{0,3}$/u.test(text)) throw new Error(`Unexpected number of releases \`${text}\`, expected 1 or more`);
  return Number(text);
}

function say(line) {
  process.stdout.write(`${line}\n`);
}
