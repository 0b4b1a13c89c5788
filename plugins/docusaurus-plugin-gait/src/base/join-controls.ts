import { compareText } from '../model/diagnostic.ts';
import type { CatalogueFile } from '../model/document.ts';
import type { CheckNode, KnowledgeBase, SopNode, StandardNode } from '../model/knowledge-base.ts';
import { splitReference } from '../model/check-reference.ts';
import { sortMap } from './sort-map.ts';

/** Joins catalogues with the SOPs and standards that name their controls, and with the checks that test them. */
export function joinControls(input: {
  catalogues: CatalogueFile[];
  sops: Map<string, SopNode>;
  standards: Map<string, StandardNode>;
}): Pick<KnowledgeBase, 'frameworks' | 'controls' | 'checks' | 'alerts'> {
  const frameworks: KnowledgeBase['frameworks'] = new Map();
  const controls: KnowledgeBase['controls'] = new Map();
  const sopsOf = invert([...input.sops.values()].map((sop) => [sop.id, sop.controls]));
  const standardsOf = invert(
    [...input.standards.values()].map((one) => [one.id, one.file.frontMatter.data.controls ?? []]),
  );
  for (const file of input.catalogues) {
    const { framework, version, title, controls: listed = [] } = file.yaml.data;
    if (!framework || !version) continue;
    const key = `${framework}@${version}`;
    if (frameworks.has(key)) continue;
    const references: string[] = [];
    for (const control of listed) {
      const reference = `${key}#${control.id}`;
      if (controls.has(reference)) continue;
      references.push(reference);
      controls.set(reference, {
        reference,
        framework,
        version,
        control,
        file,
        sops: sopsOf.get(reference) ?? [],
        standards: standardsOf.get(reference) ?? [],
      });
    }
    frameworks.set(key, { key, framework, version, title: title ?? key, file, controls: references });
  }
  const alerts: KnowledgeBase['alerts'] = new Map();
  const answers = invert([...input.sops.values()].map((sop) => [sop.id, sop.file.frontMatter.data.alerts ?? []]));
  for (const [reference, sops] of answers) alerts.set(reference, { reference, sops });
  return { frameworks: sortMap(frameworks), controls, checks: joinChecks(controls), alerts: sortMap(alerts) };
}

function joinChecks(controls: KnowledgeBase['controls']): Map<string, CheckNode> {
  const checks = new Map<string, CheckNode>();
  for (const node of controls.values()) {
    for (const { id, verified } of node.control.checks) {
      const check = checks.get(id) ?? { reference: id, ...splitReference(id), controls: [], sops: [] };
      check.controls.push({ reference: node.reference, verified });
      check.sops = [...new Set([...check.sops, ...node.sops])].sort(compareText);
      checks.set(id, check);
    }
  }
  return sortMap(checks);
}

/** From `[owner, names]` to `name → owners`, sorted. */
function invert(rows: [string, string[]][]): Map<string, string[]> {
  const owners = new Map<string, Set<string>>();
  for (const [owner, names] of rows) {
    for (const name of names) owners.set(name, (owners.get(name) ?? new Set()).add(owner));
  }
  return new Map([...owners].map(([name, set]) => [name, [...set].sort(compareText)]));
}
