import { compareText } from '../model/diagnostic.ts';
import type { RecordFile, SopFile } from '../model/document.ts';
import type { AddedBy, SopNode } from '../model/knowledge-base.ts';
import { getMaturityState } from '../model/policy.ts';
import { compareNewestFirst } from '../model/record-order.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { getStem } from '../rules/support/ids.ts';
import { getTarget } from '../rules/support/links.ts';
import { sortMap } from './sort-map.ts';
import { getReviewState } from './review.ts';

/** Joins SOPs with their records, and with each other by links. */
export function joinSops(input: {
  files: SopFile[];
  records: RecordFile[];
  configuration: Configuration;
  asOf: string;
  addedBy: Map<string, AddedBy>;
}): Map<string, SopNode> {
  const recordsBySop = new Map<string, RecordFile[]>();
  for (const record of input.records) {
    const sop = record.yaml.data.sop ?? '';
    recordsBySop.set(sop, [...(recordsBySop.get(sop) ?? []), record]);
  }
  const nodes = new Map<string, SopNode>();
  for (const file of input.files) {
    const sop = file.frontMatter.data;
    const id = sop.id ?? getStem(file.path);
    if (nodes.has(id)) continue;
    const records = [id, ...(sop.formerly ?? [])]
      .flatMap((one) => recordsBySop.get(one) ?? [])
      .sort(compareNewestFirst);
    nodes.set(id, {
      id,
      title: sop.title ?? id,
      file,
      linkedFrom: [],
      records,
      automation: sop.automation,
      controls: [...new Set(sop.controls ?? [])],
      maturity: getMaturityState({
        sop,
        fingerprint: file.fingerprint,
        records,
        addedBy: input.addedBy,
        policy: input.configuration.policy,
        people: input.configuration.people,
        asOf: input.asOf,
        timezone: input.configuration.timezone,
      }),
      review: getReviewState(sop, input.asOf),
    });
  }
  linkSops(nodes);
  return sortMap(nodes);
}

function linkSops(nodes: Map<string, SopNode>): void {
  const idByPath = new Map([...nodes.values()].map((node) => [node.file.path, node.id]));
  const linkedFrom = new Map<string, Set<string>>();
  for (const node of nodes.values()) {
    const targets = new Set(node.file.frontMatter.data.related ?? []);
    for (const link of node.file.body?.links ?? []) {
      const target = getTarget(node.file.path, link);
      const id = typeof target === 'object' ? idByPath.get(target.file ?? '') : undefined;
      if (id !== undefined) targets.add(id);
    }
    for (const target of targets) {
      if (target === node.id || !nodes.has(target)) continue;
      const sources = linkedFrom.get(target) ?? new Set();
      linkedFrom.set(target, sources.add(node.id));
    }
  }
  for (const [target, sources] of linkedFrom) {
    const node = nodes.get(target);
    if (node) node.linkedFrom = [...sources].sort(compareText);
  }
}
