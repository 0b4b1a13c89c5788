import { compareText } from '../../model/diagnostic.ts';
import type { SopNode } from '../../model/knowledge-base.ts';
import { MATURITIES } from '../../model/maturity.ts';
import { STATUSES } from '../../model/schema/sop.ts';
import { compareTitles, getAreaKey } from '../areas.ts';
import { getCadenceLabel } from '../cadence.ts';
import type { PageContext } from './context.ts';
import type { Page } from './page.ts';
import { PATHS, getAreaPath } from './paths.ts';
import type { PageLink } from './references.ts';

/**
 * One SOP of the index, as compact as it can be: there may be thousands. Numbers index the lists of `SopIndexData`
 * (-1: none), `maturity` and `status` those of the model. `next` is the day of the next review or ''.
 */
export type SopIndexRow = [
  id: string,
  title: string,
  area: number,
  maturity: number,
  owner: number,
  cadence: number,
  controls: number[],
  status: number,
  next: string,
  rehearsed: 0 | 1,
];

/** A value to filter by: what stands in the address, and what people read. */
export type Facet = [value: string, label: string];

/** What the index of SOPs shows. */
export interface SopIndexData {
  areas: Facet[];
  owners: Facet[];
  cadences: Facet[];
  controls: Facet[];
  rows: SopIndexRow[];
  /** Pages that list the SOPs of one area in full: the way through for who reads without JavaScript. */
  areaPages: (PageLink & { count: number })[];
}

/** The index of all SOPs, by title. */
export function toSopIndexPage({ base }: PageContext): Page<'sop-index', SopIndexData> {
  const sops = [...base.sops.values()].sort(compareTitles);
  const { areas, owners } = base.configuration;
  const areaFacets = areas.map((area): Facet => [area.key, area.title]);
  const ownerFacets = Object.entries(owners)
    .map(([key, owner]): Facet => [key, owner.name])
    .sort(([, a], [, b]) => compareText(a, b));
  const cadenceFacets = getValues(sops, (sop) => [getCadenceLabel(sop.file.frontMatter.data.cadence)]).map(
    (label): Facet => [label.replaceAll(' ', '-'), label],
  );
  const controlFacets = getValues(sops, (sop) => sop.controls)
    .map((reference): Facet => [reference, base.controls.get(reference)?.control.title ?? 'unknown control'])
    .sort(([a], [b]) => compareReferences(a, b));
  const indexOf = [areaFacets, ownerFacets, cadenceFacets, controlFacets].map(
    (facets) => new Map(facets.map(([value], index) => [value, index])),
  );
  const at = (list: number, value: string | undefined): number => indexOf[list]?.get(value ?? '') ?? -1;
  return {
    kind: 'sop-index',
    path: PATHS.sops,
    title: 'SOPs',
    description: 'Every procedure, by area, maturity, owner, rhythm and control.',
    html: {},
    sources: sops.map((sop) => sop.file.path),
    data: {
      areas: areaFacets,
      owners: ownerFacets,
      cadences: cadenceFacets,
      controls: controlFacets,
      rows: sops.map((sop): SopIndexRow => {
        const { cadence, owner, status = 'active' } = sop.file.frontMatter.data;
        return [
          sop.id,
          sop.title,
          at(0, getAreaKey(base, sop)),
          MATURITIES.indexOf(sop.maturity.effective),
          at(1, owner),
          at(2, getCadenceLabel(cadence).replaceAll(' ', '-')),
          sop.controls.map((reference) => at(3, reference)),
          STATUSES.indexOf(status),
          sop.review.nextReviewOn ?? '',
          sop.maturity.rehearsed ? 1 : 0,
        ];
      }),
      areaPages: areas.map((area) => ({
        title: area.title,
        path: getAreaPath(area.key),
        count: sops.filter((sop) => getAreaKey(base, sop) === area.key).length,
      })),
    },
  };
}

function getValues(sops: SopNode[], get: (sop: SopNode) => string[]): string[] {
  return [...new Set(sops.flatMap(get))].sort(compareText);
}

/** `1.2` before `1.10`: numbers by value, the rest by code unit. */
function compareReferences(a: string, b: string): number {
  const [left, right] = [a, b].map((one) => one.split(/(\d+)/u));
  for (let index = 0; index < Math.max(left?.length ?? 0, right?.length ?? 0); index++) {
    const [x = '', y = ''] = [left?.[index], right?.[index]];
    if (x !== y) return index % 2 === 1 ? Number(x) - Number(y) || compareText(x, y) : compareText(x, y);
  }
  return 0;
}
