import type { Place } from '../../model/diagnostic.ts';
import type { GaitFile, YamlData } from '../../model/document.ts';
import type { KnowledgeBase } from '../../model/knowledge-base.ts';
import { getSuggestion } from '../../model/suggest.ts';
import { readAddress } from './links.ts';
import { getValuePlace, getYaml } from './yaml.ts';

/** A control as some file names it. */
export interface ControlUse {
  reference: string;
  place?: Place;
  /** JSON pointer; undefined for a link in a body. */
  pointer?: string;
}

/** `cis-aws#1.4`, `1.4`: names a control, but not of which version. */
export function lacksVersion(reference: string): boolean {
  return !/@[^#]+#/u.test(reference);
}

/** The control that was probably meant: the same number of a version that is here, or a number of the same version. */
export function findControl(base: KnowledgeBase, reference: string): string | undefined {
  const at = reference.indexOf('#');
  const [framework, id] = [reference.slice(0, at), reference.slice(at + 1)];
  const known = base.frameworks.get(framework);
  if (known)
    return getSuggestion(
      reference.slice(at),
      known.controls.map((one) => one.slice(one.indexOf('#'))),
    )?.replace('#', `${framework}#`);
  const other = getSuggestion(framework, [...base.frameworks.keys()]);
  return other !== undefined && base.controls.has(`${other}#${id}`) ? `${other}#${id}` : undefined;
}

/** Controls that a file names in its YAML, in source order, as written. */
export function getControlKeys(file: GaitFile): ControlUse[] {
  const yaml = getYaml(file);
  // What is valid stands in `data` as well, which a warm run has at hand; `raw` and places are decoded only when asked for.
  const raw: unknown = yaml?.isValid ? yaml.data : yaml?.raw;
  if (!yaml || typeof raw !== 'object' || raw === null) return [];
  const keys = raw as { controls?: unknown; control?: unknown; attests?: unknown };
  const found: { reference: unknown; pointer: string }[] = [];
  if (file.kind === 'sop' || file.kind === 'standard') {
    toList(keys.controls).forEach((reference, index) => found.push({ reference, pointer: `/controls/${index}` }));
  } else if (file.kind === 'exception') {
    found.push({ reference: keys.control, pointer: '/control' });
  } else if (file.kind === 'record') {
    toList(keys.attests).forEach((one, index) => {
      const reference = typeof one === 'object' && one !== null ? (one as { control?: unknown }).control : undefined;
      found.push({ reference, pointer: `/attests/${index}/control` });
    });
  }
  return found.flatMap(({ reference, pointer }) =>
    typeof reference === 'string' ? [createUse(yaml, { reference, pointer })] : [],
  );
}

function createUse(yaml: YamlData<unknown>, use: { reference: string; pointer: string }): ControlUse {
  return {
    ...use,
    get place() {
      return getValuePlace(yaml, use.pointer);
    },
  };
}

/** Controls that the links of a page name. */
export function getControlLinks(file: GaitFile): ControlUse[] {
  if (file.kind !== 'sop' && file.kind !== 'standard' && file.kind !== 'guide') return [];
  return (file.body?.links ?? []).flatMap((link) => {
    const address = readAddress(link.url);
    return address.kind === 'control' ? [{ reference: address.name, place: link.urlPlace }] : [];
  });
}

function toList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
