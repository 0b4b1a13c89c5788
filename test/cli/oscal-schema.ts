import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { findSchemaProblems } from '../support/json-schema.ts';

const Uuid = z
  .string()
  .regex(/^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[45][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}$/u);
const Text = z.string().regex(/^\S(.*\S)?$/u);
const Token = z.string().regex(/^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u);
/** An address, or a reference within the document. */
const Reference = z.string().regex(/^(?:#|[a-z][a-z0-9+.-]*:)\S+$/u);
const Prop = z.strictObject({ name: Token, uuid: Uuid.optional(), ns: z.url().optional(), value: Text });
const Link = z.strictObject({ href: Reference, rel: Token.optional() });
const many = <T extends z.ZodType>(schema: T) => z.array(schema).min(1).optional();

const Requirement = z.strictObject({
  uuid: Uuid,
  'control-id': Token,
  description: z.string(),
  props: many(Prop),
  links: many(Link),
});
const Component = z.strictObject({
  uuid: Uuid,
  type: Text,
  title: z.string(),
  description: z.string(),
  props: many(Prop),
  links: many(Link),
  'responsible-roles': many(z.strictObject({ 'role-id': Token, 'party-uuids': many(Uuid) })),
  'control-implementations': many(
    z.strictObject({
      uuid: Uuid,
      source: Reference,
      description: z.string(),
      'implemented-requirements': z.array(Requirement).min(1),
    }),
  ),
});

/**
 * The part of NIST's schema of a component definition that is used here, transcribed from
 * https://github.com/usnistgov/OSCAL/releases/download/v1.1.2/oscal_component_schema.json
 */
export const Oscal = z.strictObject({
  'component-definition': z.strictObject({
    uuid: Uuid,
    metadata: z.strictObject({
      title: z.string(),
      'last-modified': z.iso.datetime({ offset: true }),
      version: Text,
      'oscal-version': Text,
      roles: many(z.strictObject({ id: Token, title: z.string() })),
      parties: many(z.strictObject({ uuid: Uuid, type: z.enum(['person', 'organization']), name: Text.optional() })),
    }),
    components: many(Component),
  }),
});

/** A file of the corpus below `oscal/` whose name this matches, as JSON; undefined where there is none. */
export function readOscalCorpus(name: RegExp): object | undefined {
  const { GAIT_CORPUS_DIR } = process.env;
  if (GAIT_CORPUS_DIR === undefined) return undefined;
  const folder = path.join(GAIT_CORPUS_DIR, 'oscal');
  const file = readdirSync(folder).find((one) => name.test(one));
  return file === undefined ? undefined : (JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as object);
}

/** What NIST's own schema, where the corpus has it, or else the transcription finds wrong with a component definition. */
export function findOscalProblems(definition: unknown): string {
  const schema = readOscalCorpus(/^oscal_(?:component|complete)_schema.*\.json$/u);
  if (!schema) return Oscal.safeParse(definition).error?.message ?? '';
  return findSchemaProblems(schema, definition, { isStrict: false });
}

/** The same of the transcription alone, which lets pass what it does not know: it must not ask for more than NIST does. */
export function findProblemsByTranscription(definition: unknown): string {
  const strict = z.toJSONSchema(Oscal, { target: 'draft-07' });
  const open = JSON.parse(
    JSON.stringify(strict, (key, value: unknown) => (key === 'additionalProperties' ? undefined : value)),
  ) as object;
  return findSchemaProblems(open, definition);
}
