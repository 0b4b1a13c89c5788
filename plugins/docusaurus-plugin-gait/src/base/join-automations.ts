import { compareText } from '../model/diagnostic.ts';
import type { ManifestFile, RecordFile } from '../model/document.ts';
import type { AutomationNode, SopNode } from '../model/knowledge-base.ts';
import { sortMap } from './sort-map.ts';

/** Joins automations with the SOPs that name them and with the records of their runs. The folder is the name. */
export function joinAutomations(input: {
  manifests: ManifestFile[];
  sops: Map<string, SopNode>;
  records: RecordFile[];
}): Map<string, AutomationNode> {
  const nodes = new Map<string, AutomationNode>();
  for (const file of input.manifests) {
    const name = file.path.split('/').at(-2) ?? '';
    if (nodes.has(name)) continue;
    nodes.set(name, {
      name,
      file,
      sops: [...input.sops.values()].filter((sop) => sop.automation === name).map((sop) => sop.id),
      records: input.records.filter((record) => isBy(record, name)).sort((a, b) => compareText(b.path, a.path)),
    });
  }
  return sortMap(nodes);
}

function isBy(record: RecordFile, automation: string): boolean {
  const performer = record.yaml.data.performer;
  return performer !== undefined && 'automation' in performer && performer.automation === automation;
}
