/** A row is given up when it is longer than this: a quote was opened and never closed. */
const MAX_ROW = 1024 * 1024;

/** What a cutter tells: a row's fields, and where the row begins in characters. */
export interface CsvEvents {
  onRow(fields: string[], offset: number): void;
  /** A row whose quote does not end. Reading goes on at the next line. */
  onBroken(offset: number): void;
}

/** Cuts CSV that comes in pieces into rows. */
export interface CsvCutter {
  push(text: string): void;
  end(): void;
}

/**
 * Rows of CSV (RFC 4180, any delimiter of one character) out of text that comes in pieces. It runs in browsers too, at the speed
 * of their search for a character, which is what a worker needs to show a large file at once; empty lines are passed over.
 */
export function createCsvCutter(delimiter: string, events: CsvEvents): CsvCutter {
  const ends = new RegExp(`[${delimiter}\\r\\n]`, 'gu');
  let rest = '';
  let offset = 0;

  /** @returns how much of the text was used: whole rows alone, unless it is the last of it. */
  function cut(text: string, isLast: boolean): number {
    let rowStart = 0;
    while (rowStart < text.length) {
      const row = readRow(text, rowStart, isLast);
      if (row === 'more') {
        if (text.length - rowStart <= MAX_ROW && !isLast) return rowStart;
        events.onBroken(offset + rowStart);
        const line = text.indexOf('\n', rowStart);
        rowStart = line < 0 ? text.length : line + 1;
        continue;
      }
      if (row.fields.length > 1 || row.fields[0] !== '') events.onRow(row.fields, offset + rowStart);
      rowStart = row.end;
    }
    return rowStart;
  }

  function readRow(text: string, start: number, isLast: boolean): { fields: string[]; end: number } | 'more' {
    const fields: string[] = [];
    let at = start;
    for (;;) {
      let field: string;
      if (text[at] === '"') {
        const close = findClose(text, at + 1);
        if (close < 0 || (close + 1 === text.length && !isLast)) return 'more';
        field = text.slice(at + 1, close).replaceAll('""', '"');
        at = close + 1;
      } else field = '';
      ends.lastIndex = at;
      const match = ends.exec(text);
      if (!match) {
        if (!isLast) return 'more';
        fields.push(field + text.slice(at));
        return { fields, end: text.length };
      }
      fields.push(field + text.slice(at, match.index));
      at = match.index + 1;
      if (match[0] === delimiter) continue;
      if (match[0] === '\r') {
        if (at === text.length && !isLast) return 'more';
        if (text[at] === '\n') at++;
      }
      return { fields, end: at };
    }
  }

  return {
    push(text) {
      const all = rest + text;
      const used = cut(all, false);
      rest = all.slice(used);
      offset += used;
    },
    end() {
      cut(rest, true);
      rest = '';
    },
  };
}

/** Place of the quote that ends a field; two quotes are one of its text. -1 when there is none. */
function findClose(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}
