import type { Place } from '../model/diagnostic.ts';
import type { GaitFile, KeyPlaces, SopFile } from '../model/document.ts';
import { resolveLink } from '../model/link.ts';
import { getAtPointer } from '../model/pointer.ts';

/** An SOP that gets another id; its file stays in its folder. Paths are relative to the root. */
export interface Renaming {
  from: { id: string; path: string };
  to: { id: string; path: string };
}

/** A stretch of a text and what takes its place, by offsets. */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/** Applies edits that do not overlap; every other character stays. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text);
}

/** What a renaming changes in a file that was read from exactly this text: links, and keys that name the SOP by its id. Records stay. */
export function getRenameEdits(text: string, file: GaitFile, renaming: Renaming): TextEdit[] {
  if (file.kind === 'sop') {
    const own = file.path === renaming.from.path ? getOwnEdits(text, file, renaming) : [];
    const { data, places } = file.frontMatter;
    return [
      ...own,
      ...getLinkEdits(text, file, renaming),
      ...getKeyEdits(data, places, /^\/(?:related\/\d+|replaced_by)$/u, renaming),
    ];
  }
  if (file.kind === 'standard' || file.kind === 'guide') return getLinkEdits(text, file, renaming);
  if (file.kind === 'manifest') return getKeyEdits(file.yaml.data, file.yaml.places, /^\/sops\/\d+\/id$/u, renaming);
  return [];
}

/** What a renaming changes in the configuration: `requires` of areas, and rules that are disabled for the file. */
export function getConfigurationEdits(
  data: unknown,
  places: Readonly<Record<string, KeyPlaces>>,
  renaming: Renaming,
): TextEdit[] {
  const byPath = { from: { id: renaming.from.path }, to: { id: renaming.to.path } };
  return [
    ...getKeyEdits(data, places, /^\/areas\/\d+\/requires\/\d+$/u, renaming),
    ...getKeyEdits(data, places, /^\/disable\/\d+\/file$/u, byPath),
  ];
}

function getKeyEdits(
  data: unknown,
  places: Readonly<Record<string, KeyPlaces>>,
  pointers: RegExp,
  { from, to }: { from: { id: string }; to: { id: string } },
): TextEdit[] {
  return Object.entries(places).flatMap(([pointer, { value }]) =>
    pointers.test(pointer) && getAtPointer(data, pointer) === from.id ? [toEdit(value, toYamlText(to.id))] : [],
  );
}

function getOwnEdits(text: string, file: SopFile, { from, to }: Renaming): TextEdit[] {
  const { data, places } = file.frontMatter;
  const id = places['/id']?.value;
  if (!id) return [];
  const lineEnd = text[text.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n';
  const old = toYamlText(from.id);
  return [toEdit(id, toYamlText(to.id)), getFormerEdit()];

  function getFormerEdit(): TextEdit {
    const list = places['/formerly']?.value;
    if (!list) {
      const at = text.indexOf('\n', id?.end.offset) + 1;
      return { start: at, end: at, text: `formerly: [${old}]${lineEnd}` };
    }
    const written = text.slice(list.start.offset, list.end.offset);
    const former = [...(data.formerly ?? []).map(toYamlText), old];
    const last = places[`/formerly/${former.length - 2}`]?.value;
    if (written.startsWith('[') || !last) return toEdit(list, `[${former.join(', ')}]`);
    const indent = /(?:^|\n)([ \t]*)-[^\n]*$/u.exec(text.slice(0, last.start.offset))?.[1] ?? '';
    return { start: last.end.offset, end: last.end.offset, text: `${lineEnd}${indent}- ${old}` };
  }
}

function getLinkEdits(
  text: string,
  file: Extract<GaitFile, { kind: 'sop' | 'standard' | 'guide' }>,
  { from, to }: Renaming,
): TextEdit[] {
  return (file.body?.links ?? []).flatMap(({ url, urlPlace }) => {
    if (resolveLink(file.path, url)?.file !== from.path) return [];
    const written = text.slice(urlPlace.start.offset, urlPlace.end.offset);
    // The name is the end of the path, before a query or an anchor; a bare anchor names no file.
    const name = /[^/<>]*\.md(?=[?#>]|$)/iu.exec(written.split(/[?#]/u, 1)[0] ?? '');
    if (!name) return [];
    const start = urlPlace.start.offset + name.index;
    return [{ start, end: start + name[0].length, text: `${to.id}.md` }];
  });
}

function toEdit({ start, end }: Place, text: string): TextEdit {
  return { start: start.offset, end: end.offset, text };
}

/** A key or a path as YAML: quoted where YAML could take it for something else. */
function toYamlText(value: string): string {
  const isPlain = /^[a-z][a-z0-9/._-]*$/iu.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(value);
  return isPlain ? value : `'${value.replaceAll("'", "''")}'`;
}
