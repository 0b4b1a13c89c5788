import { createHash } from 'node:crypto';
import { compareDiagnostics, type Diagnostic } from '../model/diagnostic.ts';
import type { GaitFile, OtherFile } from '../model/document.ts';
import type { AddedBy } from '../model/knowledge-base.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { type ParsedConfiguration, parseConfiguration } from '../read/configuration.ts';
import { checkBase, checkFile, checkSettings } from './check.ts';
import { classify, CONFIGURATION_FILE, getFolders } from './classify.ts';
import { ConfigurationError, type CheckedFile, type Job, type LoadOptions, type LoadResult } from './contract.ts';
import { joinKnowledgeBase } from './join.ts';
import { createLocalProcessor } from './process.ts';
import { checkOthers, toOtherFile, withoutSecrets } from './secrets.ts';
import type { Entry, Source } from './source.ts';

export { ConfigurationError };
export { CONFIGURATION_FILE };
export type * from './contract.ts';

/** Jobs handed over at once: small enough to show progress, large enough to keep threads busy. */
const READ_AT_ONCE = 64;

/**
 * The pipeline: read → join → check. Broken files become diagnostics, the rest is still processed.
 * @throws {ConfigurationError} when the configuration cannot be used.
 */
export async function loadKnowledgeBase(options: LoadOptions): Promise<LoadResult> {
  const { source, asOf } = options;
  const { configuration, digest, diagnostics } = await loadConfiguration(source);
  const entries = await source.list(getFolders(configuration.paths));
  const { checked, problems } = await readFiles({ ...options, entries, configuration, digest });
  const base = joinKnowledgeBase({
    configuration,
    asOf,
    files: checked.map((one) => one.file),
    entries,
    addedBy: options.addedBy ?? new Map<string, AddedBy>(),
    base: options.base,
  });
  const all = [...diagnostics, ...problems, ...checked.flatMap((one) => one.diagnostics), ...checkBase(base)];
  const { kept, disabled } = applyDisabled(all, configuration);
  const extras = new Map<string, unknown>();
  for (const one of checked) if (one.extra !== undefined) extras.set(one.file.path, one.extra);
  return { base, diagnostics: kept.sort(compareDiagnostics), disabled, extras };
}

/** A configuration that can be used, with what is to be said about it. */
interface LoadedConfiguration {
  configuration: Configuration;
  /** Names its content, for caches. */
  digest: string;
  diagnostics: Diagnostic[];
}

/**
 * Reads `gait.config.yaml`.
 * @throws {ConfigurationError} when it is missing or wrong, or holds a credential.
 */
export async function loadConfiguration(source: Source): Promise<LoadedConfiguration> {
  let bytes: Uint8Array;
  try {
    bytes = await source.read(CONFIGURATION_FILE);
  } catch {
    throw new ConfigurationError([
      {
        rule: 'configuration',
        severity: 'error',
        file: CONFIGURATION_FILE,
        message: `Unexpected absence of \`${CONFIGURATION_FILE}\`, expected it in the root of the knowledge base`,
        hint: 'Run the command in the folder that holds it, or name that folder with `--root`.',
      },
    ]);
  }
  const { configuration, diagnostics, places, file } = await readConfiguration(bytes);
  const problems = configuration
    ? checkSettings(configuration).map((problem): Diagnostic => ({
        rule: 'configuration',
        severity: 'error',
        file: CONFIGURATION_FILE,
        message: problem.message,
        ...(problem.expected && { expected: problem.expected }),
        ...(places[problem.pointer] && { place: places[problem.pointer]?.key ?? places[problem.pointer]?.value }),
      }))
    : [];
  const all = [...diagnostics, ...problems];
  if (!configuration || all.some((one) => one.severity === 'error')) throw new ConfigurationError(all, file.secrets);
  return {
    configuration,
    digest: createHash('sha256').update(bytes).digest('hex').slice(0, 16),
    diagnostics: all,
  };
}

/**
 * What is allowed stands in the file itself, so it is read before what is left can be covered. A credential makes it useless: pages
 * and messages tell of what is configured.
 */
