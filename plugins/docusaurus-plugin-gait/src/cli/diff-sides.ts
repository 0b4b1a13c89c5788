import {
  ConfigurationError,
  type Cache,
  CONFIGURATION_FILE,
  createDefaultProcessor,
  createMemoryCache,
  loadConfiguration,
  loadKnowledgeBase,
  type Source,
} from '../base/index.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { createDiskSource } from '../read/disk.ts';
import { createGitSource, readAddedBy, resolveCommit } from '../read/git.ts';
import { getShallowLimit, readShallowCommits } from '../read/git-shallow.ts';
import type { ImpactSide, Sides } from '../report/impact-side.ts';
import type { Io } from './io.ts';
import { getToday, openCache, readConfiguration } from './knowledge-base.ts';
import type { CommonFlags } from './options.ts';
import { createOverlay } from './overlay.ts';
import { createProgress } from './progress.ts';

/** A revision that is compared: how it was asked for, and its commit; null for the work tree. */
export interface Revision {
  name: string;
  commit: string | null;
}

/** Both revisions of a knowledge base, loaded for the same day, and what could not be seen of them, each as a sentence. */
export interface LoadedSides extends Sides {
  limits: string[];
}

/**
 * Loads both revisions, the head's rules knowing the base. A base whose configuration cannot be used is read with that of the head.
 * @throws {BrokenConfiguration} when the configuration of the head cannot be used.
 */
export async function loadSides(
  io: Io,
  input: { root: string; base: Revision & { commit: string }; head: Revision; flags: CommonFlags },
): Promise<LoadedSides> {
  const { root, base, head, flags } = input;
  const [beforeSource, afterSource] = await Promise.all([openSource(root, base), openSource(root, head)]);
  const configuration = await readConfiguration(root, afterSource);
  const asOf = flags.asOf ?? getToday(io, configuration);
  const usable = await withUsableConfiguration(beforeSource, { source: afterSource, configuration }, base.name);
  const progress = createProgress(io);
  try {
    const [{ cache, save }, beforeBy, afterBy, shallow] = await Promise.all([
      createCache(io, root, flags),
      readAddedBy(root, usable.configuration.paths.records, base.commit),
      readAddedBy(root, configuration.paths.records, head.commit ?? (await resolveCommit(root, 'HEAD'))),
      readShallowCommits(root),
    ]);
    const shared = { asOf, cache, processor: createDefaultProcessor(), onProgress: progress.update };
    const before = await loadKnowledgeBase({ ...shared, source: usable.source, addedBy: beforeBy });
    const compared = toComparable(before.base);
    const after = await loadKnowledgeBase({ ...shared, source: afterSource, addedBy: afterBy, base: compared });
    await save();
    const hidden = getShallowLimit(shallow, [beforeBy, afterBy]);
    return {
      before: toSide(base, before),
      after: toSide(head, after),
      limits: [...usable.limits, ...(hidden === undefined ? [] : [hidden])],
    };
  } finally {
    progress.end();
  }
}

function toSide(
  { name, commit }: Revision,
  { base, diagnostics }: Pick<ImpactSide, 'base' | 'diagnostics'>,
): ImpactSide {
  return { name, commit, base, diagnostics };
}

async function openSource(root: string, { commit }: Revision): Promise<Source> {
  return commit === null ? createDiskSource(root) : createGitSource(root, commit);
}

/** What was parsed for the one revision serves for the other, and what `gait validate` parsed for both. */
async function createCache(
  io: Io,
  root: string,
  flags: CommonFlags,
): Promise<{ cache: Cache; save: () => Promise<void> }> {
  const disk = await openCache(io, root, flags, 'check');
  // Saved once, when both are read: a half of it would look like a cache that is mostly out of date.
  const below = disk && { ...disk, save: () => Promise.resolve() };
  return { cache: createMemoryCache(below), save: async () => disk?.save() };
}

/** What the head's rules need to know of the base. */
function toComparable({ files, sops }: KnowledgeBase): NonNullable<KnowledgeBase['base']> {
  return {
    hashes: new Map([...files.values()].flatMap((file) => (file.kind === 'record' ? [[file.path, file.hash]] : []))),
    claims: new Map([...sops.values()].map(({ id, maturity }) => [id, maturity.claimed])),
  };
}

/** Files, and the configuration by which they are read. */
interface Configured {
  source: Source;
  configuration: Configuration;
}

async function withUsableConfiguration(
  before: Source,
  after: Configured,
  name: string,
): Promise<Configured & { limits: string[] }> {
  try {
    const { configuration } = await loadConfiguration(before);
    return { source: before, configuration, limits: [] };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const text = new TextDecoder().decode(await after.source.read(CONFIGURATION_FILE));
    const [first, ...more] = error.diagnostics.filter(({ severity }) => severity === 'error');
    const line = first?.place ? `:${first.place.start.line}` : '';
    const others = more.length > 0 ? ` (and ${more.length} more)` : '';
    return {
      source: createOverlay(before, { path: CONFIGURATION_FILE, text }),
      configuration: after.configuration,
      limits: [
        `The configuration of ${name} cannot be used, so that revision was read with the one of the head. ${CONFIGURATION_FILE}${line}: ${first?.message ?? ''}${others}.`,
      ],
    };
  }
}
