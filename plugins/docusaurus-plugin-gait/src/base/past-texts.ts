import { createHash } from 'node:crypto';
import type { SopFile } from '../model/document.ts';
import type { KnowledgeBase, SopNode } from '../model/knowledge-base.ts';
import { getOutdatedRecords } from '../model/policy.ts';
import { type PastFile, type PastQuery, readPastSops } from '../read/past-sops.ts';
import type { Cache, CheckedFile, Job, Processor } from './contract.ts';
import { createLocalProcessor } from './process.ts';
import { withoutSecrets } from './secrets.ts';

/** What is looked up, and where what was parsed is kept. */
export interface PastTextsInput {
  root: string;
  base: KnowledgeBase;
  /** One of its own: what a load does not ask for may be let go by its cache. */
  cache?: Cache;
  /** Parses; this thread does it when left out. */
  processor?: Processor;
}

/** By record path: the SOP as it was when the record was made. */
export type PastTexts = ReadonlyMap<string, SopFile>;

/**
 * Reads the text that was followed for every record that does not count because it was made for another one. A record whose commit
 * git does not have, or has with another text than the record says, has no entry. Texts come without credentials, as all others.
 */
export async function readPastTexts({ root, base, cache, processor }: PastTextsInput): Promise<PastTexts> {
  const wanted = [...base.sops.values()].flatMap(getQueries);
  const texts = new Map<string, SopFile>();
  if (wanted.length === 0) return texts;
  const found = await readPastSops(
    root,
    base.configuration.paths.sops,
    wanted.map(({ query }) => query),
  );
  const parsed = await parse(new Map(found.flatMap((past) => (past ? [[toKey(base, past), past]] : []))), {
    base,
    cache,
    processor: processor ?? createLocalProcessor(),
  });
  wanted.forEach(({ record, fingerprint }, index) => {
    const past = found[index];
    const file = past && parsed.get(toKey(base, past))?.file;
    if (file?.kind === 'sop' && file.body && file.fingerprint === fingerprint) texts.set(record, file);
  });
  return texts;
}

function getQueries(node: SopNode): { record: string; fingerprint: string; query: PastQuery }[] {
  const { id, file } = node;
  const ids = [id, ...(file.frontMatter.data.formerly ?? [])];
  return getOutdatedRecords(node).flatMap((record) => {
    const { commit, fingerprint } = record.yaml.data;
    if (commit === undefined || fingerprint === undefined) return [];
    return [{ record: record.path, fingerprint, query: { commit, path: file.path, ids } }];
  });
}

/** Names one text and how it is read: titles of sections and the rule for credentials come from the configuration. */
function toKey({ configuration }: KnowledgeBase, { path, oid }: PastFile): string {
  const { sections, rules, disable } = configuration;
  const content = JSON.stringify([sections, rules, disable, path, oid]);
  return `past:${createHash('sha256').update(content).digest('hex')}`;
}

async function parse(
  pasts: ReadonlyMap<string, PastFile>,
  { base, cache, processor }: Pick<PastTextsInput, 'base' | 'cache'> & { processor: Processor },
): Promise<Map<string, CheckedFile>> {
  const { configuration } = base;
  const parsed = new Map<string, CheckedFile>();
  const missing: { key: string; job: Job }[] = [];
  for (const [key, { path, bytes }] of pasts) {
    const known = cache?.get(key);
    if (known) parsed.set(key, known);
    else missing.push({ key, job: { path, kind: 'sop', ...(await withoutSecrets({ path, bytes, configuration })) } });
  }
  const jobs = missing.map(({ job }) => job);
  const results = await processor.process(jobs, configuration, () => undefined);
  missing.forEach(({ key }, index) => {
    const file = results[index]?.file;
    if (!file) return;
    const value: CheckedFile = { file, diagnostics: [] };
    parsed.set(key, value);
    cache?.set(key, value);
  });
  await cache?.save();
  return parsed;
}
