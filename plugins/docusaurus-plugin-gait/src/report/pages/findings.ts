import type { KnowledgeBase } from '../../model/knowledge-base.ts';
import { type AreaFailures, getAreaFailures } from '../findings/areas.ts';
import type { FindingsDigest } from '../findings/digest.ts';
import type { FindingsMap } from '../findings/needed.ts';
import { type PublishedFindings, toPublishedFindings } from '../findings/publish.ts';
import type { StatusBook } from '../findings/status.ts';
import type { Page } from './page.ts';
import { PATHS } from './paths.ts';

/** Where the site keeps what a browser needs to read a findings file, below the base URL. */
export const FINDINGS_MAP_PATH = 'api/findings-map.json';

/** Most checks that the page lists. */
const MAX_NEEDS = 500;

/** What the page of findings shows. */
export interface FindingsData extends PublishedFindings {
  /** Failing checks that are not listed. */
  more: number;
  /** Address of the map that files dropped on the page are read with, below the base URL. */
  map: string;
}

/** Findings and what they are joined with. */
interface Joined {
  digest: FindingsDigest;
  map: FindingsMap;
  book: StatusBook;
}

/** Findings as far as they are published, for every page that shows them. */
export function getPublishedFindings(
  { configuration }: KnowledgeBase,
  { digest, map, book }: Joined,
): PublishedFindings {
  const { findings, exceptions } = configuration.publish;
  return toPublishedFindings({
    ...{ policy: findings, digest, map },
    // That something is excused is a fact about exceptions, which have a decision of their own.
    isExcused: ({ reference }) => exceptions === 'full' && book.getCheck(reference).isExcused,
  });
}

/**
 * Failing checks by area, for the marks of areas; undefined when findings are not published or there are none. Exceptions count
 * unless these are not published: a mark must not tell of them.
 */
export function getPublishedFailures(base: KnowledgeBase, joined: Joined): Map<string, AreaFailures> | undefined {
  const { findings, exceptions } = base.configuration.publish;
  if (findings === 'none' || !joined.book.hasFindings) return undefined;
  if (exceptions !== 'none') return getAreaFailures(base, joined);
  const getCheck: StatusBook['getCheck'] = (reference) => ({ ...joined.book.getCheck(reference), isExcused: false });
  return getAreaFailures(base, { ...joined, book: { ...joined.book, getCheck } });
}

/** Procedures needed now: of the findings that were there when the site was built, and of a file that is dropped on the page. */
export function toFindingsPage(published: PublishedFindings): Page<'findings', FindingsData> {
  const { needs } = published;
  return {
    kind: 'findings',
    path: PATHS.findings,
    title: 'Procedures needed now',
    description: 'Failing checks and the SOPs that mend them, those without an SOP first.',
    html: {},
    sources: ['gait.config.yaml'],
    data: {
      ...published,
      ...(needs && { needs: needs.slice(0, MAX_NEEDS) }),
      more: Math.max(0, (needs?.length ?? 0) - MAX_NEEDS),
      map: FINDINGS_MAP_PATH,
    },
  };
}
