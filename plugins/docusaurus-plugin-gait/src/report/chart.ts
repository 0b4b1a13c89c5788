import { scaleBand, scaleLinear } from 'd3-scale';

/** One part of a bar. `x` and `width` are percentages of the bar's width, rounded to two digits. */
export interface Segment {
  key: string;
  count: number;
  x: number;
  width: number;
}

/** Lays counts side by side on a bar of 100 %. Parts without a count are left out; a bar of nothing has no parts. */
export function getSegments(counts: readonly (readonly [key: string, count: number])[]): Segment[] {
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return [];
  const scale = scaleLinear().domain([0, total]).range([0, 100]);
  let before = 0;
  return counts.flatMap(([key, count]) => {
    if (count === 0) return [];
    const x = scale(before);
    before += count;
    return [{ key, count, x: round(x), width: round(scale(before) - x) }];
  });
}

/** A cell of a grid. Units are those of the grid's view box. */
export interface Cell {
  x: number;
  y: number;
}

/** A grid of equal cells, filled row by row. */
export interface Grid {
  width: number;
  height: number;
  size: number;
  cells: Cell[];
}

/** Places `count` square cells of `size`, at most `columns` in a row, `gap` apart. */
export function getGrid({ count, columns, size, gap }: Record<'count' | 'columns' | 'size' | 'gap', number>): Grid {
  const pitch = size + gap;
  const used = Math.max(1, Math.min(count, columns));
  const rows = Math.max(1, Math.ceil(count / columns));
  const scale = (many: number) =>
    scaleBand<number>()
      .domain(Array.from({ length: many }, (_, index) => index))
      .range([0, many * pitch]);
  const x = scale(used);
  const y = scale(rows);
  return {
    width: used * pitch - gap,
    height: rows * pitch - gap,
    size,
    cells: Array.from({ length: count }, (_, index) => ({
      x: x(index % columns) ?? 0,
      y: y(Math.floor(index / columns)) ?? 0,
    })),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
