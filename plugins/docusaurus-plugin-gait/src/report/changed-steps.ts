import type { SopBody, Step } from '../model/body.ts';
import { getStepParts, type StepPart } from '../model/fingerprint.ts';

/** What became of one step between two texts. */
export interface StepChange {
  kind: 'added' | 'removed' | 'changed' | 'moved';
  /** Id and title in the newer text; in the older one for a step that was removed. */
  id: string;
  title: string;
  /** Its place in the procedure, from 1. One of them is missing where the step is. */
  before?: number;
  after?: number;
  /** What differs, for a changed step. */
  parts: StepPart[];
}

/** What of a text belongs to its fingerprint besides the steps. */
export type OtherChange = 'verification' | 'rollback';

/** The difference between two texts of an SOP, as far as the fingerprint covers it; variables are compared by whoever has them. */
export interface TextChanges {
  steps: StepChange[];
  others: OtherChange[];
}

/** A step and where it stands, from 0. */
interface Placed {
  step: Step;
  at: number;
  parts: Record<StepPart, string>;
}

/** A step of both texts. */
interface Pair {
  before: Placed;
  after: Placed;
}

/** Compares two texts of an SOP: what was added, changed or moved in the order of the newer one, then what was removed. */
export function getTextChanges(before: SopBody, after: SopBody): TextChanges {
  const others: OtherChange[] = (['verification', 'rollback'] as const).filter(
    (name) => toLines(before[name]) !== toLines(after[name]),
  );
  return { steps: getChangedSteps(before.steps, after.steps), others };
}

/**
 * Compares steps. Two of them are the same step when they have the same id; else when they say, or else run, the same, so that a new
 * id or a reworded first sentence is no removal. Of steps whose order changed, the fewest that explain it have moved.
 */
export function getChangedSteps(before: readonly Step[], after: readonly Step[]): StepChange[] {
  const old = before.map(place);
  const pairs = pairUp(old, after.map(place));
  const byAfter = new Map(pairs.map((pair) => [pair.after.at, pair]));
  const staying = getStaying(pairs);
  const kept = after.flatMap((step, at): StepChange[] => {
    const pair = byAfter.get(at);
    const base = { id: step.id, title: step.title, after: at + 1 };
    if (!pair) return [{ kind: 'added', ...base, parts: [] }];
    const parts = getDifferentParts(pair);
    const both = { ...base, before: pair.before.at + 1, parts };
    if (parts.length > 0) return [{ kind: 'changed', ...both }];
    return staying.has(pair) ? [] : [{ kind: 'moved', ...both }];
  });
  const paired = new Set(pairs.map((pair) => pair.before.at));
  const removed = old
    .filter(({ at }) => !paired.has(at))
    .map(({ step, at }): StepChange => ({
      kind: 'removed',
      id: step.id,
      title: step.title,
      before: at + 1,
      parts: [],
    }));
  return [...kept, ...removed];
}

function place(step: Step, at: number): Placed {
  return { step, at, parts: getStepParts(step) };
}

function pairUp(before: readonly Placed[], after: readonly Placed[]): Pair[] {
  const pairs: Pair[] = [];
  const keys: ((one: Placed) => string | undefined)[] = [
    ({ step }) => step.id,
    ({ parts }) => JSON.stringify(parts),
    ({ parts }) => (parts.text === '' ? undefined : parts.text),
    ({ parts }) => (parts.commands === '[]' ? undefined : parts.commands),
  ];
  let open = { before: [...before], after: [...after] };
  for (const getKey of keys) {
    const byKey = new Map<string, Placed[]>();
    for (const one of open.before) {
      const key = getKey(one);
      if (key !== undefined) byKey.set(key, [...(byKey.get(key) ?? []), one]);
    }
    for (const one of open.after) {
      const match = byKey.get(getKey(one) ?? '\0')?.shift();
      if (match) pairs.push({ before: match, after: one });
    }
    const used = { before: new Set(pairs.map((pair) => pair.before)), after: new Set(pairs.map((pair) => pair.after)) };
    open = {
      before: open.before.filter((one) => !used.before.has(one)),
      after: open.after.filter((one) => !used.after.has(one)),
    };
  }
  return pairs;
}

function getDifferentParts({ before, after }: Pair): StepPart[] {
  const parts = (Object.keys(after.parts) as StepPart[]).filter((part) => before.parts[part] !== after.parts[part]);
  // With other commands or gates the order is another one anyhow.
  return parts.includes('commands') || parts.includes('gates') ? parts.filter((part) => part !== 'order') : parts;
}

/** The pairs of a longest run whose order is the same in both texts; the others have moved. */
function getStaying(pairs: readonly Pair[]): Set<Pair> {
  const inOrder = [...pairs].sort((a, b) => a.after.at - b.after.at);
  const best: { length: number; previous: number }[] = [];
  let end = -1;
  inOrder.forEach((pair, index) => {
    let entry = { length: 1, previous: -1 };
    for (let at = 0; at < index; at += 1) {
      const isBefore = (inOrder[at]?.before.at ?? 0) < pair.before.at;
      const length = (best[at]?.length ?? 0) + 1;
      if (isBefore && length > entry.length) entry = { length, previous: at };
    }
    best.push(entry);
    if (end < 0 || entry.length > (best[end]?.length ?? 0)) end = index;
  });
  const staying = new Set<Pair>();
  for (let at = end; at >= 0; at = best[at]?.previous ?? -1) {
    const pair = inOrder[at];
    if (pair) staying.add(pair);
  }
  return staying;
}

function toLines(text: string): string {
  return text.replace(/\r\n?/gu, '\n').normalize('NFC');
}
