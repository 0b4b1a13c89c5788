import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isAllowedSecret } from '../../model/allowed-secrets.ts';
import { runGit } from '../../read/git-run.ts';
import { readObjects } from '../../read/git-objects.ts';
import { findSecrets } from '../../read/secrets.ts';
import type { ToolAnswer } from './contract.ts';

/** Where a scan looks. `paths` are relative to the root, and known to lie inside. */
interface Scan {
  root: string;
  signal: AbortSignal;
  paths: readonly string[];
  /** Values that look like credentials and are none. */
  allowedSecrets: readonly string[];
}

/** What was found in one text: where and of which kind, never the secret. */
interface FoundSecrets {
  path: string;
  /** Id of the text among git's objects, in a scan of the history. */
  object?: string;
  messages: { rule: string; message: string; line: number }[];
}

/** How many texts are held in memory at once. */
const BATCH = 100;

/** Secretlint on files as they lie in the checkout. Answers a list of what was found, one entry for each file with a finding. */
export async function scanFiles({ root, signal, paths, allowedSecrets }: Scan): Promise<ToolAnswer> {
  const found: FoundSecrets[] = [];
  for (const path of paths) {
    signal.throwIfAborted();
    found.push(...(await scanText(await readText(join(root, path)), { place: { path }, allowedSecrets })));
  }
  return toAnswer(found, found);
}

/**
 * Secretlint on every text that the commits up to HEAD ever had at these paths. Answers the commit, whether older ones are missing, how many texts
 * there were, and what was found.
 */
export async function scanHistory({ root, signal, paths, allowedSecrets }: Scan): Promise<ToolAnswer> {
  const [revision = '', shallow] = await readLines(root, ['rev-parse', 'HEAD', '--is-shallow-repository']);
  const objects = await listTexts(root, paths);
  const found: FoundSecrets[] = [];
  for (let at = 0; at < objects.length; at += BATCH) {
    signal.throwIfAborted();
    const batch = objects.slice(at, at + BATCH);
    const blobs = await readObjects(
      root,
      batch.map(({ object }) => object),
    );
    for (const [index, place] of batch.entries()) {
      const bytes = blobs[index]?.bytes ?? new Uint8Array();
      found.push(...(await scanText(new TextDecoder().decode(bytes), { place, allowedSecrets })));
    }
  }
  return toAnswer(found, { revision, isShallow: shallow === 'true', scanned: objects.length, found });
}

/** Every text of the history once, with the path that it was first seen at. */
async function listTexts(root: string, paths: readonly string[]): Promise<{ path: string; object: string }[]> {
  const filter = ['--objects', '--filter=object:type=blob', '--no-commit-header'];
  const lines = await readLines(root, ['rev-list', ...filter, 'HEAD', '--', ...paths]);
  return lines
    .map((line) => ({ object: line.slice(0, line.indexOf(' ')), path: line.slice(line.indexOf(' ') + 1) }))
    .filter(({ object, path }) => object !== '' && path !== '');
}

/** Submodules, and links to folders, are among the paths of git and hold no text of their own. */
async function readText(path: string): Promise<string> {
  return (await stat(path)).isDirectory() ? '' : readFile(path, 'utf8');
}

async function readLines(root: string, args: readonly string[]): Promise<string[]> {
  return (await runGit({ root, args })).toString().trimEnd().split('\n');
}

async function scanText(
  text: string,
  { place, allowedSecrets }: { place: Omit<FoundSecrets, 'messages'> } & Pick<Scan, 'allowedSecrets'>,
): Promise<FoundSecrets[]> {
  const all = await findSecrets(text, place.path);
  const secrets = all.filter(({ start, end }) => !isAllowedSecret(allowedSecrets, text.slice(start, end)));
  if (secrets.length === 0) return [];
  const messages = secrets.map(({ rule, message, start }) => ({
    rule,
    message,
    line: text.slice(0, start).split('\n').length,
  }));
  return [{ ...place, messages }];
}

function toAnswer(found: readonly FoundSecrets[], output: unknown): ToolAnswer {
  return { exitCode: found.length === 0 ? 0 : 1, output: JSON.stringify(output) };
}
