/** One line of two texts: in both, only in the first, or only in the second. */
export interface DiffLine {
  sign: ' ' | '-' | '+';
  line: string;
}

/** Lines of each side beyond which what differs is shown as one block: the comparison takes their product. */
const MOST_LINES = 400;

/** Compares two texts line by line, by a longest common subsequence. */
export function toLineDiff(before: readonly string[], after: readonly string[]): DiffLine[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  const most = Math.min(before.length, after.length) - head;
  while (tail < most && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  return [
    ...toLines(' ', before.slice(0, head)),
    ...compareMiddle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...toLines(' ', before.slice(before.length - tail)),
  ];
}

function toLines(sign: DiffLine['sign'], lines: readonly string[]): DiffLine[] {
  return lines.map((line) => ({ sign, line }));
}

function compareMiddle(before: readonly string[], after: readonly string[]): DiffLine[] {
  if (before.length > MOST_LINES || after.length > MOST_LINES) {
    return [...toLines('-', before), ...toLines('+', after)];
  }
  const common = countCommon(before, after);
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  const diff: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const [then, now] = [before[i], after[j]];
    if (then !== undefined && then === now) {
      diff.push({ sign: ' ', line: then });
      i += 1;
      j += 1;
    } else if (then !== undefined && (now === undefined || at(i + 1, j) >= at(i, j + 1))) {
      diff.push({ sign: '-', line: then });
      i += 1;
    } else {
      diff.push({ sign: '+', line: now ?? '' });
      j += 1;
    }
  }
  return diff;
}

/** By index into both texts: how many lines what follows has in common. */
function countCommon(before: readonly string[], after: readonly string[]): number[][] {
  const common = Array.from({ length: before.length + 1 }, () => new Array<number>(after.length + 1).fill(0));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    const row = common[i] ?? [];
    const next = common[i + 1] ?? [];
    for (let j = after.length - 1; j >= 0; j -= 1) {
      row[j] = before[i] === after[j] ? (next[j + 1] ?? 0) + 1 : Math.max(next[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return common;
}
