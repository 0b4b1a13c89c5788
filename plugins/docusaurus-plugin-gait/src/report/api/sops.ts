import { compareText } from '../../model/diagnostic.ts';
import type { SopNode } from '../../model/knowledge-base.ts';
import type { ApiSops } from '../../model/schema/api-sops.ts';
import { getSopPath } from '../pages/paths.ts';
import type { ApiInput } from './controls.ts';

/** Content of `/api/sops.json`: facts of the front matter with the maturity of the day. Contributors and performers are left out. */
export function getApiSops({ base, toUrl }: ApiInput): ApiSops {
  const checks = new Map<string, string[]>();
  for (const { reference, sops } of base.checks.values())
    for (const id of sops) checks.set(id, [...(checks.get(id) ?? []), reference]);
  return {
    schema: 1,
    api: 'sops',
    sops: [...base.sops.values()]
      .sort((a, b) => compareText(a.id, b.id))
      .map((sop) => toApiSop(sop, toUrl(getSopPath(sop.id)), checks.get(sop.id) ?? [])),
  };
}

function toApiSop(sop: SopNode, url: string, checks: string[]): ApiSops['sops'][number] {
  const { data } = sop.file.frontMatter;
  const { claimed, earned, effective, rehearsed, counting } = sop.maturity;
  return {
    id: sop.id,
    formerly: data.formerly ?? [],
    title: sop.title,
    description: data.description ?? null,
    url,
    status: data.status ?? 'active',
    area: data.area ?? null,
    owner: data.owner ?? null,
    maturity: { claimed, earned, effective, rehearsed },
    records: { total: sop.records.length, counting: counting.length },
    fingerprint: sop.file.fingerprint ?? null,
    risk: data.risk ?? null,
    duration: data.duration ?? null,
    environments: data.environments ?? [],
    roles: data.roles ?? [],
    cadence: data.cadence ?? null,
    trigger: data.trigger ?? null,
    last_reviewed_on: sop.review.lastReviewedOn ?? null,
    next_review_on: sop.review.nextReviewOn ?? null,
    automation: sop.automation ?? null,
    controls: sop.controls,
    checks,
    alerts: data.alerts ?? [],
    related: data.related ?? [],
  };
}
