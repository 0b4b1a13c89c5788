import { toVisibleLine } from './visible.ts';
import { getWidth } from './width.ts';

/** A table for a terminal. */
export interface Table {
  header: readonly string[];
  rows: readonly (readonly (string | number | undefined)[])[];
  /** Puts emphasis on the header. */
  bold?: (text: string) => string;
}

/** Columns padded by the width that a terminal gives their text; columns of numbers stand on the right. */
export function toTable({ header, rows, bold = (text) => text }: Table): string {
  const cells = rows.map((row) => header.map((_, index) => toVisibleLine(String(row[index] ?? ''))));
  const widths = header.map((name, index) =>
    Math.max(getWidth(name), ...cells.map((row) => getWidth(row[index] ?? ''))),
  );
  const isNumber = header.map((_, index) =>
    rows.every((row) => row[index] === undefined || typeof row[index] === 'number'),
  );
  const toRow = (row: readonly string[]): string =>
    row
      .map((cell, index) => pad(cell, widths[index] ?? 0, isNumber[index] === true))
      .join('  ')
      .trimEnd();
  return [bold(toRow(header)), ...cells.map(toRow)].map((line) => `${line}\n`).join('');
}

/** Pads to a width in terminal columns. */
function pad(text: string, width: number, isRight: boolean): string {
  const space = ' '.repeat(Math.max(0, width - getWidth(text)));
  return isRight ? space + text : text + space;
}
