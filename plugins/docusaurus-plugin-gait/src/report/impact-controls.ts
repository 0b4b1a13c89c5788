import { compareText } from '../model/diagnostic.ts';
import type { KnowledgeBase } from '../model/knowledge-base.ts';
import { getMaturityRank, type Maturity } from '../model/maturity.ts';
import type { Impact } from '../model/schema/impact.ts';
import { toCoverageRow, type CoverageRow } from './coverage.ts';
import type { Sides } from './impact-side.ts';

type ControlImpact = Impact['controls'][number];

/** Controls that gain or lose coverage, or whose best SOP is at another level, by reference; withdrawn ones are not counted. */
export function getControlImpact({ before, after }: Sides): ControlImpact[] {
  const references = new Set([...before.base.controls.keys(), ...after.base.controls.keys()]);
  return [...references].sort(compareText).flatMap((reference): ControlImpact[] => {
    const [then, now] = [getRow(before.base, reference), getRow(after.base, reference)];
    const change = getChange(then?.best, now?.best);
    if (!change) return [];
    return [
      {
        reference,
        title: now?.title ?? then?.title ?? reference,
        change,
        best: { before: then?.best ?? null, after: now?.best ?? null },
        sops: { before: then?.sops ?? [], after: now?.sops ?? [] },
      },
    ];
  });
}

function getRow(base: KnowledgeBase, reference: string): CoverageRow | undefined {
  const node = base.controls.get(reference);
  const row = node && toCoverageRow(base, node);
  return row?.isWithdrawn ? undefined : row;
}

function getChange(before: Maturity | undefined, after: Maturity | undefined): ControlImpact['change'] | undefined {
  if (before === after) return undefined;
  if (before === undefined) return 'gained';
  if (after === undefined) return 'lost';
  return getMaturityRank(after) > getMaturityRank(before) ? 'raised' : 'lowered';
}
