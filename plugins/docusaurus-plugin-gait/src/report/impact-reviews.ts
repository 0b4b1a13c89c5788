import { compareText } from '../model/diagnostic.ts';
import { findCodeOwners, getCodeOwners } from '../model/code-owners.ts';
import type { KnowledgeBase, SopNode } from '../model/knowledge-base.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import type { Impact } from '../model/schema/impact.ts';
import { getNodesByPath, type Sides } from './impact-side.ts';

type Review = Impact['reviews'][number];

/**
 * Whose review a change needs: owners of the SOPs and standards in it, before and after (who hands over and who takes over), owners of
 * SOPs whose automation it changes, and the code owners of every changed file. Git hosts take CODEOWNERS from the branch that a change goes into, so the base's is read.
 */
export function getReviewImpact({ before, after }: Sides, changed: readonly string[]): Review[] {
  const owners = new Map<string, Set<string>>();
  const codeOwners = new Map<string, Set<string>>();
  const sides = [before.base, after.base].map((base) => ({
    nodes: getNodesByPath(base),
    automated: getAutomated(base),
  }));
  const file = findCodeOwners(before.base);
  for (const path of changed) {
    for (const { nodes, automated } of sides) {
      for (const node of [nodes.get(path) ?? [], automated(path)].flat()) {
        const { owner } = node.file.frontMatter.data;
        if (owner !== undefined) add(owners, owner, path);
      }
    }
    for (const { owners: handles } of file ? getCodeOwners(file.codeOwners, path) : []) {
      for (const handle of handles) add(codeOwners, handle, path);
    }
  }
  return [
    ...toReviews(owners, (owner, files) =>
      toOwnerReview(owner, files, [after.base.configuration, before.base.configuration]),
    ),
    ...toReviews(codeOwners, (owner, files) => ({ owner, name: owner, source: 'code-owner', handles: [owner], files })),
  ];
}

/** SOPs that name the automation to which a file belongs. */
function getAutomated({ sops, configuration }: KnowledgeBase): (path: string) => SopNode[] {
  const folder = `${configuration.paths.scripts}/`;
  const byName = new Map<string, SopNode[]>();
  for (const node of sops.values()) {
    if (node.automation !== undefined) byName.set(node.automation, [...(byName.get(node.automation) ?? []), node]);
  }
  return (path) =>
    path.startsWith(folder) ? (byName.get(path.slice(folder.length).split('/', 1)[0] ?? '') ?? []) : [];
}

function add(files: Map<string, Set<string>>, owner: string, path: string): void {
  files.set(owner, (files.get(owner) ?? new Set()).add(path));
}

function toReviews(files: Map<string, Set<string>>, toReview: (owner: string, files: string[]) => Review): Review[] {
  return [...files]
    .sort(([a], [b]) => compareText(a, b))
    .map(([owner, paths]) => toReview(owner, [...paths].sort(compareText)));
}

function toOwnerReview(owner: string, files: string[], configurations: Configuration[]): Review {
  const known = configurations.map(({ owners }) => (Object.hasOwn(owners, owner) ? owners[owner] : undefined));
  const found = known.find((one) => one !== undefined);
  const handles = [found?.github, found?.gitlab].filter((handle) => handle !== undefined);
  return { owner, name: found?.name ?? owner, source: 'owner', handles, files };
}
