import type { AreaScore } from '../scoreboard.ts';
import type { MaturityRow } from '../maturity.ts';
import { toMaturityRow } from '../maturity.ts';
import { compareTitles, getAreaKey } from '../areas.ts';
import type { PageContext } from './context.ts';
import type { Page } from './page.ts';
import { PATHS, getAreaPath } from './paths.ts';
import type { PageLink, SopLink } from './references.ts';
import { toSopLink, toStandardLink } from './references.ts';

/** One SOP of an area with what it still lacks. */
export interface AreaSop extends SopLink, Pick<MaturityRow, 'claimed' | 'earned' | 'unmet'> {
  nextReviewOn?: string;
}

/** What the page of an area shows: its mark with the reasons, its standards, and all its SOPs. */
export interface AreaPageData {
  score: AreaScore;
  /** Addresses of what the conditions name, by `kind:id`. */
  links: Record<string, string>;
  standards: (PageLink & { nextReviewOn?: string })[];
  sops: AreaSop[];
}

/** The page of an area. */
export function toAreaPage({ base }: PageContext, score: AreaScore): Page<'area', AreaPageData> {
  const sops = [...base.sops.values()].filter((sop) => getAreaKey(base, sop) === score.key).sort(compareTitles);
  const standards = [...base.standards.values()]
    .filter((one) => getAreaKey(base, one) === score.key)
    .sort(compareTitles);
  return {
    kind: 'area',
    path: getAreaPath(score.key),
    title: score.title,
    description: score.description ?? score.title,
    html: {},
    sources: [...sops, ...standards].map((node) => node.file.path),
    data: {
      score,
      links: getConditionLinks(base, score),
      standards: standards.map((one) => ({ ...toStandardLink(base, one), nextReviewOn: one.review.nextReviewOn })),
      sops: sops.map((sop) => {
        const { claimed, earned, unmet } = toMaturityRow(base, sop);
        return { ...toSopLink(sop), claimed, earned, unmet, nextReviewOn: sop.review.nextReviewOn };
      }),
    },
  };
}

/** Addresses of what an area's conditions name, by `kind:id`; what does not exist has none. */
export function getConditionLinks(base: PageContext['base'], score: AreaScore): Record<string, string> {
  return Object.fromEntries(
    score.conditions.flatMap(({ kind, id }): [string, string][] => {
      const sop = kind === 'sop' ? base.sops.get(id) : undefined;
      const standard = kind === 'standard' ? base.standards.get(id) : undefined;
      if (kind === 'findings') return [[`${kind}:${id}`, PATHS.findings]];
      const path = sop ? toSopLink(sop).path : standard && toStandardLink(base, standard).path;
      return path === undefined ? [] : [[`${kind}:${id}`, path]];
    }),
  );
}
