// Who can read the site: nobody yet; this only copies the site of an artefact into a folder that a host of pages takes.
import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readArtefact } from '../publish/artefact.mjs';
import { compareChecksums, hashFolder } from '../publish/manifest.mjs';

/**
 * Copies the site of an artefact, checked before and after.
 * @throws {Error} when the artefact, or the copy, is not what the manifest says.
 */
export async function layOut({ artefact, folder }) {
  const { site, checksums, digest } = await readArtefact(artefact);
  await rm(folder, { recursive: true, force: true });
  await mkdir(dirname(folder), { recursive: true });
  await cp(site, folder, { recursive: true });
  const problems = compareChecksums(checksums, await hashFolder(folder));
  if (problems.length > 0) throw new Error(`Unexpected copy of the site:\n- ${problems.join('\n- ')}`);
  return { digest };
}
