import type { Impact } from '../model/schema/impact.ts';
import { getControlImpact } from './impact-controls.ts';
import { getDiagnosticImpact } from './impact-diagnostics.ts';
import { getMaturityImpact, getRecordImpact } from './impact-evidence.ts';
import { getReviewImpact } from './impact-reviews.ts';
import { pairSops, type ImpactSide } from './impact-side.ts';
import { getChangedTopKeys, getSopImpact } from './impact-sops.ts';

/** Two revisions of a knowledge base, worked out for the same day, and what the report says besides. */
export interface ImpactInput {
  before: ImpactSide;
  after: ImpactSide;
  /** Paths of all files that differ, also of those that are no part of the knowledge base. */
  changed: readonly string[];
  /** What could not be seen, each as a sentence. */
  limits: readonly string[];
  /** Version of Gait. */
  version: string;
}

/** What a change does to the knowledge base. */
export function getImpact({ before, after, changed, limits, version }: ImpactInput): Impact {
  const sides = { before, after };
  const pairs = pairSops(sides);
  const configuration = getChangedTopKeys(before.base.configuration, after.base.configuration);
  return {
    schema: 1,
    report: 'impact',
    gait: version,
    as_of: after.base.asOf,
    base: { name: before.name, commit: before.commit },
    head: { name: after.name, commit: after.commit },
    limits: [...limits],
    configuration,
    sops: getSopImpact(sides, pairs),
    maturity: getMaturityImpact(pairs),
    records: getRecordImpact(sides, pairs),
    controls: getControlImpact(sides),
    ...getDiagnosticImpact(sides, { pairs, changed }),
    reviews: getReviewImpact(sides, changed),
  };
}
