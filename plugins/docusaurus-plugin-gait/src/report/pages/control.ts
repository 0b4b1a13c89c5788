import type { ControlNode, KnowledgeBase } from '../../model/knowledge-base.ts';
import type { Control } from '../../model/schema/catalogue.ts';
import { splitReference } from '../../model/check-reference.ts';
import type { ControlState, StatusBook } from '../findings/status.ts';
import type { PageContext } from './context.ts';
import { getPublishedState } from './control-state.ts';
import { type PublishedExceptions, getPublishedExceptions } from './exception-rows.ts';
import type { Page } from './page.ts';
import { getCheckPath, getControlPath, getFrameworkPath } from './paths.ts';
import type { ControlLink, PageLink, SopLink } from './references.ts';
import { toAreaLink, toControlLink, toAnswerLinks, toStandardLinks } from './references.ts';

/** A check that tests a control. */
export interface CheckRow extends PageLink {
  reference: string;
  tool: string;
  verified: boolean;
}

/** What became of a control in another version or framework. */
export interface CrosswalkRow {
  framework: string;
  relation: string;
  controls: ControlLink[];
}

/** What the page of a control shows. */
export interface ControlData extends Pick<Control, 'id' | 'levels' | 'assessment' | 'status' | 'decides'> {
  reference: string;
  framework: PageLink;
  trail: string[];
  severity?: string;
  statement?: string;
  area?: PageLink;
  sops: SopLink[];
  standards: PageLink[];
  checks: CheckRow[];
  crosswalks: CrosswalkRow[];
  /** Where the control stands, as far as that is published. */
  state?: ControlState;
  exceptions?: PublishedExceptions;
}

/** The page of a control: who serves it, what tests it. */
export function toControlPage(
  { base }: PageContext,
  node: ControlNode,
  crosswalks: CrosswalkIndex,
  book: StatusBook,
): Page<'control', ControlData> {
  const { control, reference } = node;
  const key = `${node.framework}@${node.version}`;
  const framework = base.frameworks.get(key);
  const sops = toAnswerLinks(base, node.sops);
  return {
    kind: 'control',
    path: getControlPath(reference),
    title: `${control.id} ${control.title}`,
    description: `${framework?.title ?? key} ${node.version}, control ${control.id}: ${control.title}`,
    html: {},
    sources: [node.file.path, ...node.sops.flatMap((id) => base.sops.get(id)?.file.path ?? [])],
    data: {
      id: control.id,
      reference,
      framework: { title: `${framework?.title ?? node.framework} ${node.version}`, path: getFrameworkPath(key) },
      trail: control.path,
      levels: control.levels,
      severity: control.severity,
      assessment: control.assessment,
      status: control.status,
      decides: control.decides,
      statement: control.statement,
      area: toAreaLink(base, control.area),
      sops,
      standards: toStandardLinks(base, node.standards),
      checks: control.checks.map(({ id, verified }) => ({
        reference: id,
        title: splitReference(id).name,
        tool: splitReference(id).tool,
        path: getCheckPath(id),
        verified,
      })),
      crosswalks: crosswalks.get(reference) ?? [],
      state: getPublishedState(base, book, node),
      exceptions: getPublishedExceptions(base, book, [reference, ...control.checks.map(({ id }) => id)]),
    },
  };
}

/** What became of each control elsewhere, by its reference. */
export type CrosswalkIndex = Map<string, CrosswalkRow[]>;

/** Reads every crosswalk once, in both directions. */
export function getCrosswalkIndex(base: KnowledgeBase): CrosswalkIndex {
  const index: CrosswalkIndex = new Map();
  for (const file of base.files.values()) {
    if (file.kind !== 'crosswalk') continue;
    const { from, to, map = [] } = file.yaml.data;
    if (!from || !to) continue;
    for (const entry of map) {
      add(from, entry.from, to, entry.to, entry.relation);
      add(to, entry.to, from, entry.from, entry.relation);
    }
  }
  return index;

  function add(own: string, ids: string[], other: string, others: string[], relation: string): void {
    const controls = others.map((id) => toControlLink(base, `${other}#${id}`));
    for (const id of ids) {
      const reference = `${own}#${id}`;
      index.set(reference, [...(index.get(reference) ?? []), { framework: other, relation, controls }]);
    }
  }
}
