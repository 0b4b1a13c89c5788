/** A line of two texts that are compared; `same` ones stand beside those that differ. */
export interface LineChange {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Comparisons beyond which two texts are taken for different as a whole: a hostile file has thousands of lines. */
const MOST_COMPARISONS = 250_000;

/** Lines that were removed and added from one text to another, in order, each with its unchanged neighbours; empty when they are equal. */
export function compareLines(before: readonly string[], after: readonly string[]): LineChange[] {
  const all = toChanges(before, after);
  const differs = (at: number): boolean => all[at] !== undefined && all[at].kind !== 'same';
  return all.filter((_, at) => differs(at - 1) || differs(at) || differs(at + 1));
}

function toChanges(before: readonly string[], after: readonly string[]): LineChange[] {
  const removed = (text: string): LineChange => ({ kind: 'removed', text });
  const added = (text: string): LineChange => ({ kind: 'added', text });
  if (before.length * after.length > MOST_COMPARISONS) return [...before.map(removed), ...after.map(added)];
  // Length of the longest common subsequence of what is left of both, by where one stands in them.
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1)
      common[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const changes: LineChange[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, now] = [before[i], after[j]];
    if (old !== undefined && old === now) {
      changes.push({ kind: 'same', text: old });
      i += 1;
      j += 1;
    } else if (old !== undefined && (now === undefined || at(i + 1, j) >= at(i, j + 1))) {
      changes.push(removed(old));
      i += 1;
    } else {
      changes.push(added(now ?? ''));
      j += 1;
    }
  }
  return changes;
}
