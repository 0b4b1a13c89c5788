import type { Place } from '../../model/diagnostic.ts';
import type { FileKind, GaitFile, SyntaxProblem, YamlData } from '../../model/document.ts';
import { getAtPointer } from '../../model/pointer.ts';
import type { FileContext } from '../rule.ts';

/** Files that hold YAML, as front matter or whole. */
export const YAML_KINDS = [
  'sop',
  'standard',
  'guide',
  'catalogue',
  'crosswalk',
  'exception',
  'record',
  'manifest',
] as const satisfies readonly FileKind[];

/** Pages that are published: their bodies have links. */
export const PAGE_KINDS = ['sop', 'standard', 'guide'] as const satisfies readonly FileKind[];

/** The YAML of a file, wherever it stands in it. */
export function getYaml(file: GaitFile): YamlData<object> | undefined {
  if ('frontMatter' in file) return file.frontMatter;
  return 'yaml' in file ? file.yaml : undefined;
}

/** Place of a value by JSON pointer; of the nearest key around it when the source does not have it. */
export function getValuePlace(yaml: YamlData<object>, pointer: string): Place | undefined {
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const places = yaml.places[at];
    if (places) return places.value;
  }
  return yaml.places['']?.value;
}

/** Place of a key by JSON pointer; of its value when it has no key (a member of a list). */
export function getKeyPlace(yaml: YamlData<object>, pointer: string): Place | undefined {
  return yaml.places[pointer]?.key ?? getValuePlace(yaml, pointer);
}

/** A value as parsed, before any schema, by JSON pointer. */
export function getRaw(yaml: YamlData<object>, pointer: string): unknown {
  return getAtPointer(yaml.raw, pointer);
}

/** Whether the front matter has this top-level key, with a value. */
export function hasKey(yaml: YamlData<object>, key: string): boolean {
  const value = getRaw(yaml, `/${key}`);
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

/** Reports what the reader found of one kind. */
export function reportSyntax({ file, report }: FileContext, kind: SyntaxProblem['kind']): void {
  for (const problem of getYaml(file)?.syntax ?? []) {
    if (problem.kind !== kind) continue;
    const { message, expected, hint, place, pointer } = problem;
    report({ message, expected, hint, place, subject: pointer ?? kind });
  }
}
