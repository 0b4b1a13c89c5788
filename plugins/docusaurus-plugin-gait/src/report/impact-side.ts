import type { Diagnostic } from '../model/diagnostic.ts';
import type { KnowledgeBase, SopNode, StandardNode } from '../model/knowledge-base.ts';

/** One of the two revisions: the joined graph and what the rules say about it. */
export interface ImpactSide {
  /** As it was asked for. */
  name: string;
  /** Null for files on disk. */
  commit: string | null;
  base: KnowledgeBase;
  diagnostics: readonly Diagnostic[];
}

/** Both revisions, worked out for the same day. */
export interface Sides {
  before: ImpactSide;
  after: ImpactSide;
}

/** An SOP at both revisions; one side is missing when it was added or removed. Renamed ones are found by `formerly`. */
export interface SopPair {
  before?: SopNode;
  after?: SopNode;
}

/** Pairs the SOPs of both revisions, in the order of their ids now, then those that are gone. */
export function pairSops({ before, after }: Sides): SopPair[] {
  const left = new Map(before.base.sops);
  const pairs = [...after.base.sops.values()].map((node): SopPair => {
    const former = node.file.frontMatter.data.formerly ?? [];
    const id = [node.id, ...[...former].reverse()].find((one) => left.has(one) && isFree(one, node.id, after.base));
    const then = id === undefined ? undefined : left.get(id);
    if (id !== undefined) left.delete(id);
    return { before: then, after: node };
  });
  return [...pairs, ...[...left.values()].map((node): SopPair => ({ before: node }))];
}

/** A former id that is in use as an id is no former one: the rules report it. */
function isFree(former: string, id: string, base: KnowledgeBase): boolean {
  return former === id || !base.sops.has(former);
}

/** SOPs and standards by the path of their file. */
export function getNodesByPath(base: KnowledgeBase): Map<string, SopNode | StandardNode> {
  return new Map([...base.sops.values(), ...base.standards.values()].map((node) => [node.file.path, node]));
}
