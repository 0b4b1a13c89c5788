import type { StatusBook } from '../findings/status.ts';
import type { FindingsMap } from '../findings/needed.ts';
import { type PublishedFindings, toPublishedFindings } from '../findings/publish.ts';
import type { PageContext } from './context.ts';
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

/** Procedures needed now: of the findings that were there when the site was built, and of a file that is dropped on the page. */
export function toFindingsPage(
  { base, findings }: PageContext,
  book: StatusBook,
  map: FindingsMap,
): Page<'findings', FindingsData> {
  const published = toPublishedFindings({
    policy: base.configuration.publish.findings,
    digest: findings ?? { scans: [], checks: new Map() },
    map,
    isExcused: ({ reference }) => book.getCheck(reference).isExcused,
  });
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
