import { compareTitles } from '../areas.ts';
import type { AreaSop } from './area.ts';
import type { PageContext } from './context.ts';
import type { Page } from './page.ts';
import { getOwnerPath } from './paths.ts';
import type { OwnerLink, PageLink } from './references.ts';
import { toOwnerLink, toSopLink, toStandardLink } from './references.ts';

/** What the page of an owner shows. */
export interface OwnerData {
  owner: OwnerLink;
  /** Team on the configured git host. */
  team?: string;
  /** The first of them, by title. */
  sops: AreaSop[];
  /** How many there are. */
  total: number;
  key: string;
  standards: (PageLink & { nextReviewOn?: string })[];
}

/** SOPs on one page; the index shows the rest. */
const MAX_ROWS = 200;

/** The page of an owner: how to reach them, and all that they answer for. */
export function toOwnerPage({ base }: PageContext, key: string): Page<'owner', OwnerData> {
  const owner = toOwnerLink(base, key) ?? { title: key, path: getOwnerPath(key), contact: '' };
  const { github, gitlab } = base.configuration.owners[key] ?? {};
  const sops = [...base.sops.values()].filter((one) => one.file.frontMatter.data.owner === key).sort(compareTitles);
  const standards = [...base.standards.values()]
    .filter((one) => one.file.frontMatter.data.owner === key)
    .sort(compareTitles);
  return {
    kind: 'owner',
    path: getOwnerPath(key),
    title: owner.title,
    description: `What ${owner.title} answers for, and how to reach them.`,
    html: {},
    sources: [...sops, ...standards].map((node) => node.file.path),
    data: {
      owner,
      team: base.configuration.repository?.host === 'gitlab' ? (gitlab ?? github) : (github ?? gitlab),
      total: sops.length,
      key,
      sops: sops.slice(0, MAX_ROWS).map((sop) => {
        const { claimed, earned, unmet } = sop.maturity;
        return { ...toSopLink(sop), claimed, earned, unmet, nextReviewOn: sop.review.nextReviewOn };
      }),
      standards: standards.map((one) => ({ ...toStandardLink(base, one), nextReviewOn: one.review.nextReviewOn })),
    },
  };
}
