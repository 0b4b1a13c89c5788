import type { KnowledgeBase, SopNode } from '../../model/knowledge-base.ts';
import { getMaturityRank } from '../../model/maturity.ts';

/** What every export is made of. Nothing here is read from disk, clock or network. */
export interface ExportInput {
  base: KnowledgeBase;
  links: SiteLinks;
}

/** Absolute addresses of pages of the published site. */
export interface SiteLinks {
  site: string;
  getSop(id: string): string;
  getCheck(reference: string): string;
  getAlert(reference: string): string;
  getControl(reference: string): string;
}

/** An export as text, and what was left out of it, with the reason. */
export interface Exported {
  text: string;
  notes: string[];
}

/** The active SOPs among these ids, most mature first, then by id. */
export function getActiveSops(base: KnowledgeBase, ids: readonly string[]): SopNode[] {
  return ids
    .flatMap((id) => base.sops.get(id) ?? [])
    .filter((sop) => (sop.file.frontMatter.data.status ?? 'active') === 'active')
    .sort((a, b) => getMaturityRank(b.maturity.effective) - getMaturityRank(a.maturity.effective));
}

/** JSON with a line feed at the end. */
export function toJsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** Text of at most `max` characters, cut between characters, with `…` where it was cut. */
export function cutText(text: string, max: number): string {
  const characters = [...text];
  return characters.length <= max ? text : `${characters.slice(0, max - 1).join('')}…`;
}
