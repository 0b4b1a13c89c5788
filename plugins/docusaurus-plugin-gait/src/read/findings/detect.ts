/** How a file holds its entries, by its first bytes. */
export type Shape = 'csv' | 'lines' | 'envelope' | 'entries' | 'nothing';

/** Keys of the objects around findings. An object that has none of them, at the root or in a list there, is an entry itself. */
const ENVELOPE_KEYS: ReadonlySet<string> = new Set([
  'Findings',
  'findings',
  'detail',
  'runs',
  'results',
  'check_type',
  'Results',
  'ArtifactName',
]);

/** Columns that a CSV of Prowler has. */
const CSV_COLUMNS = ['CHECK_ID', 'STATUS', 'ACCOUNT_UID'];

/** Tells the shape of a file from the start of its text, never from its name. `isAll` when there is no more text. */
export function detectShape(head: string, isAll: boolean): Shape {
  const text = head.trimStart();
  if (text === '') return 'nothing';
  if (!/^[[{]/u.test(text)) {
    const columns = readHeader(text);
    return CSV_COLUMNS.every((column) => columns.includes(column)) ? 'csv' : 'nothing';
  }
  if (isLines(text, isAll)) return 'lines';
  return getFirstKeys(text).some((key) => ENVELOPE_KEYS.has(key)) ? 'envelope' : 'entries';
}

/** Column names of a CSV's first line, in capitals. */
export function readHeader(text: string): string[] {
  const line = /^[^\r\n]*/u.exec(text)?.[0] ?? '';
  return line.split(';').map((name) => name.replace(/^"|"$/gu, '').trim().toUpperCase());
}

/** One object on each line: the first line is whole, and something follows that starts another. */
function isLines(text: string, isAll: boolean): boolean {
  const end = text.indexOf('\n');
  const first = end < 0 ? (isAll ? text : '') : text.slice(0, end);
  const next = end < 0 ? '' : text.slice(end).trimStart();
  return first.startsWith('{') && next.startsWith('{') && isWhole(first);
}

function isWhole(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    // A first line that is broken but ends as an object does is still a line.
    return line.trimEnd().endsWith('}');
  }
}

/** Keys of the object at the root, or of the first one in a list at the root, as far as the text goes. */
function getFirstKeys(text: string): string[] {
  const keys: string[] = [];
  const wanted = text.startsWith('[') ? 2 : 1;
  let depth = 0;
  const tokens = /"((?:[^"\\]|\\.)*)"(\s*:)?|[[\]{}]/gsu;
  for (const [token, key = '', colon] of text.matchAll(tokens)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') {
      depth--;
      if (depth < wanted && keys.length > 0) break;
    } else if (colon !== undefined && depth === wanted) keys.push(key);
  }
  return keys;
}
