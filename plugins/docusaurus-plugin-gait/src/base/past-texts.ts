import type { SopFile } from '../model/document.ts';
import type { KnowledgeBase, SopNode } from '../model/knowledge-base.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { readGaitFile } from '../read/file.ts';
import { type PastFile, type PastQuery, readPastSops } from '../read/past-sops.ts';
import type { Cache } from './contract.ts';

/** What is looked up, and where what was parsed is kept. */
export interface PastTextsInput {
  root: string;
  base: KnowledgeBase;
  cache?: Cache;
}

/**
 * By record path: the SOP as it was when the record was made, for every record of another text than today's. A record whose commit
 * git does not have, or has with another text than the record says, has no entry.
 */
export async function readPastTexts({ root, base, cache }: PastTextsInput): Promise<Map<string, SopFile>> {
  const { configuration } = base;
  const wanted = [...base.sops.values()].flatMap(getQueries);
  if (wanted.length === 0) return new Map();
  const found = await readPastSops(
    root,
    configuration.paths.sops,
    wanted.map(({ query }) => query),
  );
  const parsed = new Map<string, SopFile | undefined>();
  const texts = new Map<string, SopFile>();
  wanted.forEach(({ record, fingerprint }, index) => {
    const past = found[index];
    if (!past) return;
    const key = `past:${past.path}:${past.oid}`;
    if (!parsed.has(key)) parsed.set(key, parse(past, configuration, cache));
    const file = parsed.get(key);
    if (file?.body && file.fingerprint === fingerprint) texts.set(record, file);
  });
  await cache?.save();
  return texts;
}

function getQueries({ id, file, records }: SopNode): { record: string; fingerprint: string; query: PastQuery }[] {
  const ids = [id, ...(file.frontMatter.data.formerly ?? [])];
  return records.flatMap((record) => {
    const { commit, fingerprint } = record.yaml.data;
    if (!commit || !fingerprint || fingerprint === file.fingerprint) return [];
    return [{ record: record.path, fingerprint, query: { commit, path: file.path, ids } }];
  });
}

function parse(past: PastFile, configuration: Configuration, cache: Cache | undefined): SopFile | undefined {
  // Titles of sections decide how a text is parsed.
  const key = `past:${JSON.stringify(configuration.sections)}:${past.path}:${past.oid}`;
  const known = cache?.get(key)?.file;
  const file = known ?? readGaitFile({ kind: 'sop', path: past.path, bytes: past.bytes, configuration });
  if (!known) cache?.set(key, { file, diagnostics: [] });
  return file.kind === 'sop' ? file : undefined;
}
