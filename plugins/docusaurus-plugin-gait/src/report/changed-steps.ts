import type { Fence, Gate, SopBody, Step } from '../model/body.ts';
import { OUTPUT_LANGUAGE } from '../model/fingerprint.ts';
import type { StepPart } from '../model/text-change.ts';
import { pairSteps, type StepPair } from './paired-steps.ts';

/** What a step does besides its words, in the order of the source: an approval after a command is not one before it. */
export type StepAction =
  | { kind: 'command'; language: string; code: string }
  | { kind: 'stop'; text: string }
  | { kind: 'approval'; role?: string; text: string };

/** A step as somebody follows it: what the fingerprint covers, and its id and place in the list. */
export interface StepState {
  id: string;
  /** Place in the list from 1, whatever number is written. */
  number: number;
  /** First sentence. */
  title: string;
  text: string;
  actions: StepAction[];
  /** Id of the section or step to go to when this one fails. */
  onFailure?: string;
  /** Duration in words. */
  wait?: string;
}

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

/** Steps without what the fingerprint leaves out. */
export function toStates(steps: readonly Step[]): StepState[] {
  return steps.map((step, index) => ({
    id: step.id,
    number: index + 1,
    title: step.title,
    text: toLine(step.text),
    actions: toActions(step),
    ...(step.onFailure !== undefined && { onFailure: step.onFailure }),
    ...(step.wait !== undefined && { wait: step.wait }),
  }));
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

function toActions({ fences, gates }: Step): StepAction[] {
  return [...fences.filter(({ language }) => language !== OUTPUT_LANGUAGE), ...gates]
    .sort((a, b) => a.place.start.offset - b.place.start.offset)
    .map(toAction);
}

function toAction(one: Fence | Gate): StepAction {
  if (!('kind' in one)) {
    return { kind: 'command', language: one.language, code: one.code.normalize('NFC').replace(/\r\n?/gu, '\n') };
  }
  if (one.kind === 'stop') return { kind: 'stop', text: toLine(one.text) };
  return { kind: 'approval', ...(one.role !== undefined && { role: one.role }), text: toLine(one.text) };
}

function toLine(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}
