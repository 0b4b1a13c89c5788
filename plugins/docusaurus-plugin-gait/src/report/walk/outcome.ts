import type { GaitRecord } from '../../model/schema/record.ts';
import { getStand } from './stand.ts';
import type { Walk } from './text.ts';

/** How a walk ended, seen from its steps; the person may know better. */
export function getOutcome(walk: Walk): GaitRecord['outcome'] {
  const { ticked, steps } = getStand(walk, Date.parse(walk.finished_at ?? walk.started_at));
  const last = walk.steps.at(-1);
  if (last?.outcome === 'failed' && last.went_on_at === undefined) return 'failed';
  if (ticked < steps.length || steps.length === 0) return 'abandoned';
  return walk.steps.some(({ outcome, went_on_at }) => outcome === 'failed' || went_on_at !== undefined)
    ? 'deviated'
    : 'completed';
}

/** Outcomes that a walk allows: `completed` only when every step is done, or skipped for a reason. */
export function getPossibleOutcomes(walk: Walk): GaitRecord['outcome'][] {
  const { ticked, steps } = getStand(walk, Date.parse(walk.finished_at ?? walk.started_at));
  const isWhole = ticked === steps.length && walk.steps.every(({ outcome }) => outcome !== 'failed');
  return [...(isWhole ? (['completed'] as const) : []), 'deviated', 'failed', 'abandoned'];
}
