import type { CodeOwners, CodeOwnersRow } from './code-owners-file.ts';
import { getCodeOwners } from './code-owners.ts';
import type { SopFile, StandardFile } from './document.ts';
import type { KnowledgeBase } from './knowledge-base.ts';

/** A page whose owner CODEOWNERS does not ask for a review. */
export interface CodeOwnerDisagreement {
  file: SopFile | StandardFile;
  /** Key of the owner, and the team that it has on the host. */
  owner: string;
  team: string;
  /** Whom CODEOWNERS asks instead, and the last row that says so; nobody when no row matches. */
  owners: string[];
  row?: CodeOwnersRow;
}

/**
 * Holds CODEOWNERS against the owners of SOPs and standards. Owners without a team on the host are left out. On GitLab one of the
 * sections that speak of the page must name the team.
 */
export function getCodeOwnerDisagreements(base: KnowledgeBase, codeOwners: CodeOwners): CodeOwnerDisagreement[] {
  const { owners: known } = base.configuration;
  return [...base.sops.values(), ...base.standards.values()].flatMap(({ file }): CodeOwnerDisagreement[] => {
    const { owner } = file.frontMatter.data;
    const team = owner !== undefined && Object.hasOwn(known, owner) && known[owner]?.[codeOwners.dialect];
    if (!team || owner === undefined) return [];
    const found = getCodeOwners(codeOwners, file.path);
    const owners = found.flatMap((one) => one.owners);
    if (owners.some((one) => one.toLowerCase() === team.toLowerCase())) return [];
    return [{ file, owner, team, owners, row: found.at(-1)?.row }];
  });
}
