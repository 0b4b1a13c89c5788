import type { Crosswalk } from './schema/crosswalk.ts';

/** What became of controls: ids on the left, ids on the right. */
export type CrosswalkRow = Crosswalk['map'][number];
type Relation = CrosswalkRow['relation'];

/** How the controls of one catalogue map to those of another. */
export interface Mapping {
  /** Framework and version on the left: `cis-aws@3.0.0`. */
  from: string;
  to: string;
  /** What lies between, when no crosswalk leads there at once. */
  via: string[];
  /** In the order of the first crosswalk on the way; what is new on the right comes last. */
  rows: CrosswalkRow[];
}

const INVERSE: Readonly<Record<Relation, Relation>> = {
  same: 'same',
  changed: 'changed',
  split: 'merged',
  merged: 'split',
  dropped: 'new',
  new: 'dropped',
};

/**
 * How the controls of one catalogue map to those of another, by the fewest crosswalks that lead there, read in either direction.
 * Undefined when none do.
 */
export function mapControls(input: {
  from: string;
  to: string;
  crosswalks: readonly Crosswalk[];
}): Mapping | undefined {
  const { from, to } = input;
  const way = findWay(from, to, [...input.crosswalks, ...input.crosswalks.map(invert)]);
  const [first, ...rest] = way ?? [];
  if (!first) return undefined;
  const rows = rest.reduce((before, next) => compose(before, next.map), first.map);
  return { from, to, via: rest.map((one) => one.from), rows };
}

/** The same crosswalk read from right to left. */
function invert({ schema, from, to, map }: Crosswalk): Crosswalk {
  const rows = map.map((row) => ({ from: row.to, to: row.from, relation: INVERSE[row.relation] }));
  return { schema, from: to, to: from, map: rows };
}

/** The shortest chain of crosswalks; of several, the first in the order given. */
function findWay(from: string, to: string, crosswalks: readonly Crosswalk[]): Crosswalk[] | undefined {
  const seen = new Set([from]);
  let ways: Crosswalk[][] = [[]];
  while (ways.length > 0) {
    const longer: Crosswalk[][] = [];
    for (const way of ways) {
      for (const next of crosswalks) {
        if (next.from !== (way.at(-1)?.to ?? from) || seen.has(next.to)) continue;
        if (next.to === to) return [...way, next];
        seen.add(next.to);
        longer.push([...way, next]);
      }
    }
    ways = longer;
  }
  return undefined;
}

/**
 * Two steps as one. Whatever hangs together through the middle becomes one row. A row is `same` only when every step says so; what
 * appears in the middle and is gone on the right was never there.
 */
function compose(left: readonly CrosswalkRow[], right: readonly CrosswalkRow[]): CrosswalkRow[] {
  const open = new Set(right);
  const pending = [...left];
  const rows: CrosswalkRow[] = [];
  for (let start = pending.shift(); start; start = pending.shift()) {
    const group = { left: [start], right: [] as CrosswalkRow[] };
    for (let hasGrown = true; hasGrown;) {
      const middle = new Set([...group.left.flatMap((row) => row.to), ...group.right.flatMap((row) => row.from)]);
      const after = [...open].filter((row) => row.from.some((id) => middle.has(id)));
      const before = pending.filter((row) => row.to.some((id) => middle.has(id)));
      for (const row of after) open.delete(row);
      for (const row of before) pending.splice(pending.indexOf(row), 1);
      group.right.push(...after);
      group.left.push(...before);
      hasGrown = after.length + before.length > 0;
    }
    rows.push(...toRow(group.left, group.right));
  }
  return [...sortNewLast(rows), ...[...open].flatMap((row) => toRow([], [row]))];
}

function toRow(left: readonly CrosswalkRow[], right: readonly CrosswalkRow[]): CrosswalkRow[] {
  const from = left.flatMap((row) => row.from);
  const to = right.flatMap((row) => row.to);
  if (from.length === 0 && to.length === 0) return [];
  return [{ from, to, relation: getRelation(from, to, [...left, ...right]) }];
}

function getRelation(from: readonly string[], to: readonly string[], steps: readonly CrosswalkRow[]): Relation {
  if (from.length === 0) return 'new';
  if (to.length === 0) return 'dropped';
  if (from.length === 1 && to.length > 1) return 'split';
  if (from.length > 1 && to.length === 1) return 'merged';
  return steps.every(({ relation }) => relation === 'same') ? 'same' : 'changed';
}

function sortNewLast(rows: readonly CrosswalkRow[]): CrosswalkRow[] {
  return [...rows.filter(({ from }) => from.length > 0), ...rows.filter(({ from }) => from.length === 0)];
}
