import type { SopBody } from '../model/body.ts';
import type { StepPart } from '../model/text-change.ts';
import { pairSteps, type StepPair } from './paired-steps.ts';
import { type StepState, toStates } from './step-state.ts';

/** One difference between the steps of two texts of an SOP. `moved`: nothing but its place differs. */
export type StepChange =
  | { kind: 'added'; after: StepState }
  | { kind: 'removed'; before: StepState }
  | { kind: 'changed'; parts: StepPart[]; before: StepState; after: StepState }
  | { kind: 'moved'; parts: ['position']; before: StepState; after: StepState };

/**
 * Steps that were added, removed, changed or moved from one text of an SOP to another, in the order of the new text; a removed
 * step stands where it was. Steps are the same when their ids are, else when they do or say almost the same. Markup, wrapping and
 * expected output make no difference, as in the fingerprint.
 */
export function getChangedSteps(before: Pick<SopBody, 'steps'>, after: Pick<SopBody, 'steps'>): StepChange[] {
  const pairs = pairSteps(toStates(before.steps), toStates(after.steps));
  return pairs.flatMap((pair) => {
    const change = toChange(pair);
    return change ? [change] : [];
  });
}

function toChange({ before, after, isMoved }: StepPair): StepChange | undefined {
  if (!before) return after && { kind: 'added', after };
  if (!after) return { kind: 'removed', before };
  const parts: StepPart[] = [
    ...(before.id === after.id ? [] : (['id'] as const)),
    ...(before.text === after.text ? [] : (['text'] as const)),
    ...(JSON.stringify(before.actions) === JSON.stringify(after.actions) ? [] : (['actions'] as const)),
    ...(before.onFailure === after.onFailure ? [] : (['on_failure'] as const)),
    ...(before.wait === after.wait ? [] : (['wait'] as const)),
  ];
  if (parts.length > 0) return { kind: 'changed', parts: isMoved ? [...parts, 'position'] : parts, before, after };
  return isMoved ? { kind: 'moved', parts: ['position'], before, after } : undefined;
}