async function readConfiguration(bytes: Uint8Array): Promise<ParsedConfiguration & { file: OtherFile }> {
  const whole = parseConfiguration(bytes);
  const clean = await withoutSecrets({ path: CONFIGURATION_FILE, bytes, configuration: whole.configuration });
  const file = toOtherFile(CONFIGURATION_FILE, clean.original?.secrets);
  if (!file.secrets) return { ...whole, file };
  if (!whole.configuration) return { ...parseConfiguration(clean.bytes), file };
  return { diagnostics: checkFile(file, whole.configuration), places: whole.places, file };
}

async function readFiles(
  input: LoadOptions & { entries: Entry[]; configuration: Configuration; digest: string },
): Promise<{ checked: CheckedFile[]; problems: Diagnostic[] }> {
  const { source, entries, configuration, cache, onProgress } = input;
  const processor = input.processor ?? createLocalProcessor();
  const problems: Diagnostic[] = [];
  const checked = new Map<string, CheckedFile>();
  const missing: { key: string; job: Job }[] = [];
  const isOfFindings = ({ path, kind }: Entry): boolean =>
    kind === 'file' &&
    path.startsWith(`${configuration.paths.findings}/`) &&
    classify(path, configuration.paths) === 'other';
  // Exports of other tools may be large: one after the other.
  for (const { path } of entries.filter(isOfFindings))
    for (const one of await checkOthers({ source, paths: [path], configuration })) checked.set(path, one);
  const others = entries.filter((entry) => !isOfFindings(entry));
  await inGroups(others, READ_AT_ONCE, async (entry) => {
    const kind = entry.kind === 'symlink' ? 'other' : classify(entry.path, configuration.paths);
    if (kind === 'other') {
      const [scanned] = entry.kind === 'file' ? await checkOthers({ source, paths: [entry.path], configuration }) : [];
      const file: GaitFile = { kind: 'other', path: entry.path, hash: '' };
      checked.set(entry.path, scanned ?? { file, diagnostics: checkFile(file, configuration) });
      return;
    }
    const toKey = (id: string): string =>
      `${processor.variant}:${input.digest}:${createHash('sha256').update(`${entry.path}\0${id}`).digest('hex')}`;
    const blobId = source.getBlobId?.(entry.path);
    const unread = blobId === undefined ? undefined : cache?.get(toKey(blobId));
    if (unread) {
      checked.set(entry.path, unread);
      return;
    }
    let bytes: Uint8Array;
    try {
      bytes = await source.read(entry.path);
    } catch (error) {
      problems.push(toUnreadable(entry.path, error));
      return;
    }
    const key = toKey(blobId ?? toBlobId(bytes));
    const known = cache?.get(key);
    if (known) checked.set(entry.path, known);
    else
      missing.push({
        key,
        job: { path: entry.path, kind, ...(await withoutSecrets({ path: entry.path, bytes, configuration })) },
      });
  });
  missing.sort((a, b) => (a.job.path < b.job.path ? -1 : 1));
  const total = entries.length;
  let done = total - missing.length;
  onProgress?.(done, total);
  const results = await processor.process(
    missing.map((one) => one.job),
    configuration,
    (count) => onProgress?.((done += count), total),
  );
  missing.forEach(({ key, job }, index) => {
    const result = results[index];
    if (!result) return;
    checked.set(job.path, result);
    cache?.set(key, result);
  });
  await cache?.save();
  return { checked: [...checked.values()], problems };
}

/** What git calls this content: what was parsed of a file on disk is found again for the same file in git's objects. */
function toBlobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

function toUnreadable(path: string, error: unknown): Diagnostic {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'an error';
  return {
    rule: 'file-encoding',
    severity: 'error',
    file: path,
    message: `Unexpected \`${code}\` on reading the file, expected a readable file`,
    hint: 'Check that the file exists and that you may read it.',
  };
}

function applyDisabled(
  diagnostics: Diagnostic[],
  configuration: Configuration,
): { kept: Diagnostic[]; disabled: LoadResult['disabled'] } {
  const disabled = configuration.disable.map((one) => ({ ...one, count: 0 }));
  const kept = diagnostics.filter((diagnostic) => {
    const match = disabled.find((one) => one.rule === diagnostic.rule && one.file === diagnostic.file);
    if (match) match.count += 1;
    return !match;
  });
  return { kept, disabled };
}

async function inGroups<T>(items: T[], size: number, run: (item: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < items.length; at += size) await Promise.all(items.slice(at, at + size).map(run));
}
