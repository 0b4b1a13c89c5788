import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { getCodeOwnersDialect } from '../model/code-owners.ts';
import type { SopBody } from '../model/body.ts';
import type { FileKind, GaitFile, PageBody, SopFile, SyntaxProblem, YamlData } from '../model/document.ts';
import { getFingerprint } from '../model/fingerprint.ts';
import { Catalogue } from '../model/schema/catalogue.ts';
import type { Secret } from '../model/secret.ts';
import type { Configuration } from '../model/schema/configuration.ts';
import { Crosswalk } from '../model/schema/crosswalk.ts';
import { GaitException } from '../model/schema/exception.ts';
import { Manifest } from '../model/schema/manifest.ts';
import { GaitRecord } from '../model/schema/record.ts';
import { Standard } from '../model/schema/standard.ts';
import { parsePageBody, parseSopBody, type ReadBody } from './body/index.ts';
import { readCodeOwners } from './codeowners.ts';
import { getSopSchema } from './custom-keys.ts';
import { decodeText, getTextStart } from './decode.ts';
import { splitFrontMatter, type SplitText } from './front-matter.ts';
import { Guide, getForbiddenKeys } from './guide.ts';
import { TEXT_KEYS } from './text-keys.ts';
import { getNoData, readYaml } from './yaml.ts';

/** A file as bytes, and what it should be. */
export interface FileInput {
  kind: FileKind;
  /** POSIX path relative to the root of the knowledge base. */
  path: string;
  bytes: Uint8Array;
  configuration: Configuration;
  /** What is known of the file as it is, when credentials in `bytes` are covered. */
  original?: { hash: string; secrets: Secret[] };
}

/**
 * Reads one file into the model. Whatever the bytes are, the result is a file: what is wrong in it stands in `syntax` and `issues`
 * of its YAML, and rules report it. Depends on nothing but its arguments.
 */
export function readGaitFile({ kind, path, bytes, configuration, original }: FileInput): GaitFile {
  const base = { path, ...(original ?? { hash: createHash('sha256').update(bytes).digest('hex') }) };
  switch (kind) {
    case 'sop':
      return { kind, ...base, ...readSop(bytes, configuration) };
    case 'standard':
      return { kind, ...base, ...readPage(bytes, Standard, true) };
    case 'guide':
      return { kind, ...base, ...readPage(bytes, Guide, false) };
    case 'catalogue':
      return { kind, ...base, yaml: readWholeYaml(bytes, Catalogue) };
    case 'crosswalk':
      return { kind, ...base, yaml: readWholeYaml(bytes, Crosswalk) };
    case 'exception':
      return { kind, ...base, yaml: readWholeYaml(bytes, GaitException) };
    case 'record':
      return { kind, ...base, yaml: readWholeYaml(bytes, GaitRecord) };
    case 'manifest':
      return { kind, ...base, yaml: readWholeYaml(bytes, Manifest) };
    case 'code-owners':
      return { kind, ...base, ...readCodeOwners(bytes, getCodeOwnersDialect(path, configuration)) };
    case 'other':
      return { kind, ...base };
  }
}

function readSop(bytes: Uint8Array, configuration: Configuration): Omit<SopFile, 'kind' | 'path' | 'hash'> {
  const { text, problems } = decodeText(bytes);
  if (text === undefined) return { frontMatter: getNoData(problems), bodyLine: 1 };
  const split = splitFrontMatter(text);
  const frontMatter = readMatter({ split, schema: getSopSchema(configuration), isRequired: true, problems });
  const { body, problem }: Partial<ReadBody<SopBody>> = split.problem
    ? {}
    : parseSopBody({ text: split.body, start: split.bodyStart, titles: configuration.sections });
  if (problem) addProblem(frontMatter, problem);
  const fingerprint = body && getFingerprint(body, frontMatter.data.variables ?? []);
  return { frontMatter, bodyLine: split.bodyStart.line, body, fingerprint };
}

function readPage<S extends z.ZodObject>(bytes: Uint8Array, schema: S, isRequired: boolean) {
  const { text, problems } = decodeText(bytes);
  if (text === undefined) return { frontMatter: getNoData<z.output<S>>(problems) };
  const split = splitFrontMatter(text);
  const frontMatter = readMatter({ split, schema, isRequired, problems });
  frontMatter.issues.push(...getForbiddenKeys(frontMatter));
  const { body, problem }: Partial<ReadBody<PageBody>> = split.problem
    ? {}
    : parsePageBody({ text: split.body, start: split.bodyStart });
  if (problem) addProblem(frontMatter, problem);
  return { frontMatter, body };
}

function readMatter<S extends z.ZodObject>(input: {
  split: SplitText;
  schema: S;
  isRequired: boolean;
  problems: SyntaxProblem[];
}): YamlData<z.output<S>> {
  const { split, schema, isRequired, problems } = input;
  const { yaml, yamlStart, problem } = split;
  if (problem) return getNoData([...problems, problem]);
  if (yaml === undefined && isRequired) return getNoData([...problems, getNoFrontMatter(split)]);
  const read = readYaml({ text: yaml ?? '', start: yamlStart, schema, textKeys: TEXT_KEYS });
  return { ...read, syntax: [...problems, ...read.syntax] };
}

function getNoFrontMatter({ bodyStart }: SplitText): SyntaxProblem {
  return {
    kind: 'fence',
    message: 'Unexpected start of the file, expected front matter between two lines of `---`',
    expected: ['---'],
    hint: 'Begin the file with a line of `---`.',
    place: { start: bodyStart, end: bodyStart },
  };
}

function addProblem(data: YamlData<unknown>, problem: SyntaxProblem): void {
  data.syntax.push(problem);
  data.isValid = false;
}

/** Reads a file that is YAML, or JSON, as a whole and holds it against a schema. Never fails: what is wrong stands in the result. */
export function readWholeYaml<S extends z.ZodObject>(bytes: Uint8Array, schema: S): YamlData<z.output<S>> {
  const { text, problems } = decodeText(bytes);
  if (text === undefined) return getNoData(problems);
  const start = getTextStart(text);
  const read = readYaml({
    text: text.slice(start),
    start: { line: 1, column: 1, offset: start },
    schema,
    textKeys: TEXT_KEYS,
  });
  return { ...read, syntax: [...problems, ...read.syntax] };
}
