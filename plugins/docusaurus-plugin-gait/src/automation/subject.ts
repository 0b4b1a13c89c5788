import { createHash } from 'node:crypto';
import { CONFIGURATION_FILE, loadConfiguration } from '../base/load.ts';
import type { Source } from '../base/source.ts';
import type { Step } from '../model/body.ts';
import type { FileKind, GaitFile } from '../model/document.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import type { GaitException } from '../model/schema/exception.ts';
import type { Manifest } from '../model/schema/manifest.ts';
import { readGaitFile } from '../read/file.ts';
import { RunError } from './errors.ts';

/** An SOP that an automation carries out, as far as a record needs it. */
export interface SubjectSop {
  id: string;
  path: string;
  fingerprint: string;
  steps: Pick<Step, 'id' | 'title'>[];
  parity: Manifest['sops'][number]['parity'];
}

/** What is run: the manifest, its SOPs as they are now, and what the knowledge base knows besides. */
export interface Subject {
  configuration: Configuration;
  manifest: Manifest;
  /** Folder of the automation, relative to the root. */
  folder: string;
  sops: SubjectSop[];
  exceptions: (GaitException & { path: string })[];
  /** Digest of the automation's files, manifest and code. */
  code: string;
}

/**
 * Reads what a run needs, and no more: a run must start fast, and must not depend on files that have nothing to do with it.
 * @throws {RunError} when there is no such automation, or one of its files has an error.
 */
export async function readSubject(source: Source, name: string): Promise<Subject> {
  const { configuration } = await loadConfiguration(source);
  const { scripts, sops, exceptions } = configuration.paths;
  const manifests = (await source.list([scripts]))
    .map(({ path }) => path)
    .filter((path) => /\/automation\.ya?ml$/u.test(path));
  const manifestPath = manifests.find((path) => path.split('/').at(-2) === name);
  if (manifestPath === undefined) {
    const names = manifests.map((path) => `\`${path.split('/').at(-2)}\``).join(', ');
    throw new RunError(
      `Unexpected automation \`${name}\`, expected one of the folder ${scripts}/: ${names || 'it has none'}`,
    );
  }
  const read = createReader(source, configuration);
  const folder = manifestPath.slice(0, manifestPath.lastIndexOf('/'));
  const manifest = await readManifest(read, manifestPath);
  const sopPaths = (await source.list([sops])).map(({ path }) => path);
  const exceptionPaths = (await source.list([exceptions]))
    .map(({ path }) => path)
    .filter((path) => /\.ya?ml$/u.test(path));
  return {
    configuration,
    manifest,
    folder,
    sops: await Promise.all(manifest.sops.map((sop) => readSop(read, sop, sopPaths))),
    exceptions: await Promise.all(exceptionPaths.map(async (path) => ({ ...(await readException(read, path)), path }))),
    code: await getCodeDigest(source, folder),
  };
}

async function getCodeDigest(source: Source, folder: string): Promise<string> {
  const hash = createHash('sha256');
  const files = (await source.list([folder])).filter(({ kind }) => kind === 'file');
  for (const { path } of files) {
    const bytes = await source.read(path);
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

type Reader = (kind: FileKind, path: string) => Promise<GaitFile>;

function createReader(source: Source, configuration: Configuration): Reader {
  return async (kind, path) => readGaitFile({ kind, path, bytes: await source.read(path), configuration });
}

async function readManifest(read: Reader, path: string): Promise<Manifest> {
  const file = await read('manifest', path);
  if (file.kind === 'manifest' && file.yaml.isValid) return file.yaml.data as Manifest;
  throw createFileError(path);
}

async function readException(read: Reader, path: string): Promise<GaitException> {
  const file = await read('exception', path);
  if (file.kind === 'exception' && file.yaml.isValid) return file.yaml.data as GaitException;
  throw createFileError(path);
}

async function readSop(read: Reader, sop: Manifest['sops'][number], paths: string[]): Promise<SubjectSop> {
  const path = paths.find((one) => one.endsWith(`/${sop.id}.md`));
  if (path === undefined) {
    throw new RunError(`Unexpected SOP \`${sop.id}\` in the manifest, expected one that exists`);
  }
  const file = await read('sop', path);
  if (file.kind !== 'sop' || !file.frontMatter.isValid || !file.body || file.fingerprint === undefined) {
    throw createFileError(path);
  }
  return { id: sop.id, path, fingerprint: file.fingerprint, steps: file.body.steps, parity: sop.parity };
}

function createFileError(path: string): RunError {
  return new RunError(
    `Unexpected errors in \`${path}\`, expected none in a file that a run depends on`,
    `Run \`gait validate\` to see them. (${CONFIGURATION_FILE} names the folders.)`,
  );
}
