import type { KnowledgeBase, SopNode, StandardNode } from '../../model/knowledge-base.ts';
import { type Maturity, getMaturityRank } from '../../model/maturity.ts';
import type { Status } from '../../model/schema/sop.ts';
import { isActive } from '../areas.ts';
import { getAreaPath, getControlPath, getDocPath, getOwnerPath, getSopPath } from './paths.ts';

/** A link with its text. `path` is below the base URL. */
export interface PageLink {
  title: string;
  path: string;
}

/** A link to an SOP, with what a reader wants to know before following it. */
export interface SopLink extends PageLink {
  id: string;
  maturity: Maturity;
  rehearsed: boolean;
  /** Left out when active. */
  status?: Status;
}

/** A control by its reference; without a path when no catalogue has it. */
export interface ControlLink {
  reference: string;
  title: string;
  path?: string;
}

/** Who is accountable, and where they are reached. `href` only for addresses that are safe to follow. */
export interface OwnerLink extends PageLink {
  contact: string;
  href?: string;
}

/** Link to an SOP. */
export function toSopLink(sop: SopNode): SopLink {
  const { effective, rehearsed } = sop.maturity;
  const link: SopLink = { id: sop.id, title: sop.title, path: getSopPath(sop.id), maturity: effective, rehearsed };
  return isActive(sop) ? link : { ...link, status: sop.file.frontMatter.data.status };
}

/** Links to the SOPs among these ids that exist. */
export function toSopLinks(base: KnowledgeBase, ids: readonly string[]): SopLink[] {
  return ids.flatMap((id) => {
    const sop = base.sops.get(id);
    return sop ? [toSopLink(sop)] : [];
  });
}

/** Links to the SOPs that answer something: those to follow now on top, the most mature first. */
export function toAnswerLinks(base: KnowledgeBase, ids: readonly string[]): SopLink[] {
  const getRank = ({ maturity, status }: SopLink): number => (status === undefined ? getMaturityRank(maturity) : -1);
  return toSopLinks(base, ids).sort((a, b) => getRank(b) - getRank(a));
}

/** Link to a standards page. */
export function toStandardLink(base: KnowledgeBase, standard: StandardNode): PageLink {
  return { title: standard.title, path: getDocPath(standard.file.path, base.configuration.paths.docs) };
}

/** Links to the standards among these ids that exist. */
export function toStandardLinks(base: KnowledgeBase, ids: readonly string[]): PageLink[] {
  return ids.flatMap((id) => {
    const standard = base.standards.get(id);
    return standard ? [toStandardLink(base, standard)] : [];
  });
}

/** Link to a control, or its bare reference when no catalogue has it. */
export function toControlLink(base: KnowledgeBase, reference: string): ControlLink {
  const node = base.controls.get(reference);
  if (!node) return { reference, title: 'No catalogue has this control' };
  return { reference, title: node.control.title, path: getControlPath(reference) };
}

/** Link to a configured area. */
export function toAreaLink(base: KnowledgeBase, key: string | undefined): PageLink | undefined {
  const area = base.configuration.areas.find((one) => one.key === key);
  return area && { title: area.title, path: getAreaPath(area.key) };
}

/** Link to a configured owner, with the contact. */
export function toOwnerLink(base: KnowledgeBase, key: string | undefined): OwnerLink | undefined {
  const owner = key !== undefined && Object.hasOwn(base.configuration.owners, key) && base.configuration.owners[key];
  if (!owner) return undefined;
  return { title: owner.name, path: getOwnerPath(key), contact: owner.contact, href: toContactHref(owner.contact) };
}

/** Web, mail and telephone addresses can be followed; a channel's name is only text. */
function toContactHref(contact: string): string | undefined {
  if (/^(?:https?:\/\/|mailto:|tel:)[^\s]+$/u.test(contact)) return contact;
  return /^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/u.test(contact) ? `mailto:${contact}` : undefined;
}
