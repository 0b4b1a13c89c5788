import type { Walk, WalkStep } from '../../model/schema/walk.ts';
import { compareLines, type LineChange } from '../compare-lines.ts';

export type { Walk, WalkStep };
/** A piece of a step as plain text. */
export type WalkPart = WalkStep['parts'][number];
/** What became of a step. */
export type WalkTick = Walk['steps'][number];

/** How a step differs between the text that a walk follows and another one. */
export interface TextChange {
  kind: 'added' | 'removed' | 'changed';
  id: string;
  /** Number and title in the newer text; of a removed step in the older one. */
  number: number;
  title: string;
  /** What a changed step says otherwise, line by line; empty for the others. */
  lines: LineChange[];
}

/**
 * Steps that differ between two texts of an SOP as a page shows them, by id, in the order of the newer one; removed ones come last.
 * A step that only got another number is the same.
 */
export function compareTexts(before: readonly WalkStep[], after: readonly WalkStep[]): TextChange[] {
  const old = new Map(before.map((step) => [step.id, step]));
  const ids = new Set(after.map(({ id }) => id));
  const toChange = (
    kind: TextChange['kind'],
    { id, number, title }: WalkStep,
    lines: LineChange[] = [],
  ): TextChange => ({ kind, id, number, title, lines });
  return [
    ...after.flatMap((step) => {
      const other = old.get(step.id);
      if (!other) return [toChange('added', step)];
      return isSameStep(other, step) ? [] : [toChange('changed', step, compareLines(toLines(other), toLines(step)))];
    }),
    ...before.filter(({ id }) => !ids.has(id)).map((step) => toChange('removed', step)),
  ];
}

/** Whether two steps say and do the same. Expected output is an example and makes no difference, as in the fingerprint. */
export function isSameStep(a: WalkStep, b: WalkStep): boolean {
  return toComparable(a) === toComparable(b);
}

function toComparable({ title, parts, wait, on_failure: onFailure }: WalkStep): string {
  const done = parts.filter(({ kind }) => kind !== 'output');
  return JSON.stringify([
    toLine(title),
    done.map(({ kind, text, language, role }) => [
      kind,
      kind === 'command' || kind === 'code' ? text : toLine(text),
      language ?? null,
      role ?? null,
    ]),
    wait ?? null,
    onFailure?.anchor ?? null,
  ]);
}

/** A step as lines to compare: what it says, what it runs, what holds it, and what comes after. */
function toLines({ title, parts, wait, on_failure: onFailure }: WalkStep): string[] {
  return [
    toLine(title),
    ...parts.filter(({ kind }) => kind !== 'output').flatMap(toPartLines),
    ...(wait === undefined ? [] : [`Wait: ${wait}`]),
    ...(onFailure ? [`If this fails: ${onFailure.title}`] : []),
  ];
}

function toPartLines({ kind, text, role }: WalkPart): string[] {
  if (kind === 'stop') return [`Stop: ${toLine(text)}`];
  if (kind === 'approval') return [`Approval by ${role ?? ''}: ${toLine(text)}`];
  return text.split('\n').filter((line) => line.trim() !== '');
}

function toLine(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}
