import path from 'node:path';
import { Temporal } from 'temporal-polyfill';
import {
  CONFIGURATION_FILE,
  type Cache,
  ConfigurationError,
  createDefaultProcessor,
  createDiskCache,
  getRenumbered,
  loadConfiguration,
  loadKnowledgeBase,
  type LoadResult,
  type Source,
} from '../base/index.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Secret } from '../model/secret.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { createDiskSource } from '../read/disk.ts';
import { readAddedBy } from '../read/git.ts';
import { getShallowLimit, readShallowCommits } from '../read/git-shallow.ts';
import type { WriteContext } from '../write/context.ts';
import { countMendable } from '../write/mend.ts';
import { BrokenConfiguration } from './errors.ts';
import type { Io } from './io.ts';
import type { CommonFlags } from './options.ts';
import { getRuleMetas, readTexts } from './output.ts';
import { createProgress } from './progress.ts';
import { readBase } from './revision.ts';
import { findRoot } from './root.ts';
import { createRuleUrls } from './rule-urls.ts';
import { readVersion } from './version.ts';

/** A loaded knowledge base, and how to write what is said about it. */
export interface Loaded {
  root: string;
  source: Source;
  result: LoadResult;
  createContext: (diagnostics: Diagnostic[]) => Promise<WriteContext>;
}

/**
 * Loads the knowledge base that a command is about, with progress on a terminal when it takes long. With `compareWith`, rules
 * that compare know the base revision. `open` gives the files; those on disk when left out. One thread (`flags.threads`) takes
 * longer and needs less memory.
 * @throws {BrokenConfiguration} when the configuration cannot be used.
 */
export async function loadForCommand(
  io: Io,
  flags: CommonFlags & { threads?: number },
  compareWith?: { since?: string },
  open: (root: string) => Promise<Source> | Source = createDiskSource,
): Promise<Loaded> {
  const root = findRoot(io, flags.root);
  const source = await open(root);
  const configuration = await readConfiguration(root, source);
  const progress = createProgress(io);
  try {
    const [base, addedBy, shallow, cache] = await Promise.all([
      compareWith && readBase({ io, root, configuration, since: compareWith.since }),
      readAddedBy(root, configuration.paths.records),
      readShallowCommits(root),
      openCache(io, root, flags, 'check'),
    ]);
    const hidden = getShallowLimit(shallow, [addedBy]);
    if (hidden !== undefined) io.stderr.write(`${hidden}\n`);
    const asOf = flags.asOf ?? getToday(io, configuration);
    const processor = createDefaultProcessor(flags.threads);
    const result = await loadKnowledgeBase({
      source,
      asOf,
      cache,
      processor,
      addedBy,
      base,
      onProgress: progress.update,
    });
    return {
      root,
      source,
      result,
      createContext: (diagnostics) => createContext({ root, source, result, diagnostics }),
    };
  } finally {
    progress.end();
  }
}

/** A cache of a root. None in CI, which decides and so reads everything itself: a cache could come with the change under review. */
export async function openCache(
  io: Io,
  root: string,
  { cache }: Pick<CommonFlags, 'cache'>,
  name: 'check' | 'past',
): Promise<Cache | undefined> {
  return cache && !io.env.CI ? createDiskCache(path.join(root, '.gait', 'cache'), name) : undefined;
}

/** Today in the time zone of the configuration, as an ISO civil date. */
export function getToday(io: Io, { timezone }: Configuration): string {
  return Temporal.Instant.fromEpochMilliseconds(io.now()).toZonedDateTimeISO(timezone).toPlainDate().toString();
}

/** The configuration of a root. @throws {BrokenConfiguration} when it is missing or wrong. */
export async function readConfiguration(root: string, source: Source): Promise<Configuration> {
  try {
    return (await loadConfiguration(source)).configuration;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const { diagnostics, secrets } = error;
    throw new BrokenConfiguration(diagnostics, await createContext({ root, source, diagnostics, secrets }));
  }
}

/** The configuration, or nothing when there is none or it cannot be used: for commands that need it only to say more. */
export async function readConfigurationIfAny(root: string): Promise<Configuration | undefined> {
  try {
    return (await loadConfiguration(createDiskSource(root))).configuration;
  } catch (error) {
    if (error instanceof ConfigurationError) return undefined;
    throw error;
  }
}

interface ContextInput {
  root: string;
  source: Source;
  result?: LoadResult;
  diagnostics: Diagnostic[];
  /** Credentials in the configuration that stopped everything. */
  secrets?: Secret[];
}

/** What encoders need; `result` is missing when the configuration stopped everything else. */
async function createContext({ root, source, result, diagnostics, secrets }: ContextInput): Promise<WriteContext> {
  const files = result ? [...result.base.files.values()] : [];
  const renumbered = result && getRenumbered(result.base);
  const known = result?.base.files ?? new Map([[CONFIGURATION_FILE, { secrets }]]);
  const getText = await readTexts(source, diagnostics, known);
  return {
    version: readVersion(),
    asOf: result?.base.asOf ?? '',
    checked: files
      .filter(({ kind }) => kind !== 'other')
      .map(({ path: file, kind }) => ({ path: file, isSop: kind === 'sop' })),
    rules: getRuleMetas(),
    getRuleUrl: createRuleUrls(root, result?.base.configuration),
    getText,
    disabled: result?.disabled ?? [],
    mendable: countMendable(diagnostics, (one) => ({
      text: getText(one),
      file: result?.base.files.get(one),
      renumbered: renumbered?.get(one),
    })),
  };
}
