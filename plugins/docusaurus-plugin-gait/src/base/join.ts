import { compareText } from '../model/diagnostic.ts';
import type { GaitFile, RecordFile } from '../model/document.ts';
import type { AddedBy, KnowledgeBase } from '../model/knowledge-base.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { joinControls } from './join-controls.ts';
import { joinSops } from './join-sops.ts';
import { joinAutomations } from './join-automations.ts';
import { getStem } from '../rules/support/ids.ts';
import { getReviewState } from './review.ts';
import { sortMap } from './sort-map.ts';
import type { Entry } from './source.ts';

/** What join needs to know; see `LoadOptions`. */
export interface JoinInput {
  configuration: Configuration;
  asOf: string;
  files: GaitFile[];
  entries: Entry[];
  addedBy: Map<string, AddedBy>;
  base?: KnowledgeBase['base'];
}

/** Joins files into the graph. Never fails: of two equal ids the first file (by path) is joined, the rest stays in `files`. */
export function joinKnowledgeBase(input: JoinInput): KnowledgeBase {
  const { configuration, asOf, addedBy } = input;
  const sorted = [...input.files].sort((a, b) => compareText(a.path, b.path));
  const records = new Map<string, RecordFile>();
  for (const file of ofKind(sorted, 'record')) {
    const id = file.yaml.data.id ?? getStem(file.path);
    if (!records.has(id)) records.set(id, file);
  }
  const sops = joinSops({ files: ofKind(sorted, 'sop'), records: [...records.values()], configuration, asOf, addedBy });
  const standards: KnowledgeBase['standards'] = new Map();
  for (const file of ofKind(sorted, 'standard')) {
    const id = file.frontMatter.data.id ?? getStem(file.path);
    if (standards.has(id)) continue;
    standards.set(id, {
      id,
      title: file.frontMatter.data.title ?? id,
      file,
      review: getReviewState(file.frontMatter.data, asOf),
    });
  }
  const controls = joinControls({ catalogues: ofKind(sorted, 'catalogue'), sops, standards });
  const exceptions: KnowledgeBase['exceptions'] = new Map();
  for (const file of ofKind(sorted, 'exception')) {
    const id = file.yaml.data.id ?? getStem(file.path);
    if (!exceptions.has(id)) exceptions.set(id, file);
  }
  return {
    configuration,
    asOf,
    files: new Map(sorted.map((file) => [file.path, file])),
    sops,
    standards: sortMap(standards),
    ...controls,
    automations: joinAutomations({ manifests: ofKind(sorted, 'manifest'), sops, records: [...records.values()] }),
    records: sortMap(records),
    exceptions: sortMap(exceptions),
    paths: new Map(input.entries.map((entry) => [entry.path, entry.kind])),
    addedBy,
    base: input.base,
  };
}

function ofKind<K extends GaitFile['kind']>(files: GaitFile[], kind: K): Extract<GaitFile, { kind: K }>[] {
  return files.filter((file): file is Extract<GaitFile, { kind: K }> => file.kind === kind);
}
