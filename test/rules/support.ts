import { createHash } from 'node:crypto';
import { loadKnowledgeBase, type LoadResult } from '../../plugins/docusaurus-plugin-gait/src/base/index.ts';
import type { Diagnostic } from '../../plugins/docusaurus-plugin-gait/src/model/diagnostic.ts';
import type { AddedBy, KnowledgeBase } from '../../plugins/docusaurus-plugin-gait/src/model/knowledge-base.ts';
import { createMemorySource } from '../../plugins/docusaurus-plugin-gait/src/read/memory.ts';
import { EXAMPLE_DAY, EXAMPLE_SITE } from '../../plugins/docusaurus-plugin-gait/src/rules/example.ts';
import type { RuleExample } from '../../plugins/docusaurus-plugin-gait/src/rules/rule.ts';

/** Files by path, as text or bytes. */
export type Files = Record<string, string | Uint8Array>;

/** Runs the pipeline over the example site with what an example changes. */
export async function loadExample(example: RuleExample): Promise<LoadResult> {
  const files = toFiles(example.files, example.configuration);
  return loadKnowledgeBase({
    source: createMemorySource(files, example.symlinks),
    asOf: example.asOf ?? EXAMPLE_DAY,
    addedBy: toAddedBy(example.addedBy ?? {}),
    base: example.before && (await loadBefore(toFiles(example.before, example.configuration))),
  });
}

/** `path:line:column: message`, as examples expect it. */
export function toLine({ file, place, message }: Diagnostic): string {
  return `${file}${place ? `:${place.start.line}:${place.start.column}` : ''}: ${message}`;
}

function toFiles(changes: Files, configuration = ''): Files {
  return { ...EXAMPLE_SITE, 'gait.config.yaml': changeSettings(configuration), ...changes };
}

/** The configuration of the example site, with the top-level keys of another YAML text in place of its own. */
export function changeSettings(changes: string): string {
  const keys = [...changes.matchAll(/^(\w+):/gmu)].map((match) => match[1]);
  const blocks = (EXAMPLE_SITE['gait.config.yaml'] ?? '').split(/^(?=\w)/mu);
  const kept = blocks.filter((block) => !keys.includes(/^\w+/u.exec(block)?.[0]));
  return `${kept.join('')}${changes}\n`;
}

/** The state of these files as a base revision. */
export async function loadBefore(files: Files): Promise<KnowledgeBase['base']> {
  const { base } = await loadKnowledgeBase({ source: createMemorySource(files), asOf: EXAMPLE_DAY });
  return {
    hashes: new Map(
      Object.entries(files).flatMap(([path, text]) =>
        base.files.get(path)?.kind === 'record' ? [[path, createHash('sha256').update(text).digest('hex')]] : [],
      ),
    ),
    claims: new Map([...base.sops.values()].map((sop) => [sop.id, sop.maturity.claimed])),
  };
}

/** Authors as git would tell them. */
export function toAddedBy(authors: NonNullable<RuleExample['addedBy']>): Map<string, AddedBy> {
  return new Map(
    Object.entries(authors).map(([path, { email }]) => [path, { commit: '0'.repeat(40), name: email, email }]),
  );
}
