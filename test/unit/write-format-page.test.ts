import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { FileKind, GaitFile } from '../../plugins/docusaurus-plugin-gait/src/model/document.ts';
import { parseConfiguration } from '../../plugins/docusaurus-plugin-gait/src/read/configuration.ts';
import { parseMarkdown } from '../../plugins/docusaurus-plugin-gait/src/read/body/parse.ts';
import { readGaitFile, readWholeYaml } from '../../plugins/docusaurus-plugin-gait/src/read/file.ts';
import { toFormatIndex, toFormatPage } from '../../plugins/docusaurus-plugin-gait/src/write/format-page.ts';
import { FILE_FORMATS, OUTPUT_FORMATS } from '../../plugins/docusaurus-plugin-gait/src/write/formats.ts';
import { type JsonSchema, toJsonSchema } from '../../plugins/docusaurus-plugin-gait/src/write/json-schema.ts';
import { toSnippets } from '../../plugins/docusaurus-plugin-gait/src/write/snippets.ts';
import { Exercise } from '../../plugins/docusaurus-plugin-gait/src/model/schema/exercise.ts';
import { Sop } from '../../plugins/docusaurus-plugin-gait/src/model/schema/sop.ts';
import { Walk } from '../../plugins/docusaurus-plugin-gait/src/model/schema/walk.ts';

const EXAMPLES = path.join(import.meta.dirname, '../../tools/formats');
const CASES = FILE_FORMATS.map((format) => [format.name, format] as const);

function readExample(name: string): { ending: 'md' | 'yaml' | 'json'; text: string } {
  const ending = name === 'sop' || name === 'standard' ? 'md' : name === 'walk' ? 'json' : 'yaml';
  return { ending, text: readFileSync(path.join(EXAMPLES, `${name}.${ending}`), 'utf8') };
}

const configuration = parseConfiguration(readExample('configuration').text).configuration;

/** Every schema inside, with its path. */
function listSchemas(schema: JsonSchema, at = ''): [string, JsonSchema][] {
  const children: [string, JsonSchema][] = [
    ...Object.entries(schema.properties ?? {}).map(([name, one]): [string, JsonSchema] => [`${at}/${name}`, one]),
    ...Object.entries(schema.definitions ?? {}).map(([name, one]): [string, JsonSchema] => [`${at}#${name}`, one]),
    ...(schema.anyOf ?? []).map((one): [string, JsonSchema] => [`${at}|`, one]),
    ...(schema.items && !Array.isArray(schema.items) ? [[`${at}[]`, schema.items] as [string, JsonSchema]] : []),
    ...(typeof schema.additionalProperties === 'object'
      ? [[`${at}/*`, schema.additionalProperties] as [string, JsonSchema]]
      : []),
  ];
  return children.flatMap(([path, one]) => [[path, one] as [string, JsonSchema], ...listSchemas(one, path)]);
}

describe('what is written for other programs', () => {
  it.each(OUTPUT_FORMATS.map(({ name, schema }) => [name, schema] as const))(
    'has a JSON Schema: %s',
    (name, schema) => {
      const published = toJsonSchema(schema, name);
      expect(published).toMatchObject({ $id: `urn:gait:schema:${name}:1`, type: 'object' });
      expect(new Ajv({ strict: false, validateFormats: false }).compile(published)({})).toBe(false);
    },
  );
});

