import { toImported } from './catalogue.ts';
import { refuse, type DraftControl, type ImportOptions, type ImportResult } from './contract.ts';
import { asObject, asObjects, asText, get, parseJson, type Loose } from './data.ts';

/** What 4.x wrote in place of a requirement that is gone. */
const GONE = /^\[(?:DELETED|MOVED|REMOVED|MERGED)\b/u;
const LEVELS = ['1', '2', '3'] as const;

/**
 * Reads the OWASP ASVS as JSON, nested (`Requirements` → `Items` → `Items`) or flat (`requirements`), of 4.x or 5.x. Chapter and
 * section become the path; `levels` gets the lowest level that asks for the requirement, whose text becomes title and statement.
 * What 4.x marks as deleted is withdrawn. Flat files do not say their version: their name does.
 */
export function readAsvs(text: string, options: ImportOptions): ImportResult {
  const parsed = parseJson(text);
  if (parsed.problem) return refuse(parsed.problem.message, parsed.problem.hint);
  const root = asObject(parsed.data);
  const chapters = asObjects(get(root, 'Requirements'));
  const rows = asObjects(get(root, 'requirements'));
  const controls = chapters.length > 0 ? chapters.flatMap(toControls) : rows.map(toControl);
  if (controls.length === 0) {
    return refuse(
      'Unexpected content of the file, expected the ASVS as JSON: an object with `Requirements` or `requirements`',
    );
  }
  return toImported(
    {
      framework: 'owasp-asvs',
      version: asText(get(root, 'Version')) ?? /(\d+\.\d+(?:\.\d+)?)/u.exec(options.fileName ?? '')?.[1],
      title: 'OWASP Application Security Verification Standard',
      licence: 'CC-BY-SA-4.0',
      source: 'https://owasp.org/www-project-application-security-verification-standard/',
      controls,
      knowsChecks: false,
      notes: [],
    },
    options,
  );
}

/** Nested: a chapter with its sections and their requirements. */
function toControls(chapter: Loose): DraftControl[] {
  return asObjects(get(chapter, 'Items')).flatMap((section) =>
    asObjects(get(section, 'Items')).map((item) =>
      toDraft({
        id: get(item, 'Shortcode'),
        path: [asText(get(chapter, 'Name')), asText(get(section, 'Name'))],
        text: asText(get(item, 'Description')),
        level: getLevel(item, (level) => get(asObject(get(item, `L${level}`)), 'Required')),
      }),
    ),
  );
}

/** Flat: one row for each requirement. */
function toControl(row: Loose): DraftControl {
  return toDraft({
    id: get(row, 'req_id'),
    path: [asText(get(row, 'chapter_name')), asText(get(row, 'section_name'))],
    text: asText(get(row, 'req_description')),
    level: getLevel(row, (level) => get(row, `level${level}`)),
  });
}

/** The lowest level: `L` in 5.x, a mark for each level in 4.x. */
function getLevel(item: Loose, getMark: (level: string) => unknown): string | undefined {
  const lowest = asText(get(item, 'L'));
  if (lowest !== undefined) return lowest;
  return LEVELS.find((level) => {
    const mark = getMark(level);
    return mark === true || (typeof mark === 'string' && mark.trim() !== '');
  });
}

function toDraft(input: { id: unknown; path: (string | undefined)[]; text?: string; level?: string }): DraftControl {
  const isGone = GONE.test(input.text ?? '');
  return {
    id: input.id,
    statement: input.text,
    path: input.path.filter((one) => one !== undefined),
    levels: input.level === undefined ? [] : [input.level],
    assessment: 'manual',
    status: isGone ? 'withdrawn' : 'active',
  };
}
