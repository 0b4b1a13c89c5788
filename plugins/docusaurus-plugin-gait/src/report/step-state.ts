import type { Fence, Gate, Step } from '../model/body.ts';
import { OUTPUT_LANGUAGE } from '../model/fingerprint.ts';

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
