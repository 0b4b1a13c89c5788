import type { Place, Point } from '../model/diagnostic.ts';

/** Turns offsets into points. Lines end with LF, CRLF or CR, as in CommonMark. */
export interface LineIndex {
  toPoint: (offset: number) => Point;
  toPlace: (start: number, end: number) => Place;
  /** The text of a 1-based line without its ending, and the offset at which it starts. */
  getLine: (line: number) => { text: string; offset: number };
}

/** Indexes a text; `base` is the point at which it starts in its file. */
export function createLineIndex(text: string, base: Point = { line: 1, column: 1, offset: 0 }): LineIndex {
  const starts = [0];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  const findLine = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const toPoint = (offset: number): Point => {
    const line = findLine(offset);
    const column = offset - (starts[line] ?? 0) + (line === 0 ? base.column : 1);
    return { line: line + base.line, column, offset: offset + base.offset };
  };
  return {
    toPoint,
    toPlace: (start, end) => ({ start: toPoint(start), end: toPoint(end) }),
    getLine(line) {
      const offset = starts[line - base.line] ?? text.length;
      const end = starts[line - base.line + 1] ?? text.length + 1;
      return { text: text.slice(offset, end).replace(/[\r\n]+$/u, ''), offset };
    },
  };
}
