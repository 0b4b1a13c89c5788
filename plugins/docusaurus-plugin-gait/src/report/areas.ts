import { compareText } from '../model/diagnostic.ts';
import type { KnowledgeBase, SopNode, StandardNode } from '../model/knowledge-base.ts';
import type { Maturity } from '../model/maturity.ts';

/** An area as configured, or the rest: `key` is '' for what names no configured area. */
export interface Area {
  key: string;
  title: string;
  description?: string;
  target: Maturity;
  requires: string[];
}

/** Counted in reports: what is neither a draft, nor deprecated, nor retired. */
export function isActive(node: SopNode | StandardNode): boolean {
  return (node.file.frontMatter.data.status ?? 'active') === 'active';
}

/** Active SOPs in the order of their ids. */
export function getActiveSops(base: KnowledgeBase): SopNode[] {
  return [...base.sops.values()].filter(isActive);
}

/** Key of the configured area that an SOP or a standard belongs to, or ''. */
export function getAreaKey(base: KnowledgeBase, node: SopNode | StandardNode): string {
  const key = node.file.frontMatter.data.area;
  return base.configuration.areas.some((area) => area.key === key) ? (key ?? '') : '';
}

/** The areas in the configured order, and a last one without a key when something belongs to none of them. */
export function getAreas(base: KnowledgeBase): Area[] {
  const areas: Area[] = base.configuration.areas.map((area) => ({ ...area }));
  const isStray = [...base.sops.values(), ...base.standards.values()].some((node) => getAreaKey(base, node) === '');
  if (isStray) areas.push({ key: '', title: 'No known area', target: 'walk', requires: [] });
  return areas;
}

/** Nodes by the key of their area; every area of `getAreas` has an entry. */
export function groupByArea<T extends SopNode | StandardNode>(base: KnowledgeBase, nodes: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>(getAreas(base).map((area) => [area.key, []]));
  for (const node of nodes) groups.get(getAreaKey(base, node))?.push(node);
  return groups;
}

/** Orders by title, then id: for lists that people read. */
export function compareTitles(a: { title: string; id: string }, b: { title: string; id: string }): number {
  return compareText(a.title.toLowerCase(), b.title.toLowerCase()) || compareText(a.id, b.id);
}
