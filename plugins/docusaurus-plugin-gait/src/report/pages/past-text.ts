import type { SopFile } from '../../model/document.ts';
import { getChangedSteps, type StepChange } from '../changed-steps.ts';
import { compareLines, type LineChange } from '../compare-lines.ts';
import type { StepAction, StepState } from '../step-state.ts';

/** How a step differs between an earlier text of an SOP and the one that its page shows. */
interface PastStep {
  kind: StepChange['kind'];
  /** Of the step as the page shows it; of a removed one as it was. */
  id: string;
  number: number;
  title: string;
  /** What it says otherwise, line by line; empty when it is new or only moved. */
  lines: LineChange[];
}

/** What changed in the steps since an earlier text; none when only Verification, Rollback or the variables did. */
export interface PastText {
  fingerprint: string;
  steps: PastStep[];
}

/** A page must not grow with what its SOP went through. */
const MOST_STEPS = 60;
const MOST_LINES = 40;
const LONGEST_LINE = 300;

/** Compares an earlier text with today's, step by step. */
export function toPastText(fingerprint: string, before: SopFile, after: SopFile): PastText {
  const changes = getChangedSteps({ steps: before.body?.steps ?? [] }, { steps: after.body?.steps ?? [] });
  return { fingerprint, steps: changes.slice(0, MOST_STEPS).map(toPastStep) };
}

function toPastStep(change: StepChange): PastStep {
  const { kind } = change;
  const shown = kind === 'removed' ? change.before : change.after;
  const lines = kind === 'changed' ? compareLines(toLines(change.before), toLines(change.after)) : [];
  return {
    kind,
    id: shown.id,
    number: shown.number,
    title: shown.title,
    lines: lines.slice(0, MOST_LINES).map((line) => ({ kind: line.kind, text: cut(line.text) })),
  };
}

function toLines({ text, actions, wait, onFailure }: StepState): string[] {
  return [
    ...text.split(/(?<=[.!?:])\s+/u).filter(Boolean),
    ...actions.flatMap(toActionLines),
    ...(wait === undefined ? [] : [`Wait: ${wait}`]),
    ...(onFailure === undefined ? [] : [`If this fails: ${onFailure}`]),
  ];
}

function toActionLines(action: StepAction): string[] {
  if (action.kind === 'command') return action.code.split('\n').filter((line) => line.trim() !== '');
  return action.kind === 'stop' ? [`Stop: ${action.text}`] : [`Approval by ${action.role ?? ''}: ${action.text}`];
}

function cut(line: string): string {
  const characters = [...line];
  return characters.length > LONGEST_LINE ? `${characters.slice(0, LONGEST_LINE).join('')}…` : line;
}
