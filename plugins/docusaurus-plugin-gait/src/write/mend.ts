import type { GaitFile, YamlData } from '../model/document.ts';
import type { Diagnostic, Place } from '../model/diagnostic.ts';
import { Sop } from '../model/schema/sop.ts';
import { Standard } from '../model/schema/standard.ts';
import { splitFrontMatter } from '../read/front-matter.ts';
import type { Renumbered } from '../rules/support/renumbered.ts';
import { mendControls } from './mend-controls.ts';
import { toIsoDate } from './mend-date.ts';
import { sortTopLevelKeys } from './mend-order.ts';
import type { Edit, Mend, Mended } from './mended.ts';

/**
 * Mends what is safe: quotes around text that YAML types otherwise, dates in a notation that can be read in one way, the
 * order of the keys of front matter, and controls that have another number in a newer version. Nothing else is touched, comments
 * and line ends stay. Records are evidence and are never changed; a text with broken YAML is left alone.
 * @param file what was read from exactly this text.
 * @param renumbered controls of this file that have another number, see `base/renumbered.ts`.
 */
export function mendFile(text: string, file: GaitFile, renumbered: readonly Renumbered[] = []): Mended {
  const yaml = getYaml(file);
  const isReadable = yaml?.syntax.every(({ kind }) => ['bom', 'plain-scalar', 'lost-comment'].includes(kind));
  if (!yaml || !isReadable || yaml.raw === undefined) return { text, mends: [], left: [] };
  const controls = mendControls(text, renumbered);
  const edits = [...getQuotes(text, yaml), ...getDates(text, yaml), ...controls.edits].sort(
    (a, b) => a.start - b.start,
  );
  const edited = applyEdits(text, edits);
  const sorted = sortKeys(edited, file);
  const mends = edits.map(({ kind, line, what }): Mend => ({ kind, line, what }));
  if (sorted !== edited)
    mends.push({ kind: 'order', line: getFirstDifference(edited, sorted), what: 'order of the keys' });
  return { text: sorted, mends, left: controls.left };
}

/** Rules whose diagnostics may be mended. */
const MENDED_RULES: readonly string[] = ['yaml-plain-scalar', 'yaml-lost-comment', 'bad-date', 'control-renumbered'];

/** How many of these diagnostics {@link mendFile} takes away. */
export function countMendable(
  diagnostics: readonly Diagnostic[],
  getFile: (path: string) => { text?: string; file?: GaitFile; renumbered?: readonly Renumbered[] },
): number {
  const paths = diagnostics.filter((one) => MENDED_RULES.includes(one.rule)).map((one) => one.file);
  return [...new Set(paths)].reduce((sum, path) => {
    const { text, file, renumbered } = getFile(path);
    if (text === undefined || !file) return sum;
    return (
      sum + mendFile(text, file, renumbered).mends.filter(({ kind }) => kind !== 'order' && kind !== 'words').length
    );
  }, 0);
}

function getYaml(file: GaitFile): YamlData<unknown> | undefined {
  if (file.kind === 'record' || file.kind === 'other' || file.kind === 'guide') return undefined;
  if ('frontMatter' in file) return file.frontMatter;
  return 'yaml' in file ? file.yaml : undefined;
}

function getQuotes(text: string, { syntax, places }: YamlData<unknown>): Edit[] {
  const pointers = syntax
    .filter(({ kind }) => kind === 'plain-scalar' || kind === 'lost-comment')
    .map(({ pointer }) => pointer ?? '');
  return [...new Set(pointers)].flatMap((pointer) => {
    const place = places[pointer]?.value;
    if (!place) return [];
    const quoted = `'${cut(text, place).replaceAll("'", "''")}'`;
    return [{ ...toRange(place), text: quoted, kind: 'quotes', what: `quotes: ${quoted}` }];
  });
}

function getDates(text: string, { issues, places }: YamlData<unknown>): Edit[] {
  return issues.flatMap(({ kind, pointer }) => {
    const place = places[pointer]?.value;
    if (kind !== 'bad-date' || !place) return [];
    const written = cut(text, place);
    const date = toIsoDate(written.replace(/^(['"])(.*)\1$/u, '$2'));
    return date ? [{ ...toRange(place), text: date, kind: 'date', what: `date: ${written} → ${date}` }] : [];
  });
}

function sortKeys(text: string, file: GaitFile): string {
  const schema = file.kind === 'sop' ? Sop : file.kind === 'standard' ? Standard : undefined;
  if (!schema) return text;
  const { yaml, yamlStart } = splitFrontMatter(text);
  if (yaml === undefined) return text;
  const sorted = sortTopLevelKeys(yaml, Object.keys(schema.shape));
  return text.slice(0, yamlStart.offset) + sorted + text.slice(yamlStart.offset + yaml.length);
}

function applyEdits(text: string, edits: Edit[]): string {
  let at = 0;
  let result = '';
  for (const { start, end, text: replacement } of edits) {
    result += text.slice(at, start) + replacement;
    at = end;
  }
  return result + text.slice(at);
}

function toRange({ start, end }: Place): { start: number; end: number; line: number } {
  return { start: start.offset, end: end.offset, line: start.line };
}

function cut(text: string, { start, end }: Place): string {
  return text.slice(start.offset, end.offset);
}

/** The first line, from 1, in which two texts differ. */
function getFirstDifference(before: string, after: string): number {
  const lines = after.split('\n');
  return before.split('\n').findIndex((line, index) => line !== lines[index]) + 1;
}
