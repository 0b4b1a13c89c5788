import type { StepState } from './step-state.ts';

/** A step before and after; one side is missing when it was added or removed. */
export interface StepPair {
  before?: StepState;
  after?: StepState;
  /** Whether it changed its place among the steps that both texts have. */
  isMoved: boolean;
}

/** Steps whose words are this alike (0 to 1, shared pairs of words) are the same step, reworded. */
const ALIKE = 0.5;
/** Comparisons of words beyond which a text is taken for another one: a hostile file has thousands of steps. */
const MOST_COMPARISONS = 10_000;

/** Pairs the steps of two texts, in the order of the second; a removed step follows the one that it followed. */
export function pairSteps(before: readonly StepState[], after: readonly StepState[]): StepPair[] {
  const beforeOf = new Map<StepState, StepState>();
  const isTaken = new Set<StepState>();
  const pairBy = (getKey: (step: StepState) => string | undefined): void => {
    const known = groupBy(
      before.filter((step) => !isTaken.has(step)),
      getKey,
    );
    for (const step of after) {
      const key = beforeOf.has(step) ? undefined : getKey(step);
      const match = key === undefined ? undefined : known.get(key)?.shift();
      if (!match) continue;
      beforeOf.set(step, match);
      isTaken.add(match);
    }
  };
  pairBy(({ id }) => id);
  pairBy(({ text, actions }) => JSON.stringify([text, actions]));
  pairBy(({ actions }) => (actions.some(({ kind }) => kind === 'command') ? JSON.stringify(actions) : undefined));
  pairByWords(before, after, { beforeOf, isTaken });
  return toPairs(before, after, beforeOf);
}

function groupBy(steps: readonly StepState[], getKey: (step: StepState) => string | undefined) {
  const groups = new Map<string, StepState[]>();
  for (const step of steps) {
    const key = getKey(step);
    if (key !== undefined) append(groups, key, step);
  }
  return groups;
}

function append<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}

/** Pairs the rest by how alike their words are, the most alike first. */
function pairByWords(
  before: readonly StepState[],
  after: readonly StepState[],
  { beforeOf, isTaken }: { beforeOf: Map<StepState, StepState>; isTaken: Set<StepState> },
): void {
  const left = before.filter((step) => !isTaken.has(step));
  const right = after.filter((step) => !beforeOf.has(step));
  if (left.length * right.length > MOST_COMPARISONS) return;
  const wordsOf = new Map([...left, ...right].map((step) => [step, new Set(toWords(step.text))]));
  const candidates = right.flatMap((now) =>
    left.map((then) => ({ now, then, likeness: getLikeness(wordsOf.get(then), wordsOf.get(now)) })),
  );
  for (const { now, then, likeness } of candidates.sort((a, b) => b.likeness - a.likeness)) {
    if (likeness < ALIKE || beforeOf.has(now) || isTaken.has(then)) continue;
    beforeOf.set(now, then);
    isTaken.add(then);
  }
}

function toWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Dice's coefficient of two sets of words: 1 for equal ones, 0 for sets that share none. */
function getLikeness(a: ReadonlySet<string> = new Set(), b: ReadonlySet<string> = new Set()): number {
  if (a.size + b.size === 0) return 0;
  return (2 * [...a].filter((word) => b.has(word)).length) / (a.size + b.size);
}

function toPairs(
  before: readonly StepState[],
  after: readonly StepState[],
  beforeOf: ReadonlyMap<StepState, StepState>,
): StepPair[] {
  const stayed = getLongestRise(after.flatMap((step) => beforeOf.get(step)?.number ?? []));
  const afterOf = new Map([...beforeOf].map(([now, then]) => [then, now]));
  const removedAfter = new Map<StepState | undefined, StepPair[]>();
  let last: StepState | undefined;
  for (const step of before) {
    if (afterOf.has(step)) last = step;
    else append(removedAfter, last, { before: step, isMoved: false });
  }
  return [
    ...(removedAfter.get(undefined) ?? []),
    ...after.flatMap((step): StepPair[] => {
      const then = beforeOf.get(step);
      if (!then) return [{ after: step, isMoved: false }];
      return [{ before: then, after: step, isMoved: !stayed.has(then.number) }, ...(removedAfter.get(then) ?? [])];
    }),
  ];
}

/** The numbers of a longest rising subsequence: the steps that kept their order, so that as few as can be count as moved. */
export function getLongestRise(numbers: readonly number[]): Set<number> {
  /** By length less one: index of the least number that ends a rise of that length. */
  const ends: number[] = [];
  const previous: (number | undefined)[] = [];
  numbers.forEach((number, index) => {
    let low = 0;
    for (let high = ends.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((numbers[ends[middle] ?? 0] ?? 0) < number) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? ends[low - 1] : undefined;
    ends[low] = index;
  });
  const rise = new Set<number>();
  for (let at = ends.at(-1); at !== undefined; at = previous[at]) rise.add(numbers[at] ?? 0);
  return rise;
}
