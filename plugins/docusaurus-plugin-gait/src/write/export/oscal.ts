import type { KnowledgeBase, SopNode } from '../../model/knowledge-base.ts';
import { type Exported, type ExportInput, getActiveSops, toJsonText } from './contract.ts';
import { toUuid } from './uuid.ts';

/** Namespace of properties that OSCAL does not define. */
const NS = 'urn:gait:oscal';
/** A token of OSCAL: what an id must be. */
const TOKEN = /^[\p{L}_][\p{L}\p{N}.\-_]*$/u;

/**
 * An OSCAL component definition, 1.1 (https://pages.nist.gov/OSCAL-Reference/models/v1.1.2/component-definition/json-reference/): each
 * active SOP that serves a control is a component of type `process-procedure`, with its maturity and records, and implements the controls
 * that it names. A framework's address is the first of its catalogue's sources. Ids of controls that are no token of OSCAL (`1.4`) get `_`
 * before them, and their own form as the property `label`. UUIDs are made of names, so the same knowledge base gives the same bytes.
 */
export function toOscal(input: ExportInput): Exported {
  const { base, links } = input;
  const sops = getActiveSops(base, [...base.sops.keys()])
    .filter((sop) => getFrameworks(base, sop).length > 0)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const definition = {
    uuid: toUuid(`definition ${links.site}`),
    metadata: {
      title: `${base.configuration.title}: controls that SOPs serve`,
      'last-modified': `${base.asOf}T00:00:00Z`,
      version: base.asOf,
      'oscal-version': '1.1.2',
      roles: [{ id: 'owner', title: 'Answers for the procedure' }],
      parties: Object.entries(base.configuration.owners).map(([key, owner]) => ({
        uuid: toUuid(`owner ${key}`),
        type: 'organization',
        name: owner.name.trim(),
      })),
    },
    ...(sops.length > 0 && { components: sops.map((sop) => toComponent(input, sop)) }),
  };
  const notes = [...base.sops.values()]
    .filter((sop) => !sops.includes(sop))
    .map(({ id }) => `${id}: left out, it is not active or serves no control of a catalogue here`);
  return { text: toJsonText({ 'component-definition': definition }), notes };
}

function toComponent({ base, links }: ExportInput, sop: SopNode): unknown {
  const { owner, description } = sop.file.frontMatter.data;
  const newest = sop.records[0]?.yaml.data;
  const { claimed, effective, counting } = sop.maturity;
  return {
    uuid: toUuid(`sop ${sop.id}`),
    type: 'process-procedure',
    title: sop.title,
    description: description ?? sop.title,
    props: [
      toProp('maturity', effective),
      toProp('maturity-claimed', claimed),
      toProp('records', String(sop.records.length)),
      toProp('records-counting', String(counting.length)),
      ...(newest?.finished_at ? [toProp('last-record', newest.finished_at)] : []),
      ...(sop.file.fingerprint ? [toProp('fingerprint', sop.file.fingerprint)] : []),
    ],
    links: [{ href: links.getSop(sop.id), rel: 'reference' }],
    ...(owner !== undefined &&
      Object.hasOwn(base.configuration.owners, owner) && {
        'responsible-roles': [{ 'role-id': 'owner', 'party-uuids': [toUuid(`owner ${owner}`)] }],
      }),
    'control-implementations': getFrameworks(base, sop).map(([key, references]) => {
      const framework = base.frameworks.get(key);
      return {
        uuid: toUuid(`sop ${sop.id} framework ${key}`),
        source: framework?.file.yaml.data.sources?.[0]?.url ?? `urn:gait:${key}`,
        description: `Controls of ${framework?.title ?? key} ${framework?.version ?? ''}`.trim(),
        'implemented-requirements': references.map((reference) => {
          const id = reference.slice(reference.indexOf('#') + 1);
          return {
            uuid: toUuid(`sop ${sop.id} control ${reference}`),
            'control-id': TOKEN.test(id) ? id : `_${id.replace(/[^\p{L}\p{N}.\-_]/gu, '_')}`,
            description: `The procedure serves “${base.controls.get(reference)?.control.title ?? id}”; its maturity is ${effective}.`,
            props: [{ name: 'label', value: id }],
            links: [{ href: links.getControl(reference), rel: 'reference' }],
          };
        }),
      };
    }),
  };
}

function toProp(name: string, value: string): { name: string; ns: string; value: string } {
  return { name, ns: NS, value };
}

/** Controls of an SOP that a catalogue has, by framework. */
function getFrameworks(base: KnowledgeBase, sop: SopNode): [key: string, references: string[]][] {
  const groups = new Map<string, string[]>();
  for (const reference of [...new Set(sop.controls)].filter((one) => base.controls.has(one))) {
    const key = reference.slice(0, reference.indexOf('#'));
    groups.set(key, [...(groups.get(key) ?? []), reference]);
  }
  return [...groups];
}
