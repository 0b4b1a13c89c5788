import { parse } from 'csv-parse/sync';
import { toImported } from './catalogue.ts';
import { refuse, type DraftControl, type ImportOptions, type ImportResult, type Note } from './contract.ts';
import { withoutMark } from './data.ts';
import { toLine } from './text.ts';

/** What the columns of a spreadsheet are called, in lower case and without signs. `path` may be several columns, outermost first. */
const COLUMNS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    id: [
      'id',
      'control',
      'control id',
      'controlid',
      'identifier',
      'number',
      'no',
      'ref',
      'reference',
      'requirement id',
    ],
    name: ['title', 'name', 'control name', 'control title'],
    statement: ['statement', 'description', 'text', 'requirement', 'control text', 'control description'],
    path: ['path', 'chapter', 'section', 'subsection', 'category', 'family', 'domain', 'group'],
    levels: ['level', 'levels', 'profile', 'profiles', 'baseline'],
    severity: ['severity', 'risk'],
    assessment: ['assessment', 'assessment status', 'assessmentstatus'],
    status: ['status'],
    checks: ['check', 'checks'],
  }).flatMap(([field, names]) => names.map((name) => [name, field] as const)),
);

/**
 * Reads a spreadsheet as CSV, with commas, semicolons or tabs. The first row names the columns; `id` must be among them. Lists
 * (levels, checks) are separated by spaces, `;` or `|`, a path by `>`. A check names its tool: `prowler:iam_root_mfa_enabled`.
 */
export function readCsv(text: string, options: ImportOptions): ImportResult {
  const notes: Note[] = [];
  let rows: string[][];
  try {
    rows = parse(withoutMark(text), {
      delimiter: getDelimiter(text),
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
  } catch (error) {
    return refuse(
      `Unexpected content of the file, expected CSV (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  const [header = [], ...body] = rows;
  const fields = header.map((name) => COLUMNS.get(toName(name)));
  if (!fields.includes('id')) {
    return refuse(
      `Unexpected columns \`${header.map(toLine).join('`, `').slice(0, 200)}\`, expected one that is called \`id\``,
      'Name the columns in the first row: id, title, path, levels, severity, assessment, status, statement, checks.',
    );
  }
  for (const [index, name] of header.entries()) {
    if (fields[index] !== undefined) continue;
    notes.push({
      kind: 'left-out',
      at: `column ${index + 1}`,
      message: `Unexpected column \`${toLine(name)}\`, expected id, title, path, levels, severity, assessment, status, statement or checks`,
      resolution: 'Left out: it has no place in a catalogue.',
    });
  }
  return toImported(
    {
      controls: body.map((row) => toControl(row, fields, notes)),
      knowsChecks: true,
      notes,
    },
    options,
  );
}

function toControl(row: readonly string[], fields: readonly (string | undefined)[], notes: Note[]): DraftControl {
  const getCells = (field: string): string[] =>
    fields.flatMap((one, index) => (one === field && row[index] ? [row[index]] : []));
  const [id = ''] = getCells('id');
  const assessment = getWord({
    id,
    field: 'assessment',
    cells: getCells('assessment'),
    words: ['automated', 'manual'],
    notes,
  });
  const status = getWord({ id, field: 'status', cells: getCells('status'), words: ['active', 'withdrawn'], notes });
  const split = (field: string, separator: RegExp): string[] =>
    getCells(field).flatMap((cell) => cell.split(separator).filter((one) => one !== ''));
  const checks = split('checks', /[\s;|,]+/u);
  return {
    id,
    name: getCells('name')[0],
    statement: getCells('statement').join('\n\n') || undefined,
    path: split('path', /\s*>\s*/u),
    levels: split('levels', /[\s;|,]+/u),
    severity: getCells('severity')[0],
    assessment,
    status,
    listsNoCheck: fields.includes('checks') && checks.length === 0,
    checks: checks.map((check) => ({ id: check, verified: false })),
  };
}

function getWord<W extends string>(input: {
  id: string;
  field: string;
  cells: string[];
  words: readonly W[];
  notes: Note[];
}): W | undefined {
  const [cell] = input.cells;
  const word = input.words.find((one) => one === cell?.toLowerCase());
  if (cell !== undefined && word === undefined) {
    input.notes.push({
      kind: 'left-out',
      at: toLine(input.id),
      message: `Unexpected ${input.field} \`${toLine(cell)}\`, expected ${input.words.join(' or ')}`,
      resolution: 'Left out.',
    });
  }
  return word;
}

/** What the first line uses most, of what spreadsheets write. */
function getDelimiter(text: string): string {
  const [line = ''] = withoutMark(text).split(/\r?\n|\r/u, 1);
  const count = (sign: string): number => line.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function toName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z]+/gu, ' ')
    .trim();
}
