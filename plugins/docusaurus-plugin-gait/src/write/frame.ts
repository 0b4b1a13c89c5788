import type { Place } from '../model/diagnostic.ts';
import { toVisible } from './visible.ts';
import { getWidth } from './width.ts';

/** Lines of context before and after. */
const CONTEXT = 1;
/** Lines of a place that are shown; the rest is cut. */
const SPAN = 4;
const TAB = 4;

/** A code frame to draw. `width`: columns that the text of a line may take. */
export interface FrameInput {
  text: string;
  place: Place;
  width: number;
  mark?: (text: string) => string;
  dim?: (text: string) => string;
}

/**
 * The lines around a place, with numbers. Within one line the place is underlined; a place of several lines has its lines
 * marked with `>`. Tabs, wide characters and characters that a terminal would obey are laid out as they are shown.
 */
export function toFrame({ text, place, width, mark = (it) => it, dim = (it) => it }: FrameInput): string[] {
  const lines = text.split(/\r\n|\n|\r/u);
  const first = Math.min(place.start.line, lines.length);
  const last = Math.max(first, Math.min(getLastLine(place), lines.length));
  const shownLast = Math.min(last, first + SPAN - 1);
  const from = Math.max(1, first - CONTEXT);
  const to = last > shownLast ? shownLast : Math.min(lines.length, last + CONTEXT);
  const gutter = String(to).length;
  const isOneLine = first === last;
  const middle = lines[first - 1] ?? '';
  const start = isOneLine ? Math.min(place.start.column - 1, middle.length) : 0;
  const end = Math.max(start, place.end.line === first ? place.end.column - 1 : middle.length);
  const window = getWindow({ line: middle, start, end, width });
  const frame: string[] = [];
  for (let number = from; number <= to; number += 1) {
    const isMarked = number >= first && number <= last;
    const shown = cut(layOut(lines[number - 1] ?? ''), isOneLine ? window : { from: 0, width });
    const arrow = isMarked ? mark('>') : ' ';
    frame.push(`${arrow} ${dim(`${String(number).padStart(gutter)} │`)} ${shown}`.trimEnd());
    if (isMarked && isOneLine) {
      const before = getColumn(middle, start) - window.from;
      const length = Math.max(1, getColumn(middle, Math.min(end, middle.length)) - getColumn(middle, start));
      const room = Math.max(1, window.width - before);
      frame.push(
        `  ${dim(`${' '.repeat(gutter)} │`)} ${' '.repeat(before)}${mark('^'.repeat(Math.min(length, room)))}`,
      );
    }
  }
  if (last > shownLast) frame.push(`${mark('>')} ${dim(`${' '.repeat(gutter)} │ … ${last - shownLast} more`)}`);
  return frame;
}

/** A place that ends before the first character of a line does not take that line in. */
function getLastLine({ start, end }: Place): number {
  return end.column === 1 && end.line > start.line ? end.line - 1 : end.line;
}

/** A stretch of a laid-out line, in terminal columns. */
interface Window {
  from: number;
  width: number;
}

/** Moves the window right when the place would not fit into it, with some context on its left. */
function getWindow(input: { line: string; start: number; end: number; width: number }): Window {
  const { line, start, end, width } = input;
  const total = getColumn(line, line.length);
  const stop = getColumn(line, Math.min(end, line.length));
  if (total <= width || stop <= width - 1) return { from: 0, width };
  const lead = Math.min(Math.floor(width / 3), 30);
  return { from: Math.max(0, Math.min(getColumn(line, start) - lead, total - width)), width };
}

/** One shown character: its text and the terminal column at which it starts. */
interface Glyph {
  text: string;
  at: number;
  width: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Splits a line into what a reader sees as characters, each at its terminal column. */
function layOut(line: string): Glyph[] {
  const glyphs: Glyph[] = [];
  let at = 0;
  for (const { segment } of segmenter.segment(line)) {
    const text = segment === '\t' ? ' '.repeat(TAB - (at % TAB)) : toVisible(segment);
    const width = getWidth(text);
    glyphs.push({ text, at, width });
    at += width;
  }
  return glyphs;
}

/** Terminal column at which the code unit with this index is shown. */
function getColumn(line: string, index: number): number {
  const last = layOut(line.slice(0, index)).at(-1);
  return last ? last.at + last.width : 0;
}

/** What of a line fits into the window, with `…` where something is cut. */
function cut(glyphs: Glyph[], { from, width }: Window): string {
  const last = glyphs.at(-1);
  const total = last ? last.at + last.width : 0;
  const isCutLeft = from > 0;
  const isCutRight = total > from + width;
  const left = from + (isCutLeft ? 1 : 0);
  const right = from + width - (isCutRight ? 1 : 0);
  const inside = glyphs.filter((glyph) => glyph.at >= left && glyph.at + glyph.width <= right);
  const gap = ' '.repeat(Math.max(0, (inside[0]?.at ?? left) - left));
  const head = isCutLeft ? (total > from ? '…' : ' ') : '';
  return `${head}${gap}${inside.map((glyph) => glyph.text).join('')}${isCutRight ? '…' : ''}`;
}
