import type { Fence } from '../../model/body.ts';
import type { Place, Point } from '../../model/diagnostic.ts';

/** Where a text stands in its file: its first character, and the column at which its later lines begin. */
interface Anchor {
  start: Point;
  column: number;
}

/** Place of `length` characters of `text` from `index`, for a text that stands in the file line by line. */
export function getPlaceIn(input: { text: string; index: number; length: number } & Anchor): Place {
  return { start: toPoint(input, input.index), end: toPoint(input, input.index + input.length) };
}

/** Place of `length` characters of a fence's code from `index`. */
export function getCodePlace(fence: Fence, index: number, length: number): Place {
  const { line, column } = fence.codeStart;
  const start = { line, column, offset: fence.place.start.offset };
  return getPlaceIn({ text: fence.code, index, length, start, column });
}

/** Offsets of later lines count their indentation; good for sorting, not for cutting. */
function toPoint({ text, start, column }: { text: string } & Anchor, index: number): Point {
  const lines = text.slice(0, index).split('\n');
  const last = lines.at(-1) ?? '';
  const isFirst = lines.length === 1;
  return {
    line: start.line + lines.length - 1,
    column: (isFirst ? start.column : column) + last.length,
    offset: start.offset + index + (lines.length - 1) * (column - 1),
  };
}
