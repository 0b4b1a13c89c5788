/** A cell: text, a number, or nothing. */
export type CsvCell = string | number | undefined;

/**
 * Starts of a cell that spreadsheets take for a formula, also in their full-width forms, and behind white space or characters that
 * nobody sees, which some take off.
 */
const FORMULA = /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/u;

/**
 * CSV as of RFC 4180, with CRLF. Text that a spreadsheet would take for a formula gets a leading `'`, and so does text
 * that starts with `'`, so that the guard can be taken off again without doubt. Numbers are written as they are.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [header, ...rows].map((row) => `${row.map(toCell).join(',')}\r\n`).join('');
}

function toCell(cell: CsvCell): string {
  if (cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) || cell.startsWith("'") ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