describe.each(CASES)('the format %s', (name, format) => {
  const schema = toJsonSchema(format.schema, name);

  it('is a JSON Schema that takes its example and refuses an unknown key', () => {
    const isValid = new Ajv({ strict: false, formats: { date: true, 'date-time': true, email: true } }).compile(schema);
    const { text } = readExample(name);
    const yaml = text.startsWith('---') ? (text.split('---\n')[1] ?? '') : text;
    const data = parse(yaml, { version: '1.2', schema: 'core' }) as object;
    expect(isValid(data) || isValid.errors).toBe(true);
    expect(isValid({ ...data, no_such_key: 1 })).toBe(false);
  });

  it('says what it is, and what each key means', () => {
    expect(schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      $id: `urn:gait:schema:${name}:1`,
    });
    expect(schema.title).not.toBe('');
    const keys = listSchemas(schema).filter(([at]) => /\/[a-z_]+$/u.test(at));
    const silent = keys.filter(([, one]) => one.description === undefined && one.$ref === undefined);
    expect(silent.map(([at]) => at)).toEqual([]);
  });

  it('has an example without a single fault', () => {
    const { text } = readExample(name);
    if (name === 'configuration') {
      expect(parseConfiguration(text)).toMatchObject({ diagnostics: [] });
      return;
    }
    if (!configuration) throw new Error('The example of the configuration cannot be used');
    const bytes = new TextEncoder().encode(text);
    if (name === 'walk' || name === 'exercise') {
      expect(readWholeYaml(bytes, name === 'walk' ? Walk : Exercise)).toMatchObject({
        isValid: true,
        syntax: [],
        issues: [],
      });
      return;
    }
    const file: GaitFile = readGaitFile({ kind: name as FileKind, path: `x/${name}`, bytes, configuration });
    const data = 'frontMatter' in file ? file.frontMatter : 'yaml' in file ? file.yaml : undefined;
    expect(data).toMatchObject({ isValid: true, syntax: [], issues: [] });
  });

  it('has a page with a row for each of its keys', () => {
    const page = toFormatPage({ format, position: 1, example: readExample(name) });
    for (const key of Object.keys(format.schema.shape)) expect(page).toContain(`| \`${key}\` |`);
    expect(page).toContain(`schema/${name}.schema.json`);
  });

  it('has a page that shows its example as one block', () => {
    const { ending, text } = readExample(name);
    const { children } = parseMarkdown(toFormatPage({ format, position: 1, example: { ending, text } }));
    const last = children.at(-1);
    expect(last?.type === 'code' && last.value).toBe(text.trimEnd());
  });
});

describe('the page of exceptions', () => {
  it('reads like this', () => {
    const format = FILE_FORMATS.find(({ name }) => name === 'exception');
    if (!format) throw new Error('There is no such format');
    expect(toFormatPage({ format, position: 7, example: readExample('exception') })).toMatchInlineSnapshot(`
      "---
      title: Exception
      sidebar_position: 7
      ---

      A file of \`exceptions/\`.

      Files: \`exceptions/*.yaml\`. JSON Schema for editors: \`schema/exception.schema.json\`.

      ## Keys

      | Key | Type | Required | Default | Meaning |
      | --- | --- | --- | --- | --- |
      | \`schema\` | \`1\` | yes |  | Version of this format. |
      | \`id\` | key | yes |  | Equal to the file name. |
      | \`control\` | control |  |  | The control that is not met; or name a check. |
      | \`check\` | tool:name |  |  | The check that is not met; or name a control. |
      | \`scope\` | line | yes |  | What it covers: account, resource, environment. |
      | \`reason\` | line | yes |  | Why. |
      | \`granted_by\` | line | yes |  | Who decided. |
      | \`granted_on\` | date | yes |  | When. |
      | \`expires\` | date | yes |  | Last day on which it excuses. |

      ## Example

      \`\`\`yaml
      schema: 1
      id: old-build-key
      control: 'cis-aws@5.0.0#1.13'
      scope: the build user of the staging account
      reason: its successor with a role goes live in December
      granted_by: Lead of platform security
      granted_on: 2026-10-01
      expires: 2026-12-31
      \`\`\`
      "
    `);
  });

  it('is listed with the others', () => {
    const index = toFormatIndex(FILE_FORMATS);
    for (const { name } of FILE_FORMATS) expect(index).toContain(`(./${name}.md)`);
  });
});

describe('snippets', () => {
  it('complete every key of an SOP, with the values of the configuration', () => {
    if (!configuration) throw new Error('The example of the configuration cannot be used');
    const snippets = JSON.parse(toSnippets(Sop, configuration)) as Record<string, { prefix: string; body: string[] }>;
    expect(Object.values(snippets).map((one) => one.prefix)).toEqual(Object.keys(Sop.shape));
    expect(snippets['SOP: area']?.body).toEqual(['area: ${1|account-governance|}']);
    expect(snippets['SOP: maturity']?.body).toEqual(['maturity: ${1|crawl,walk,run|}']);
    expect(snippets['SOP: cadence']?.body).toEqual(['cadence: ${1|on-event,on-demand|}']);
    expect(snippets['SOP: roles']?.body).toEqual(['roles: [${1|operator,approver|}]']);
    expect(snippets['SOP: last_reviewed_on']?.body).toEqual([
      'last_reviewed_on: ${1:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE}',
    ]);
  });
});
